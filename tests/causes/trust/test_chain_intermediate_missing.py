from __future__ import annotations

import pytest
from msgspec import structs

from causes_facts import case, chain, clue, established, leaf, problem, verdict
from tlswhy.causes.trust.chain_intermediate_missing import CAUSE
from tlswhy.model.case import Case
from tlswhy.model.facts.certificate import CertificateProblem, ChainJudged

BROKEN = chain(anchor="", top="CN=a.test", top_issuer="CN=Issuing CA")
KIN = structs.replace(BROKEN, kin="CN=Own Root")
NAMESAKE = structs.replace(BROKEN, kin="CN=Issuing CA")
BETWEEN = structs.replace(BROKEN, in_between=True)
AIA = ("http://ca.test/ca.crt",)


def missing(code: str = "intermediate-missing", **fields: object) -> CertificateProblem:
    made: CertificateProblem = structs.replace(problem(code), **fields)
    return made


def seen(found: CertificateProblem, judged: ChainJudged = BROKEN) -> Case:
    return case(leaf(count=1), judged, found)


@pytest.mark.parametrize(
    ("found", "judged", "word"),
    [
        (missing(), BROKEN, "possible"),
        (missing(aia=AIA), BROKEN, "likely"),
        (missing(), BETWEEN, "likely"),
        (missing(), KIN, "likely"),
        (missing(issuer_in_public=True), BROKEN, "likely"),
        (missing(aia=AIA), KIN, "certain"),
        (missing(aia=AIA), structs.replace(KIN, in_between=True), "certain"),
        (missing(aia=AIA, issuer_in_public=True), BROKEN, "likely"),
        (missing(aia=AIA, issuer_in_public=True), BETWEEN, "certain"),
        (missing(aia=AIA), NAMESAKE, "likely"),
        (missing(aia=AIA), BETWEEN, "likely"),
        (missing("issuer-unknown", aia=AIA), BROKEN, "likely"),
        (missing("issuer-unknown"), KIN, "likely"),
    ],
)
def test_the_more_signs_the_surer(
    found: CertificateProblem, judged: ChainJudged, word: str
) -> None:
    assert verdict(CAUSE, seen(found, judged)) == word


def test_the_signs_are_said() -> None:
    known = seen(
        missing(aia=AIA, text="its issuer was not sent"), structs.replace(KIN, in_between=True)
    )
    found = clue(CAUSE, known)
    assert found is not None
    assert found.because == (
        "CN=a.test: its issuer was not sent; it says where http://ca.test/ca.crt; "
        "an anchor of the same owner is trusted: CN=Own Root; "
        "its issuer's name is that of an intermediate"
    )


@pytest.mark.parametrize(
    "known",
    [
        seen(missing("issuer-unknown")),
        seen(missing(issuer_in_trust=True, aia=AIA)),
        seen(missing(issuer_is_public=True, aia=AIA)),
        seen(missing("untrusted-root", aia=AIA)),
        seen(missing(aia=AIA), chain()),
        case(BROKEN, missing(aia=AIA)),
        case(leaf(), missing(aia=AIA)),
        case(leaf(), BROKEN),
    ],
    ids=[
        "an unknown issuer without a sign",
        "a trusted issuer",
        "a public issuer",
        "a root",
        "anchored",
        "no leaf",
        "no chain",
        "no problem",
    ],
)
def test_none_of_it(known: Case) -> None:
    assert verdict(CAUSE, known) == ""


STORED = chain(anchor="CN=Issuing CA", top="CN=Issuing CA", top_issuer="CN=Root", sent=1)


def works(judged: ChainJudged, *more: CertificateProblem) -> Case:
    return case(established(), leaf(count=judged.sent), judged, *more)


def test_who_happens_to_have_the_intermediate_may_be_alone_with_it() -> None:
    found = clue(CAUSE, works(STORED))
    assert found is not None
    assert (found.verdict.word, found.risk) == ("likely", True)
    assert found.because == (
        "the server sent the leaf alone, and CN=Issuing CA, which is no root, is in this client's "
        "store; who trusts only its issuer CN=Root will fail"
    )


@pytest.mark.parametrize(
    "known",
    [
        works(structs.replace(STORED, sent=2)),
        works(structs.replace(STORED, top_issuer="CN=Issuing CA")),
        works(structs.replace(STORED, anchor="CN=a.test", top="CN=a.test")),
        works(STORED, problem("hostname-mismatch")),
    ],
    ids=["sent", "a root", "the leaf itself", "failed"],
)
def test_no_risk(known: Case) -> None:
    assert verdict(CAUSE, known) == ""
