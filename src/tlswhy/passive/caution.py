"""How sure a capture can make: what was only seen from beside is said with care."""

from __future__ import annotations

from msgspec import structs

from tlswhy.model.case import Case
from tlswhy.model.diagnosis import Broke, Diagnosis, Finding, Outcome, Step, Verdict
from tlswhy.model.facts.network import Ended
from tlswhy.model.facts.passive import ClientLeft, Datagrams
from tlswhy.model.facts.tls import AlertSeen

UMBRELLAS = ("handshake-timeout", "peer-closed-early", "reset-on-hello", "cipher-no-overlap")
"""Causes that say what was seen, or the usual reason for it; others would have to be tried."""

LONG = 5000
"""Milliseconds of silence after which a client is not merely impatient."""


def cautious(diagnosis: Diagnosis) -> Diagnosis:
    """The same with verdicts that what was seen can bear."""
    case = diagnosis.case
    left = case.last(ClientLeft, hop=case.target_hop)
    if left is not None and left.finished:
        return _suspected(diagnosis, left)
    if case.works and case.plain_hop is None:
        return _worked(diagnosis)
    findings = diagnosis.findings
    if left is not None:
        findings = tuple(_at_most(finding, Verdict.LIKELY) for finding in findings)
    elif _is_brief(case):
        findings = tuple(_at_most(finding, Verdict.POSSIBLE) for finding in findings)
    return structs.replace(diagnosis, findings=_seen_first(findings))


def _worked(diagnosis: Diagnosis) -> Diagnosis:
    """The client took what it got: what others would refuse is no matter of this connection."""
    broke = Broke(diagnosis.broke_at.hop, diagnosis.broke_at.leg, Step.NONE)
    return structs.replace(diagnosis, outcome=Outcome.OK, findings=(), broke_at=broke)


def _suspected(diagnosis: Diagnosis, left: ClientLeft) -> Diagnosis:
    """A client that finishes and leaves without a word may have refused the certificate, or only
    have tested the port: that is a suspicion, whatever is wrong with the certificate."""
    broke = Broke(diagnosis.broke_at.hop, diagnosis.broke_at.leg, Step.NONE)
    findings = tuple(_suspicion(finding, left) for finding in diagnosis.findings)
    outcome = Outcome.AT_RISK if findings else Outcome.OK
    return structs.replace(diagnosis, outcome=outcome, findings=findings, broke_at=broke)


def _suspicion(finding: Finding, left: ClientLeft) -> Finding:
    clue = finding.clue
    because = clue.because if left.says in clue.because else f"{left.says}; {clue.because}"
    evidence = clue.evidence if left in clue.evidence else (left, *clue.evidence)
    weak = structs.replace(
        clue, verdict=Verdict.POSSIBLE, because=because, evidence=evidence, risk=True
    )
    return structs.replace(finding, clue=weak)


def _at_most(finding: Finding, most: Verdict) -> Finding:
    verdict = min(finding.clue.verdict, most)
    return structs.replace(finding, clue=structs.replace(finding.clue, verdict=verdict))


def _is_brief(case: Case) -> bool:
    """The client gave up before a slow server could have answered. One that speaks by datagrams
    repeats them meanwhile, and each is a question of its own."""
    if case.last(Datagrams) is not None:
        return False
    end = case.last(Ended, hop=case.target_hop)
    alert = case.last(AlertSeen, hop=case.target_hop)
    return alert is None and end is not None and end.how == "silence" and end.after < LONG


def _seen_first(findings: tuple[Finding, ...]) -> tuple[Finding, ...]:
    """Where everything is merely possible, what was seen comes before what may be behind it."""
    if not findings or findings[0].clue.verdict is not Verdict.POSSIBLE:
        return findings
    return tuple(sorted(findings, key=lambda finding: finding.cause not in UMBRELLAS))
