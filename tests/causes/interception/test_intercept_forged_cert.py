from __future__ import annotations

import pytest

from causes_facts import (
    asks,
    case,
    chain,
    clue,
    established,
    leaf,
    maker,
    problem,
    proxy,
    trial,
    verdict,
)
from tlswhy.causes.interception.intercept_forged_cert import CAUSE, TRUST
from tlswhy.model.case import Case, What
from tlswhy.model.facts import Fact

FORGED = leaf("CN=192.0.2.1", issuer="CN=Gateway")
MADE = maker("interceptor", "Zscaler")
NAME, WEAK = problem("hostname-mismatch"), problem("weak-signature")
GOOD = trial(What.DIRECT, leaf(issuer="CN=Public CA"), established())
AS_BAD = trial(What.DIRECT, leaf(issuer="CN=Public CA"), established(), NAME)
SAME = trial(What.DIRECT, leaf(issuer="CN=Gateway"), NAME)
NOTHING = trial(What.DIRECT)


def seen(*more: Fact, public: bool = False) -> Case:
    return case(FORGED, chain(public=public), *more)


@pytest.mark.parametrize("fault", [NAME, WEAK, problem("expired")])
def test_what_is_right_without_the_proxy_is_certain(fault: Fact) -> None:
    found = clue(CAUSE, seen(proxy(), fault).plus((GOOD,)))
    assert found is not None
    assert (found.verdict.word, found.confirmed_by) == ("certain", GOOD)
    assert found.because.endswith("; without the proxy it was issued by CN=Public CA")


def test_what_is_as_wrong_without_it_was_handed_on() -> None:
    assert verdict(CAUSE, seen(proxy(), NAME).plus((AS_BAD,))) == ""
    assert verdict(CAUSE, seen(proxy(), MADE, NAME).plus((AS_BAD,))) == ""
    assert verdict(CAUSE, seen(proxy(), NAME, WEAK).plus((AS_BAD,))) == "certain"


def test_the_same_issuer_without_it_is_no_interceptor() -> None:
    assert verdict(CAUSE, seen(proxy(), NAME).plus((SAME,))) == ""
    assert verdict(CAUSE, seen(proxy(), NAME).plus((NOTHING,))) == ""


def test_a_known_product_chooses_its_own_algorithms_and_ca() -> None:
    found = clue(CAUSE, seen(MADE, WEAK))
    assert found is not None
    assert (found.verdict.word, found.confirmed_by) == ("certain", None)
    assert verdict(CAUSE, seen(MADE, problem("expired", index=1))) == "certain"


@pytest.mark.parametrize("code", ["hostname-mismatch", "expired", "no-san", "ip-not-in-san"])
def test_names_and_dates_it_may_have_copied(code: str) -> None:
    assert verdict(CAUSE, seen(MADE, problem(code))) == "likely"


def test_what_came_through_a_proxy_may_be_forged() -> None:
    assert verdict(CAUSE, seen(proxy(), NAME)) == "possible"
    assert verdict(CAUSE, seen(NAME)) == ""
    assert verdict(CAUSE, seen(proxy(), NAME, public=True)) == ""
    assert verdict(CAUSE, case(FORGED, proxy(), NAME)) == ""
    assert asks(CAUSE, seen(proxy(), NAME)) == ["direct"]
    assert asks(CAUSE, seen(MADE, NAME)) == []


@pytest.mark.parametrize("code", TRUST)
def test_trust_is_told_elsewhere(code: str) -> None:
    assert verdict(CAUSE, seen(MADE, problem(code))) == ""


def test_none_of_it() -> None:
    assert verdict(CAUSE, seen(MADE)) == ""
    assert verdict(CAUSE, case(MADE, NAME)) == ""
    assert verdict(CAUSE, seen(MADE, problem("odd-encoding", fatal=False))) == ""
    assert verdict(CAUSE, seen(maker("filter", "a portal"), NAME)) == ""
