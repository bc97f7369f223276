from __future__ import annotations

from datetime import UTC, datetime

import pytest
from msgspec import structs

from causes_facts import (
    asks,
    case,
    chain,
    clock,
    clue,
    established,
    http,
    inside,
    leaf,
    problem,
    proof,
    through,
    trial,
    verdict,
)
from tlswhy.causes.certificate.clock_wrong import CAUSE
from tlswhy.model.case import Case, What
from tlswhy.model.facts import Fact
from tlswhy.model.facts.network import HttpAnswered

# The clock says 2030-01-01.
BEGINS, ENDS = datetime(2029, 1, 1, tzinfo=UTC), datetime(2029, 6, 1, tzinfo=UTC)
WINDOW = structs.replace(chain(), valid_from=BEGINS, valid_to=ENDS)
THEN = "2029-05-01T12:00:00+00:00"
CURED = trial(What.CLOCK, established(), value=THEN)


def dated(date: str = "Tue, 01 May 2029 12:00:00 GMT", age: str = "") -> HttpAnswered:
    headers = (("Date", date), *((("Age", age),) if age else ()))
    return inside(200, reason="OK", headers=headers)


def judged(*more: Fact, code: str = "expired") -> Case:
    return case(clock(), leaf(), WINDOW, problem(code, text="it says so"), *more)


@pytest.mark.parametrize("code", ["expired", "not-yet-valid"])
def test_another_time_at_which_all_is_valid_is_certain(code: str) -> None:
    found = clue(CAUSE, judged(dated(), code=code))
    assert found is not None
    assert found.verdict.word == "certain"
    assert found.because == (
        "the clock says 2030-01-01 00:00:00 UTC, the server says 2029-05-01 12:00:00: then every "
        "certificate of the chain is valid, and here CN=a.test: it says so"
    )


def test_the_chain_judged_at_that_very_time_proves_it() -> None:
    known = judged(dated())
    assert asks(CAUSE, known) == [f"clock {THEN}"]
    assert proof(CAUSE, known.plus((CURED,))) is CURED
    assert proof(CAUSE, known.plus((trial(What.CLOCK, established(), value="2029"),))) is None
    broken = trial(What.CLOCK, established(), problem("hostname-mismatch"), value=THEN)
    assert proof(CAUSE, known.plus((broken,))) is None


def test_the_proxy_may_be_the_one_who_knows() -> None:
    said = http(headers=(("Date", "Tue, 01 May 2029 12:00:00 GMT"),))
    found = clue(CAUSE, case(through("http"), clock(), leaf(), WINDOW, problem("expired"), said))
    assert found is not None
    assert "the proxy says 2029-05-01 12:00:00" in found.because


def test_a_cached_answer_is_as_old_as_it_says() -> None:
    month = str(30 * 86400)
    found = clue(CAUSE, judged(dated("Sun, 01 Apr 2029 12:00:00 GMT", age=month)))
    assert found is not None
    assert "the server says 2029-05-01 12:00:00" in found.because
    year = str(365 * 86400)
    assert verdict(CAUSE, judged(dated(age=year))) == ""


def test_a_date_without_a_zone_is_utc() -> None:
    assert verdict(CAUSE, judged(dated("Tue, 01 May 2029 12:00:00 -0000"))) == "certain"


@pytest.mark.parametrize(
    "answer",
    [
        inside(200),
        dated("yesterday"),
        dated("Tue, 01 May 20290 12:00:00 GMT"),
        dated(age="soon"),
        dated(age="9" * 30),
        dated("Tue, 01 Jan 2030 00:10:00 GMT"),
        dated("Fri, 01 Jan 2027 00:00:00 GMT"),
    ],
    ids=["none", "junk", "year", "age", "great age", "as here", "another wrong one"],
)
def test_a_date_that_says_nothing(answer: HttpAnswered) -> None:
    assert verdict(CAUSE, judged(answer)) == ""
    assert asks(CAUSE, judged(answer)) == []


def test_less_than_a_day_says_nothing() -> None:
    window = structs.replace(WINDOW, valid_to=datetime(2029, 12, 31, 22, tzinfo=UTC))
    late = dated("Mon, 31 Dec 2029 20:00:00 GMT")
    assert verdict(CAUSE, case(clock(), leaf(), window, problem("expired"), late)) == ""


def test_none_of_it() -> None:
    expired = problem("expired")
    for known in (
        case(leaf(), WINDOW, expired, dated()),
        case(clock(), leaf(), expired, dated()),
        case(clock(), leaf(), chain(), expired, dated()),
        case(clock(), leaf(), structs.replace(chain(), valid_from=BEGINS), expired, dated()),
        case(clock(), leaf(), WINDOW, dated()),
        case(clock(), leaf(), WINDOW, problem("hostname-mismatch"), dated()),
    ):
        assert verdict(CAUSE, known) == ""
