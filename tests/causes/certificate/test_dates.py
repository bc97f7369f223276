"""Expired and not yet valid: the two ends of the same dates."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from msgspec import structs

from causes_facts import asks, case, chain, clock, clue, established, leaf, problem, proof, trial
from tlswhy.causes.certificate import cert_expired, cert_not_yet_valid
from tlswhy.model.case import Case, What
from tlswhy.model.diagnosis import Cause
from tlswhy.model.facts import Fact

EXPIRED, EARLY = cert_expired.CAUSE, cert_not_yet_valid.CAUSE
BEGINS, ENDS = datetime(2029, 1, 1, tzinfo=UTC), datetime(2029, 6, 1, 12, tzinfo=UTC)
WINDOW = structs.replace(chain(), valid_from=BEGINS, valid_to=ENDS)
CURED = trial(What.CLOCK, established())
STILL_BAD = trial(What.CLOCK, established(), problem("hostname-mismatch"))
each = pytest.mark.parametrize(("cause", "code"), [(EXPIRED, "expired"), (EARLY, "not-yet-valid")])


def judged(code: str, *more: Fact) -> Case:
    return case(leaf(), WINDOW, clock(), problem(code, text="it says so"), *more)


@each
def test_what_the_certificate_says_is_certain(cause: Cause, code: str) -> None:
    found = clue(cause, judged(code))
    assert found is not None
    assert (found.verdict.word, found.confirmed_by) == ("certain", None)
    assert found.because == "CN=a.test: it says so"
    assert clock() in found.evidence


@each
def test_another_time_proves_it_when_everything_is_in_order_then(cause: Cause, code: str) -> None:
    known = judged(code)
    assert proof(cause, known.plus((CURED,))) is CURED
    assert proof(cause, known.plus((STILL_BAD,))) is None


@each
def test_each_certificate_of_the_path_has_its_clue(cause: Cause, code: str) -> None:
    both = judged(code, problem(code, index=1, subject="CN=Between"))
    assert len(list(cause.look(both))) == 2


@each
def test_none_of_it(cause: Cause, code: str) -> None:
    for known in (
        case(leaf(), clock()),
        case(leaf(), clock(), problem("hostname-mismatch")),
        case(leaf(hop=0), clock(), problem(code, hop=0)),
    ):
        assert list(cause.look(known)) == []


def test_expiry_needs_its_leaf_and_its_clock() -> None:
    assert clue(EXPIRED, case(clock(), problem("expired"))) is None
    assert clue(EXPIRED, case(leaf(), problem("expired"))) is None


def test_a_beginning_is_told_without_a_clock() -> None:
    found = clue(EARLY, case(problem("not-yet-valid")))
    assert found is not None
    assert len(found.evidence) == 1


def test_what_they_ask_lies_within_the_dates() -> None:
    assert asks(EXPIRED, judged("expired")) == ["clock 2029-06-01T11:00:00+00:00"]
    assert asks(EARLY, judged("not-yet-valid")) == ["clock 2029-01-01T01:00:00+00:00"]


@each
def test_dates_that_never_meet_are_not_asked_for(cause: Cause, code: str) -> None:
    assert asks(cause, case(leaf(), chain(), problem(code))) == []
    assert asks(cause, case(leaf(), problem(code))) == []
