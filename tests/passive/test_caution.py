"""How sure a capture can make."""

from __future__ import annotations

import pytest

import causes_facts as facts
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
from tlswhy.model.facts import Fact
from tlswhy.model.facts.passive import ClientLeft, Recorded
from tlswhy.passive.caution import LONG, UMBRELLAS, cautious

RECORDED = Recorded(flow=1)
BROKE = Broke(1, Leg.CLIENT_ORIGIN, Step.CERTIFICATE)


def left(*, finished: bool) -> ClientLeft:
    return ClientLeft(seen=facts.at(1), how="closed", after=3, finished=finished)


def finding(cause: str, verdict: Verdict, because: str = "so", *evidence: Fact) -> Finding:
    clue = Clue(verdict=verdict, because=because, evidence=evidence)
    return Finding(cause, cause, Party.SERVER, clue, (), Step.CERTIFICATE)


def diagnosis(*known: Fact, findings: tuple[Finding, ...], outcome: str = "failed") -> Diagnosis:
    case = facts.case(RECORDED, facts.hello(), *known)
    return Diagnosis(
        outcome=Outcome(outcome),
        broke_at=BROKE,
        findings=findings,
        case=case,
        excluded=(),
        open=(),
        rounds=0,
    )


EXPIRED = finding("cert-expired", Verdict.CERTAIN)
CLOSED = finding("peer-closed-early", Verdict.POSSIBLE)


def words(made: Diagnosis) -> list[tuple[str, str]]:
    return [(one.cause, one.clue.verdict.word) for one in made.findings]


def test_what_was_seen_as_it_was_stays_as_sure() -> None:
    given = diagnosis(facts.alert(45, ours=True), findings=(EXPIRED, CLOSED))
    assert cautious(given) == given


def test_what_worked_is_no_matter() -> None:
    made = cautious(diagnosis(facts.established(), findings=(EXPIRED,)))
    assert (made.outcome, made.findings, made.broke_at.step) == (Outcome.OK, (), Step.NONE)


def test_plain_http_may_be_answered_and_yet_be_wrong() -> None:
    route = facts.route("tcp 192.0.2.1:443", "plain-http a.test:443")
    answer = facts.http(400, hop=1, method="GET")
    given = diagnosis(route, facts.asked(service="http"), answer, findings=(EXPIRED,))
    assert cautious(given) == given


def test_a_client_that_finished_and_left_is_a_suspicion() -> None:
    gone = left(finished=True)
    made = cautious(diagnosis(facts.established(), gone, findings=(EXPIRED,)))
    assert made.outcome is Outcome.AT_RISK
    assert made.broke_at.step is Step.NONE
    (one,) = made.findings
    assert (one.clue.verdict, one.clue.risk) == (Verdict.POSSIBLE, True)
    assert one.clue.because == f"{gone.says}; so"
    assert one.clue.evidence == (gone,)


def test_a_suspicion_says_once_that_the_client_left() -> None:
    gone = left(finished=True)
    told = finding("cert-rejected-unseen", Verdict.LIKELY, gone.says, gone)
    (one,) = cautious(diagnosis(gone, findings=(told,))).findings
    assert one.clue.because == gone.says
    assert one.clue.evidence == (gone,)


def test_a_client_that_finished_and_left_with_nothing_wrong() -> None:
    made = cautious(diagnosis(left(finished=True), findings=()))
    assert (made.outcome, made.findings) == (Outcome.OK, ())


def test_a_client_that_left_without_its_finished_makes_nothing_certain() -> None:
    made = cautious(diagnosis(left(finished=False), findings=(EXPIRED, CLOSED)))
    assert made.outcome is Outcome.FAILED
    assert words(made) == [("cert-expired", "likely"), ("peer-closed-early", "possible")]


@pytest.mark.parametrize(("after", "word"), [(LONG - 1, "possible"), (LONG, "likely")])
def test_a_client_that_gave_up_soon(after: int, word: str) -> None:
    silent = finding("handshake-timeout", Verdict.LIKELY)
    made = cautious(diagnosis(facts.ended("silence", after=after), findings=(silent,)))
    assert words(made) == [("handshake-timeout", word)]


def test_a_client_that_says_why_is_not_merely_impatient() -> None:
    end = facts.ended("silence", after=10)
    made = cautious(diagnosis(facts.alert(45, ours=True), end, findings=(EXPIRED,)))
    assert words(made) == [("cert-expired", "certain")]


@pytest.mark.parametrize("umbrella", UMBRELLAS)
def test_of_what_is_merely_possible_the_seen_comes_first(umbrella: str) -> None:
    others = [finding(name, Verdict.POSSIBLE) for name in ("a-cause", umbrella, "b-cause")]
    made = cautious(diagnosis(findings=tuple(others)))
    assert [one.cause for one in made.findings] == [umbrella, "a-cause", "b-cause"]


def test_what_is_likely_stays_first() -> None:
    given = (finding("a-cause", Verdict.LIKELY), CLOSED)
    assert cautious(diagnosis(findings=given)).findings == given


def test_nothing_stays_nothing() -> None:
    assert cautious(diagnosis(findings=())).findings == ()
