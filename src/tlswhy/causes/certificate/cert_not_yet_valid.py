"""The server's certificate is not valid yet.

## What happens
The client ends the handshake when it has read the certificate: "certificate is not yet valid".
## Why
It was issued by a machine whose clock ran ahead or took local time for UTC, it was deployed before
its first day, or the client's own clock is behind.
## How we tell
The notBefore of a certificate on the best path lies after the time of the attempt. Judged at a
time within its dates the same chain passes.
## Fix
Wait until it begins, or issue it anew with the clock right and notBefore some hours back. If every
site fails like this, the clock of the client is wrong.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from tlswhy.model.case import Case, What
from tlswhy.model.diagnosis import Cause, Clue, Experiment, Party, Remedy, Step, Told, Verdict
from tlswhy.model.facts.certificate import CertificateProblem, ChainJudged
from tlswhy.model.facts.context import Clock


def look(case: Case) -> Iterator[Clue]:
    hop, clock = case.target_hop, case.last(Clock)
    early = [p for p in case.all(CertificateProblem, hop=hop) if p.kind == "not-yet-valid"]
    trial = case.trial(What.CLOCK)
    for problem in early:
        yield Clue(
            verdict=Verdict.CERTAIN,
            because=problem.says,
            evidence=(problem, *([clock] if clock is not None else [])),
            confirmed_by=trial if trial is not None and trial.works else None,
        )


def ask(case: Case) -> Iterator[Experiment]:
    """The first hour in which every certificate of the path is valid."""
    chain = case.last(ChainJudged, hop=case.target_hop)
    if chain is not None and chain.valid_from is not None:
        then = chain.valid_from + timedelta(hours=1)
        yield Experiment.of(
            What.CLOCK, "whether the dates are all that is wrong with the chain", then.isoformat()
        )


CAUSE = Cause(
    acts=Party.SERVER,
    step=Step.CERTIFICATE,
    look=look,
    ask=ask,
    remedies=(Remedy.RENEW_CERTIFICATE, Remedy.FIX_CLOCK),
    references=("RFC 5280 section 4.1.2.5",),
    told=Told(
        says={"dates future": 1.5, "verify not-yet-valid": 2.8, "client-verify not-yet-valid": 2.6},
        beside={"fails all-hosts": -1.2, "year wrong": -3, "place clock": -1, "place fresh-ca": 1},
        test="notBefore against a trusted clock: the gap is often a whole number of hours.",
    ),
)
