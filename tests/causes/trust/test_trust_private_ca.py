from __future__ import annotations

import pytest
from msgspec import structs

from causes_facts import (
    asks,
    case,
    chain,
    clue,
    established,
    leaf,
    problem,
    proof,
    store,
    trial,
    verdict,
)
from tlswhy.causes.trust.trust_private_ca import CAUSE
from tlswhy.model.case import Case, What
from tlswhy.model.facts.certificate import CertificateProblem, ChainJudged

BROKEN = chain(anchor="", top="CN=Own Root", top_issuer="CN=Own Root")
CURED = trial(What.TRUST_ISSUER, established())
NOT_CURED = trial(What.TRUST_ISSUER, established(), problem("expired"))


def found_in(code: str, **fields: object) -> CertificateProblem:
    made: CertificateProblem = structs.replace(problem(code), **fields)
    return made


def seen(found: CertificateProblem, judged: ChainJudged = BROKEN) -> Case:
    return case(leaf(), judged, store(), found)


@pytest.mark.parametrize(
    ("found", "judged", "word"),
    [
        (found_in("untrusted-root"), BROKEN, "certain"),
        (found_in("issuer-unknown"), BROKEN, "likely"),
        (found_in("issuer-unknown", issuer_in_trust=True), BROKEN, "certain"),
        (found_in("intermediate-missing"), BROKEN, "likely"),
        (found_in("intermediate-missing", aia=("http://ca.test/",)), BROKEN, "possible"),
        (found_in("intermediate-missing"), structs.replace(BROKEN, kin="CN=x"), "possible"),
        (found_in("intermediate-missing"), structs.replace(BROKEN, in_between=True), "possible"),
    ],
)
def test_how_sure_it_is(found: CertificateProblem, judged: ChainJudged, word: str) -> None:
    assert verdict(CAUSE, seen(found, judged)) == word


def test_a_root_that_is_trusted_for_once_proves_it() -> None:
    known = seen(found_in("untrusted-root"))
    assert proof(CAUSE, known.plus((CURED,))) is CURED
    assert proof(CAUSE, known.plus((NOT_CURED,))) is None
    assert proof(CAUSE, known) is None


def test_the_store_is_part_of_the_evidence_where_it_is_known() -> None:
    with_store = clue(CAUSE, seen(found_in("untrusted-root")))
    without = clue(CAUSE, case(leaf(), BROKEN, found_in("untrusted-root")))
    assert with_store is not None
    assert without is not None
    assert len(with_store.evidence) == len(without.evidence) + 1 == 4


@pytest.mark.parametrize(
    "known",
    [
        seen(found_in("untrusted-root"), chain()),
        seen(found_in("intermediate-missing", issuer_in_public=True)),
        seen(found_in("expired")),
        case(BROKEN, found_in("untrusted-root")),
        case(leaf(), found_in("untrusted-root")),
    ],
    ids=["anchored", "a public issuer", "only old", "no leaf", "no chain"],
)
def test_none_of_it(known: Case) -> None:
    assert verdict(CAUSE, known) == ""


def test_only_a_root_that_was_sent_can_be_trusted_for_once() -> None:
    assert asks(CAUSE, seen(found_in("untrusted-root"))) == ["trust-issuer"]
    assert asks(CAUSE, seen(found_in("issuer-unknown"))) == []
