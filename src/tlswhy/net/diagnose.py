"""One question from the first packet to the answer: attempt, facts, experiments, diagnosis."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from msgspec import Struct, structs

from tlswhy.model.attempt import Attempt, HopKind
from tlswhy.model.case import Case, Change, Trial
from tlswhy.model.facts import Fact
from tlswhy.model.facts.network import NotConnected
from tlswhy.model.transcript import Mark, Transcript
from tlswhy.net.clock import ticks
from tlswhy.net.drive import Interrupted, run
from tlswhy.net.names import Resolver

MOST_WAITING = 2.0  # seconds that experiments may take in all where the user's timeout is shorter

if TYPE_CHECKING:
    from tlswhy.evidence import Setting
    from tlswhy.model.diagnosis import Diagnosis, Experiment

Progress = Callable[[str], None]


class Answer(Struct, frozen=True):
    """A diagnosis, the first attempt it rests on, and every experiment that was made live."""

    diagnosis: Diagnosis
    transcript: Transcript
    trials: tuple[tuple[Change, Transcript], ...] = ()
    interrupted: bool = False


def diagnose(
    attempt: Attempt,
    setting: Callable[[], Setting],
    *,
    connections: int = 12,
    progress: Progress = lambda _: None,
) -> Answer:
    """Make the attempt, find out why it failed, and prove it as far as `connections` reach.

    setting: makes what the attempt is judged by; called when the first attempt is over, so that
        the first packet does not wait for a trust store. progress: gets a line whenever something
        begins.

    Raises:
        KeyboardInterrupt: Ctrl-C before anything was seen; later it ends the answer early.
    """
    try:
        prober = _Prober(attempt, setting, progress)
    except Interrupted as stop:
        from tlswhy.evidence import observe

        case = Case(observe(stop.seen[0], attempt, setting()))
        return Answer(_so_far(case), stop.seen[0], interrupted=True)
    # The judging part is imported only now: the first packet is long out.
    from tlswhy.causes import catalogue
    from tlswhy.engine import Budget, investigate

    case = Case(prober.observe(prober.transcript, attempt))
    work = investigate(case, catalogue(), Budget(connections=connections))
    try:
        asked = next(work)
        while True:
            trials = prober.round(asked)
            case = case.plus(trials)
            asked = work.send(trials)
    except StopIteration as end:
        return Answer(end.value, prober.transcript, tuple(prober.made))
    except KeyboardInterrupt:
        return Answer(_so_far(case), prober.transcript, tuple(prober.made), interrupted=True)


def _so_far(case: Case) -> Diagnosis:
    """The judgement on what is known when the user does not want to wait any longer."""
    from tlswhy.causes import catalogue
    from tlswhy.engine import Budget, investigate

    try:
        next(investigate(case, catalogue(), Budget(rounds=0)))
    except StopIteration as end:
        diagnosis: Diagnosis = end.value
        return diagnosis
    raise AssertionError("an investigation without rounds asked for one")


class _Prober:
    """Makes the first attempt, then whatever the engine asks."""

    def __init__(
        self, attempt: Attempt, setting: Callable[[], Setting], progress: Progress
    ) -> None:
        self._progress = progress
        self._resolver = Resolver()
        progress(f"trying {attempt.host}:{attempt.port}")
        [self.transcript] = run([attempt], self._resolver)
        self._setting = setting()
        self.made: list[tuple[Change, Transcript]] = []
        self._trial = _for_trials(attempt, self.transcript)
        self._until = ticks() + max(attempt.timeout, MOST_WAITING)

    def observe(self, transcript: Transcript, attempt: Attempt) -> tuple[Fact, ...]:
        """The facts of an attempt."""
        from tlswhy.evidence import observe

        return observe(transcript, attempt, self._setting)

    def round(self, asked: tuple[Experiment, ...]) -> tuple[Trial, ...]:
        """The trials of these experiments; one that would change nothing is left out."""
        from tlswhy.probes.changes import OFFLINE, changed

        pairs = [
            (experiment.change, new)
            for experiment in asked
            if (new := changed(self._trial, experiment.change)) is not None
        ]
        # Offline the handshake would be the same bytes again: only the judgement changes.
        offline = [
            Trial(change, self.observe(self.transcript, new), 0)
            for change, new in pairs
            if change.what in OFFLINE
        ]
        live = [(change, new) for change, new in pairs if change.what not in OFFLINE]
        return (*offline, *self._live(live))

    def _live(self, pairs: list[tuple[Change, Attempt]]) -> Iterator[Trial]:
        if not pairs or ticks() > self._until:
            return
        self._progress("trying " + ", ".join(change.name for change, _ in pairs))
        seen = run([new for _, new in pairs], self._resolver)
        for (change, new), transcript in zip(pairs, seen, strict=True):
            self.made.append((change, transcript))
            facts = self.observe(transcript, new)
            yield Trial(change, facts, _connections(facts))


def _for_trials(attempt: Attempt, first: Transcript) -> Attempt:
    """The attempt that changes are made to.

    It waits half as long, if the first one did not show that everything here takes longer: so
    silence costs one deadline for the first attempt and one for all experiments. A request is only
    sent again where the first attempt came so far.
    """
    took = first.events[-1].at / 1000 if first.events else 0.0
    silent = any(event.mark is Mark.SILENCE for event in first.events)
    patience = attempt.timeout / 2
    if not silent:
        patience = min(attempt.timeout, max(patience, 3 * took))
    asked = any(first.kind(e.hop) == HopKind.HTTP for e in first.events)
    return structs.replace(attempt, timeout=patience, request=attempt.request if asked else "")


def _connections(facts: tuple[Fact, ...]) -> int:
    """One, and one more for each address that did not answer."""
    return 1 + sum(isinstance(fact, NotConnected) for fact in facts)
