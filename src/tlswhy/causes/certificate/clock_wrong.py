"""The clock of this machine is wrong.

## What happens
Certificates seem to have expired, or not to be valid yet, and it is so with every site; browsers
ask to look at the clock, log lines are dated 1970 or with the day of the firmware.
## Why
A board without a battery for its clock, a virtual machine that was resumed, a container host
without time service, or a service that starts before the time was set.
## How we tell
The answer of the server, or of the proxy, is dated more than a day away from the clock here, and at
that time every certificate of the chain is valid.
## Fix
Set the clock from a time server, let it step at the start, and start what needs TLS after it.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

from tlswhy.model.case import Case, What
from tlswhy.model.diagnosis import Cause, Clue, Experiment, Party, Remedy, Step, Told, Verdict
from tlswhy.model.facts.certificate import CertificateProblem, ChainJudged
from tlswhy.model.facts.context import Clock
from tlswhy.model.facts.network import HttpAnswered

DATES = ("expired", "not-yet-valid")
FAR = timedelta(days=1)  # more than a wrong time zone makes


def look(case: Case) -> Iterator[Clue]:
    hop, clock = case.target_hop, case.last(Clock)
    wrong = [p for p in case.all(CertificateProblem, hop=hop) if p.kind in DATES]
    found = _other_clock(case)
    if clock is None or found is None or not wrong:
        return
    answer, then = found
    who = "the proxy" if answer.hop < hop else "the server"
    yield Clue(
        verdict=Verdict.CERTAIN,
        because=(
            f"{clock.says}, {who} says {then:%Y-%m-%d %H:%M:%S}: then every certificate of the "
            f"chain is valid, and here {wrong[0].says}"
        ),
        evidence=(clock, answer, wrong[0]),
        confirmed_by=next(
            (
                trial
                for trial in case.tried(What.CLOCK)
                if trial.change.value == then.isoformat() and trial.works
            ),
            None,
        ),
    )


def ask(case: Case) -> Iterator[Experiment]:
    found = _other_clock(case)
    if found is not None:
        yield Experiment.of(
            What.CLOCK, "whether the chain passes at the other's time", found[1].isoformat()
        )


def _other_clock(case: Case) -> tuple[HttpAnswered, datetime] | None:
    """An answer dated at a time far from ours at which the whole chain is valid."""
    clock, chain = case.last(Clock), case.last(ChainJudged, hop=case.target_hop)
    if clock is None or chain is None or chain.valid_from is None or chain.valid_to is None:
        return None
    for answer in case.all(HttpAnswered):
        then = _dated(answer)
        if then is None or not chain.valid_from <= then <= chain.valid_to:
            continue
        if abs(then - clock.now) > FAR:
            return answer, then.astimezone(UTC)
    return None


def _dated(answer: HttpAnswered) -> datetime | None:
    """When an answer was given: its Date, and what it has spent in caches since (RFC 9111)."""
    from email.utils import parsedate_to_datetime

    try:
        date = parsedate_to_datetime(answer.header("Date"))
        age = timedelta(seconds=int(answer.header("Age") or 0))
        return (date if date.tzinfo is not None else date.replace(tzinfo=UTC)) + age
    except (ValueError, OverflowError):
        return None


CAUSE = Cause(
    acts=Party.CLIENT,
    step=Step.CERTIFICATE,
    look=look,
    ask=ask,
    remedies=(Remedy.FIX_CLOCK,),
    references=("RFC 9110 section 6.6.1", "RFC 5280 section 4.1.2.5"),
    narrows=("cert-expired", "cert-not-yet-valid"),
    told=Told(
        says={
            "verify not-yet-valid": 1.4,
            "client-verify not-yet-valid": 1.4,
            "verify expired": 0.7,
            "client-alert 45": 0.3,
            "verify failed": 0.1,
        },
        beside={
            "year wrong": 4,
            "place clock": 2.4,
            "fails all-hosts": 1.4,
            "place embedded": 0.6,
            "fails one-client": 1.2,
            "verify expired": 0.2,
        },
        test=(
            "The Date header of any web site against the local clock; with the time set right "
            "it passes."
        ),
    ),
)
