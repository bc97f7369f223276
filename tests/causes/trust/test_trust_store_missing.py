from __future__ import annotations

import pytest

from causes_facts import case, chain, clue, leaf, problem, verdict
from tlswhy.causes import catalogue
from tlswhy.causes.trust.trust_store_missing import CAUSE
from tlswhy.model.case import Case
from tlswhy.model.facts import Fact
from tlswhy.model.facts.context import TrustStore

EMPTY = TrustStore(name="system (/etc/ssl/cert.pem)", anchors=0)
BROKEN = chain(anchor="")


def seen(code: str, *more: Fact) -> Case:
    return case(leaf(), BROKEN, problem(code, text="has no way up"), *more)


@pytest.mark.parametrize(
    ("code", "word"),
    [
        ("untrusted-root", "certain"),
        ("issuer-unknown", "certain"),
        ("intermediate-missing", "certain"),
        ("self-signed-leaf", "likely"),
        ("expired", ""),
    ],
)
def test_an_empty_store_trusts_nobody(code: str, word: str) -> None:
    assert verdict(CAUSE, seen(code, EMPTY)) == word


def test_it_says_which_store() -> None:
    found = clue(CAUSE, seen("untrusted-root", EMPTY))
    assert found is not None
    assert found.because == (
        "the trust store is empty (system (/etc/ssl/cert.pem)); CN=a.test: has no way up"
    )


@pytest.mark.parametrize(
    "known",
    [
        seen("untrusted-root"),
        seen("untrusted-root", TrustStore(name="Mozilla")),
        seen("untrusted-root", TrustStore(name="none", files=("own.pem",), anchors=1)),
        case(leaf(), chain(), problem("untrusted-root"), EMPTY),
        case(leaf(), problem("untrusted-root"), EMPTY),
        case(leaf(), BROKEN, EMPTY),
    ],
    ids=["unknown", "not counted", "own file", "anchored", "no chain", "no problem"],
)
def test_none_of_it(known: Case) -> None:
    assert verdict(CAUSE, known) == ""


def test_it_stands_before_what_is_about_single_cas() -> None:
    assert set(CAUSE.narrows) <= set(catalogue())
