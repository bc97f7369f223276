"""Every recorded case is run against every cause: what is not expected must stay silent."""

from __future__ import annotations

from pathlib import Path

import pytest

from tlswhy.causes import catalogue
from tlswhy.engine.replay import replay
from tlswhy.lab.scenario import scenarios
from tlswhy.model.casefile import read
from tlswhy.model.diagnosis import Outcome, Verdict, look_at_nothing

CASES = sorted((Path(__file__).parent.parent / "cases").rglob("*.case"))
EXPECTED = {entry.name: entry.scenario for entry in scenarios()}


@pytest.mark.parametrize("path", CASES, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_a_case_finds_what_it_expects_and_nothing_else(path: Path) -> None:
    recorded = read(path.read_text())
    said = replay(recorded, catalogue())
    assert not [finding.crash for finding in said.excluded if finding.crash]
    sure = [f for f in said.findings if f.clue.verdict > Verdict.POSSIBLE]
    found = ", ".join(f"{f.cause} {f.clue.verdict.word}" for f in sure) or str(said.outcome)
    assert found == recorded.header["expect"]


@pytest.mark.parametrize("path", CASES, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_the_first_answer_is_the_cause_that_was_set_up(path: Path) -> None:
    recorded = read(path.read_text())
    scenario = EXPECTED[recorded.header["scenario"]]
    said = replay(recorded, catalogue())
    if scenario.healthy:
        assert said.outcome is Outcome.OK
    else:
        assert said.findings[0].cause in (scenario.expect, *scenario.also_accept)


# These take a certificate of a public CA, which no lab can have; their rules have tests alone.
PUBLIC = {"trust-store-outdated"}
# This is seen in a chain in files alone (tests/engine/test_files.py).
IN_FILES = {"server-cert-file-bad"}
# These are seen in captures alone (tests/passive).
IN_CAPTURES = {"cert-rejected-unseen", "reset-injected", "tcp-blocked", "udp-blocked"}


def test_every_cause_has_a_case() -> None:
    live = {id_ for id_, one in catalogue().items() if one.cause.look is not look_at_nothing}
    assert {path.parent.name for path in CASES} >= live - PUBLIC - IN_FILES - IN_CAPTURES
