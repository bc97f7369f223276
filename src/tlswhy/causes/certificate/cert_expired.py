"""The server's certificate has expired.

## What happens
The client ends the handshake when it has read the server's certificate, usually with the alert
`certificate_expired` (45). Behind a proxy that terminates TLS, the proxy is that client. Also an
expired intermediate does it; the message of the client rarely says which certificate it is.
## Why
It was not renewed, or it was renewed on disk and the server not reloaded, or one of several
servers behind a balancer still has the old one.
## How we tell
The notAfter of a certificate on the best path lies before the time of the attempt. Judged at a
time within its dates the same chain passes. A certificate that still works is at risk in the last
tenth of its life, the last 30 days at most: who renews by machine does it before that. Lives of a
few hours are left out.
## Fix
Renew it, then reload every process that serves it.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from tlswhy.model.case import Case, What
from tlswhy.model.diagnosis import Cause, Clue, Experiment, Party, Remedy, Step, Told, Verdict
from tlswhy.model.facts.certificate import CertificateProblem, ChainJudged, LeafSeen
from tlswhy.model.facts.context import Clock
from tlswhy.model.facts.tls import AlertSeen

CERTIFICATE_EXPIRED = 45  # RFC 8446 section 6.2
LATE = 10  # the part of its life after which nobody renews any more: the last tenth
DUE = 3  # the third part of its life in which those who renew by machine do so
LONGEST_LATE = timedelta(days=30)
SHORTEST_LATE = timedelta(hours=1)  # shorter lives are renewed by the program that uses them


def look(case: Case) -> Iterator[Clue]:
    leaf, clock = case.last(LeafSeen, hop=case.target_hop), case.last(Clock)
    if leaf is None:
        yield from _told(case)
    if leaf is not None and clock is not None and case.works:
        yield from _soon(leaf, clock)
    expired = _expired(case)
    if leaf is None or clock is None or not expired:
        return
    trial = case.trial(What.CLOCK)
    for problem in expired:
        yield Clue(
            verdict=Verdict.CERTAIN,
            because=problem.says,
            evidence=(problem, leaf, clock),
            confirmed_by=trial if trial is not None and trial.works else None,
        )


def _told(case: Case) -> Iterator[Clue]:
    """TLS 1.3 hides the certificate from who reads along, and OpenSSL says this in the clear."""
    for alert in case.all(AlertSeen, hop=case.target_hop):
        if alert.ours and alert.description == CERTIFICATE_EXPIRED:
            yield Clue(verdict=Verdict.LIKELY, because=alert.says, evidence=(alert,))


def ask(case: Case) -> Iterator[Experiment]:
    """The last hour in which every certificate of the path was valid."""
    chain = case.last(ChainJudged, hop=case.target_hop)
    if chain is not None and chain.valid_to is not None and _expired(case):
        then = chain.valid_to - timedelta(hours=1)
        yield Experiment.of(
            What.CLOCK, "whether the dates are all that is wrong with the chain", then.isoformat()
        )


def _expired(case: Case) -> list[CertificateProblem]:
    return [p for p in case.all(CertificateProblem, hop=case.target_hop) if p.kind == "expired"]


def _soon(leaf: LeafSeen, clock: Clock) -> Iterator[Clue]:
    """It works now, and should have been renewed by now."""
    late = min((leaf.not_after - leaf.not_before) / LATE, LONGEST_LATE)
    left = leaf.not_after - clock.now
    if late >= SHORTEST_LATE and left < late:
        much = f"{left.days} days" if left.days > 1 else f"{left.total_seconds() / 3600:.0f} hours"
        yield Clue(
            verdict=Verdict.LIKELY,
            because=(
                f"{leaf.subject} ends on {leaf.not_after:%Y-%m-%d %H:%M} UTC, in {much}; its life "
                f"is {(leaf.not_after - leaf.not_before).days} days"
            ),
            evidence=(leaf, clock),
            risk=True,
        )


def note(case: Case) -> Iterator[str]:
    """How long the certificate still holds, from when its renewal is due."""
    leaf, clock = case.last(LeafSeen, hop=case.target_hop), case.last(Clock)
    if leaf is None or clock is None:
        return
    life, left = leaf.not_after - leaf.not_before, leaf.not_after - clock.now
    if any(_soon(leaf, clock)):
        return  # that is said as a risk
    if life > timedelta(days=1) and left < life / DUE:
        yield (
            f"the certificate ends on {leaf.not_after:%Y-%m-%d}, in {left.days} days of its "
            f"{life.days}: by now it should be renewed"
        )


CAUSE = Cause(
    acts=Party.SERVER,
    step=Step.CERTIFICATE,
    look=look,
    ask=ask,
    note=note,
    remedies=(Remedy.RENEW_CERTIFICATE,),
    references=("RFC 5280 section 4.1.2.5", "RFC 8446 section 6.2"),
    narrows=("cert-rejected-unseen",),
    after_handshake=True,
    told=Told(
        says={
            "dates past": 1.5,
            "verify expired": 3,
            "client-alert 45": 2.8,
            "verify failed": 0.25,
        },
        beside={
            "depth 2": -1.4,
            "depth 3": -1.6,
            "depth 1": -0.4,
            "fails all-hosts": -1.2,
            "year wrong": -2.5,
            "place clock": -1.5,
            "leg upstream": -0.3,
            "place cross-sign": -2.5,
            "place renewed-not-reloaded": 0.7,
        },
        test=(
            "Print every certificate's dates at each depth; with the clock set back it verifies."
        ),
    ),
)
