from __future__ import annotations

import pytest

from causes_facts import (
    asks,
    case,
    clue,
    established,
    leaf,
    problem,
    proof,
    store,
    trial,
    verdict,
)
from tlswhy.causes.trust.trust_self_signed import CAUSE
from tlswhy.model.case import Case, What

OWN = leaf(self_issued=True, count=1)
FOUND = problem("self-signed-leaf")
CURED = trial(What.TRUST_ISSUER, established())
NOT_CURED = trial(What.TRUST_ISSUER, established(), problem("hostname-mismatch"))


def test_the_certificate_says_it() -> None:
    found = clue(CAUSE, case(OWN, store(), FOUND))
    assert found is not None
    assert found.verdict.word == "certain"
    assert found.evidence == (FOUND, OWN, store())


def test_trusted_for_once_it_is_proved() -> None:
    assert proof(CAUSE, case(OWN, FOUND, trials=(CURED,))) is CURED
    assert proof(CAUSE, case(OWN, FOUND, trials=(NOT_CURED,))) is None
    assert proof(CAUSE, case(OWN, FOUND)) is None


@pytest.mark.parametrize("known", [case(FOUND), case(OWN), case(OWN, problem("untrusted-root"))])
def test_none_of_it(known: Case) -> None:
    assert verdict(CAUSE, known) == ""


def test_it_asks_to_trust_it_for_once() -> None:
    assert asks(CAUSE, case(OWN, FOUND)) == ["trust-issuer"]
