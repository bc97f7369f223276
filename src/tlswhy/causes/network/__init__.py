"""Packets and names, and what the causes that nothing explains yet ask of a case."""

from __future__ import annotations

from collections.abc import Iterator

from tlswhy.model.case import Case, What
from tlswhy.model.diagnosis import Clue, Experiment, Verdict
from tlswhy.model.facts.network import Ended
from tlswhy.model.facts.tls import HelloSent


def umbrella(case: Case, hello: HelloSent, end: Ended) -> Clue:
    """An end without a reason: likely when no change cured it, or chance alone did."""
    answered = [trial for trial in case.trials if trial.answered is not None]
    parts = [trial for trial in answered if trial.change.what is What.SEGMENTED]
    tried = sorted({str(trial.change.what) for trial in case.trials})
    verdict, more = Verdict.POSSIBLE, ""
    if case.unstable:
        verdict = Verdict.LIKELY
        more = (
            f"; it comes and goes: {len(answered)} of {len(case.trials) + 1} attempts were "
            "answered, and not the same ones each time"
        )
    elif parts and len(parts) == len(answered):
        verdict, more = Verdict.LIKELY, "; cut into small segments the same hello is answered"
    elif tried and not answered:
        verdict, more = Verdict.LIKELY, f"; the same with {', '.join(tried)}"
    return Clue(
        verdict=verdict,
        because=end.says + more,
        evidence=(hello, end),
        confirmed_by=parts[0] if parts and not case.unstable else None,
    )


def ask_umbrella(_: Case) -> Iterator[Experiment]:
    """What the narrower causes do not ask for themselves."""
    yield Experiment.of(What.VERSION_CAP, "whether an older hello is answered", "1.2")
    yield Experiment.of(What.AGAIN, "whether it happens every time")
    yield Experiment.of(What.SEGMENTED, "whether a hello in small segments is answered")
