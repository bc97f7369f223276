from __future__ import annotations

from datetime import UTC, datetime

import pytest

from causes_facts import (
    alert,
    case,
    chain,
    clock,
    clue,
    established,
    leaf,
    problem,
    verdict,
)
from tlswhy.causes.trust.trust_ca_distrusted import CAUSE
from tlswhy.model.case import Case
from tlswhy.model.facts import Fact

DIGICERT = "CN=DigiCert Global Root CA, OU=www.digicert.com, O=DigiCert Inc, C=US"
BUYPASS = "CN=Buypass Class 2 Root CA, O=Buypass AS-983163327, C=NO"
GLOBALSIGN = "CN=GlobalSign Root CA, OU=Root CA, O=GlobalSign nv-sa, C=BE"


def day(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def works(root: str, now: str, begins: str, ends: str, *more: Fact) -> Case:
    certificate = leaf(not_before=day(begins), not_after=day(ends))
    return case(established(), certificate, chain(anchor=root), clock(day(now)), *more)


@pytest.mark.parametrize(
    ("known", "says"),
    [
        (
            works(DIGICERT, "2026-11-01", "2026-10-01", "2027-01-01"),
            (
                "Chrome, Firefox and whoever takes Mozilla's roots no longer trust it since "
                "2026-04-15 (Mozilla's root program, Chrome's root store)"
            ),
        ),
        (
            works(DIGICERT, "2026-04-14", "2026-03-01", "2026-06-01"),
            (
                "Chrome, Firefox and whoever takes Mozilla's roots drop it on 2026-04-15, and the "
                "certificate is valid for longer (Mozilla's root program, Chrome's root store)"
            ),
        ),
        (
            works(BUYPASS, "2026-11-01", "2025-11-01", "2026-11-30"),
            "Chrome refuse what is issued since 2025-11-01 (Chrome's root store)",
        ),
        (
            works(GLOBALSIGN, "2027-12-01", "2027-11-01", "2028-02-09"),
            "it expires on 2028-01-28, and the certificate is valid for longer (the root itself)",
        ),
    ],
    ids=["left", "will leave", "issued later", "expires"],
)
def test_what_works_and_is_at_risk(known: Case, says: str) -> None:
    found = clue(CAUSE, known)
    assert found is not None
    assert (found.verdict.word, found.risk) == ("certain", True)
    assert found.because.endswith(f": {says}")


@pytest.mark.parametrize(
    "known",
    [
        works(DIGICERT, "2026-03-01", "2026-02-01", "2026-04-01"),
        works(BUYPASS, "2026-11-01", "2025-10-31", "2026-11-30"),
        works(GLOBALSIGN, "2027-12-01", "2027-11-01", "2028-01-27"),
        works("CN=Own Root", "2027-12-01", "2027-11-01", "2028-02-09"),
        works(DIGICERT, "2026-11-01", "2026-10-01", "2027-01-01", problem("hostname-mismatch")),
        works(DIGICERT, "2026-11-01", "2026-10-01", "2027-01-01", alert(116, after="finished")),
    ],
    ids=["renewed before", "issued before", "ends before", "another root", "failed", "taken back"],
)
def test_nothing_to_say(known: Case) -> None:
    assert verdict(CAUSE, known) == ""


@pytest.mark.parametrize(
    ("root", "now", "word"),
    [
        (DIGICERT, "2026-04-15", "certain"),
        (DIGICERT, "2026-04-14", ""),
        (BUYPASS, "2026-11-01", ""),
        ("CN=Own Root", "2026-11-01", ""),
    ],
)
def test_a_root_that_this_store_no_longer_has(root: str, now: str, word: str) -> None:
    broken = chain(anchor="", top_issuer=root)
    known = case(leaf(), broken, problem("issuer-unknown"), clock(day(now)))
    assert verdict(CAUSE, known) == word
    if word:
        found = clue(CAUSE, known)
        assert found is not None
        assert not found.risk


def test_without_a_leaf_a_chain_or_a_clock() -> None:
    parts = works(DIGICERT, "2026-11-01", "2026-10-01", "2027-01-01").facts
    for kind in ("LeafSeen", "ChainJudged", "Clock"):
        assert verdict(CAUSE, Case(tuple(f for f in parts if type(f).__name__ != kind))) == ""
