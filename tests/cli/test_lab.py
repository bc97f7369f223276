"""Whether what a scenario was diagnosed as is what it takes."""

from __future__ import annotations

import pytest

from tlswhy.cli.lab import compared
from tlswhy.lab.bench import Lab
from tlswhy.lab.scenario import Entry, Scenario, Up, direct
from tlswhy.model.case import Case
from tlswhy.model.diagnosis import (
    Broke,
    Clue,
    Diagnosis,
    Finding,
    Leg,
    Outcome,
    Party,
    Step,
    Verdict,
)

BROKE = Broke(0, Leg.CLIENT_ORIGIN, Step.NONE)


def up(_: Lab) -> Up:
    return direct(1)


def finding(cause: str, verdict: Verdict = Verdict.LIKELY, crash: str = "") -> Finding:
    return Finding(
        cause, "A cause", Party.SERVER, Clue(verdict=verdict, because="so"), (), None, None, crash
    )


def problem(scenario: Scenario, outcome: Outcome, *findings: Finding) -> str:
    entry = Entry("a", "family", "A.", "", scenario)
    return compared(entry, Diagnosis(outcome, BROKE, findings, Case(()))).problem


RISK = Scenario(up, "a-cause", outcome="at-risk")
FAILS = Scenario(up, "a-cause", also_accept=("b-cause",), verdict="likely")


def test_the_first_answer_is_what_counts() -> None:
    assert problem(FAILS, Outcome.FAILED, finding("a-cause"), finding("c-cause")) == ""
    assert problem(FAILS, Outcome.FAILED, finding("b-cause")) == ""
    wrong = problem(FAILS, Outcome.FAILED, finding("c-cause"), finding("a-cause"))
    assert wrong == "expected a-cause or b-cause"
    assert problem(FAILS, Outcome.FAILED) == "expected a-cause or b-cause"


def test_it_has_to_be_as_sure() -> None:
    unsure = finding("a-cause", Verdict.POSSIBLE)
    assert problem(FAILS, Outcome.FAILED, unsure) == "expected it to be likely at least"


def test_a_risk_is_no_failure_and_the_reverse() -> None:
    assert problem(RISK, Outcome.AT_RISK, finding("a-cause")) == ""
    assert problem(RISK, Outcome.FAILED, finding("a-cause")) == (
        "expected it to be at-risk, not failed"
    )
    assert problem(FAILS, Outcome.AT_RISK, finding("a-cause")) == (
        "expected it to be failed, not at-risk"
    )


@pytest.mark.parametrize("scenario", [Scenario(up, None), Scenario(up, "a-cause", outcome="ok")])
def test_what_is_healthy_for_this_client(scenario: Scenario) -> None:
    assert scenario.healthy
    assert problem(scenario, Outcome.OK) == ""
    assert problem(scenario, Outcome.AT_RISK, finding("a-cause")) == "expected nothing wrong"


def test_a_rule_that_crashed_is_a_problem_whatever_came_of_it() -> None:
    entry = Entry("a", "family", "A.", "", Scenario(up, None))
    crashed = finding("a-cause", Verdict.EXCLUDED, crash="KeyError")
    said = Diagnosis(Outcome.OK, BROKE, (), Case(()), excluded=(crashed,))
    assert compared(entry, said).problem == "KeyError"
