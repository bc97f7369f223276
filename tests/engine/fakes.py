"""Causes made for a test, and an investigation driven by hand."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping

from tlswhy.causes import Entry
from tlswhy.engine import Budget, Investigation, Round, investigate
from tlswhy.model.case import Case, Change, Trial, What
from tlswhy.model.diagnosis import (
    Cause,
    Clue,
    Diagnosis,
    Experiment,
    Leg,
    Party,
    Remedy,
    Step,
    Verdict,
    note_nothing,
)

Look = Callable[[Case], Iterator[Clue]]
Ask = Callable[[Case], Iterator[Experiment]]
Note = Callable[[Case], Iterator[str]]


def cause(
    id_: str,
    look: Look,
    *changes: Change | What,
    ask: Ask | None = None,
    narrows: tuple[str, ...] = (),
    after_handshake: bool = False,
    step: Step | None = None,
    leg: Leg | None = None,
    note: Note = note_nothing,
) -> Entry:
    def asks(_: Case) -> Iterator[Experiment]:
        for change in changes:
            made = change if isinstance(change, Change) else Change(change)
            yield Experiment(made, f"what {id_} wants to know")

    made = Cause(
        acts=Party.SERVER,
        look=look,
        ask=ask or asks,
        remedies=(Remedy.READ_SERVER_LOG,),
        references=("RFC 0",),
        narrows=narrows,
        after_handshake=after_handshake,
        step=step,
        leg=leg,
        note=note,
    )
    return Entry(id_, "family", f"Title of {id_}.\n", made)


def saying(verdict: Verdict, **more: object) -> Look:
    """A rule that always says the same."""
    made = Clue(verdict=verdict, because=f"it is {verdict.word}", **more)  # type: ignore[arg-type]
    return lambda _: iter((made,))


def settled_by(what: What, *, before: Verdict = Verdict.POSSIBLE) -> Look:
    """A rule that one experiment proves when it works, and excludes when it does not."""

    def look(case: Case) -> Iterator[Clue]:
        trial = case.trial(what)
        verdict, proof = before, None
        if trial is not None:
            verdict, proof = (Verdict.CERTAIN, trial) if trial.works else (Verdict.EXCLUDED, None)
        yield Clue(verdict=verdict, because="see the trial", confirmed_by=proof)

    return look


def catalogue(*entries: Entry) -> Mapping[str, Entry]:
    return {entry.id: entry for entry in entries}


class Driven:
    """An investigation that was driven to its end. rounds: the names asked for in each.

    trials: by the change's name what is sent back; what is missing stays unanswered.
    """

    def __init__(
        self,
        known: Case,
        *entries: Entry,
        trials: Iterable[Trial] = (),
        budget: Budget | None = None,
    ) -> None:
        self.rounds: list[list[str]] = []
        self._trials = {trial.change.name: trial for trial in trials}
        self.diagnosis = self._drive(investigate(known, catalogue(*entries), budget))

    def _drive(self, work: Investigation) -> Diagnosis:
        try:
            asked = next(work)
            while True:
                asked = work.send(self._answer(asked))
        except StopIteration as end:
            diagnosis: Diagnosis = end.value
            return diagnosis

    def _answer(self, asked: Round) -> tuple[Trial, ...]:
        names = [experiment.change.name for experiment in asked]
        self.rounds.append(names)
        return tuple(self._trials[name] for name in names if name in self._trials)

    @property
    def found(self) -> list[tuple[str, Verdict]]:
        return [(f.cause, f.clue.verdict) for f in self.diagnosis.findings]

    @property
    def causes(self) -> list[str]:
        return [finding.cause for finding in self.diagnosis.findings]

    @property
    def excluded(self) -> list[str]:
        return [finding.cause for finding in self.diagnosis.excluded]

    @property
    def open(self) -> list[str]:
        return [experiment.change.name for experiment in self.diagnosis.open]
