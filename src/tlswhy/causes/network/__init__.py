"""Packets and names, and what the causes that nothing explains yet ask of a case."""

from __future__ import annotations

from collections.abc import Iterator

from tlswhy.model.case import Case, What
from tlswhy.model.diagnosis import Clue, Experiment, Verdict
from tlswhy.model.facts.network import Ended
from tlswhy.model.facts.tls import HelloSent

# Cures that explain nothing by themselves: no narrower cause stands on them.
UNEXPLAINED = {
    What.AGAIN: "the same hello was answered the second time: it comes and goes",
    What.SEGMENTED: "cut into small segments the same hello is answered",
}


def umbrella(case: Case, hello: HelloSent, end: Ended) -> Clue:
    """An end without a reason: likely only when no change that was tried cured it."""
    cured = [trial for trial in case.trials if trial.answered is not None]
    odd = [trial for trial in cured if trial.change.what in UNEXPLAINED]
    tried = sorted({str(trial.change.what) for trial in case.trials})
    if odd and len(odd) == len(cured):
        return Clue(
            verdict=Verdict.LIKELY,
            because=f"{end.says}; {UNEXPLAINED[odd[0].change.what]}",
            evidence=(hello, end),
            confirmed_by=odd[0],
        )
    nothing_helps = tried and not cured
    return Clue(
        verdict=Verdict.LIKELY if nothing_helps else Verdict.POSSIBLE,
        because=end.says + (f"; the same with {', '.join(tried)}" if nothing_helps else ""),
        evidence=(hello, end),
    )


def ask_umbrella(_: Case) -> Iterator[Experiment]:
    """What the narrower causes do not ask for themselves."""
    yield Experiment.of(What.VERSION_CAP, "whether an older hello is answered", "1.2")
    yield Experiment.of(What.AGAIN, "whether it happens every time")
    yield Experiment.of(What.SEGMENTED, "whether a hello in small segments is answered")
