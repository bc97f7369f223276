"""A recording gives the diagnosis it gave live, as far as its experiments go."""

from __future__ import annotations

from pathlib import Path

from msgspec import structs

from tlswhy.causes import catalogue
from tlswhy.engine.replay import replay
from tlswhy.model.casefile import CaseFile, read
from tlswhy.model.diagnosis import Verdict
from tlswhy.model.facts.context import TrustStore

CASES = Path(__file__).parent.parent / "cases"


def recorded(name: str) -> CaseFile:
    return read((CASES / name).read_text())


def test_the_experiments_that_were_made_count() -> None:
    said = replay(recorded("sni-filtered/sni_filtered_reset.case"), catalogue())
    assert said.findings[0].cause == "sni-filtered"
    assert said.findings[0].clue.verdict is Verdict.CERTAIN


def test_one_that_was_not_made_stays_open() -> None:
    alone = structs.replace(recorded("sni-filtered/sni_filtered_reset.case"), trials=())
    said = replay(alone, catalogue())
    assert not said.case.trials
    assert {finding.clue.verdict for finding in said.findings} == {Verdict.POSSIBLE}


def test_the_clock_needs_no_recording() -> None:
    said = replay(recorded("cert-expired/cert_expired.case"), catalogue())
    proof = said.findings[0].clue.confirmed_by
    assert proof is not None
    assert (proof.works, proof.connections) == (True, 0)


def test_the_store_is_the_one_that_was_trusted() -> None:
    """A store without anchors is not Mozilla's."""
    case = recorded("trust-store-missing/trust_store_missing.case")
    assert replay(case, catalogue()).findings[0].cause == "trust-store-missing"
    mozilla = tuple(
        structs.replace(fact, name="Mozilla", anchors=100) if isinstance(fact, TrustStore) else fact
        for fact in case.given
    )
    said = replay(structs.replace(case, given=mozilla), catalogue())
    assert "trust-store-missing" not in [finding.cause for finding in said.findings]
