"""One question from the first packet to the answer: attempt, facts, experiments, diagnosis."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from msgspec import Struct, structs

from tlswhy.model.attempt import Attempt, HopKind
from tlswhy.model.case import Case, Change, Trial, What
from tlswhy.model.facts import Fact
from tlswhy.model.facts.network import Ended, NotConnected
from tlswhy.model.transcript import Mark, Transcript
from tlswhy.net.clock import pause, ticks
from tlswhy.net.drive import OUT_OF_TIME, Interrupted, run
from tlswhy.net.names import Resolver

MOST_WAITING = 2.0  # seconds that experiments may take in all where the user's timeout is shorter
GRACE = 1.0  # seconds more for those that are under way then
PAUSE = 0.25  # seconds after a trial that was turned away

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
    at_once: int = 4,
    progress: Progress = lambda _: None,
) -> Answer:
    """Make the attempt, find out why it failed, and prove it as far as `connections` reach.

    setting: makes what the attempt is judged by; called when the first attempt is over, so that
        the first packet does not wait for a trust store. at_once: experiments side by side.
    progress: gets a line whenever something begins.

    Raises:
        KeyboardInterrupt: Ctrl-C before anything was seen; later it ends the answer early.
    """
    try:
        prober = _Prober(attempt, setting, progress, connections)
    except Interrupted as stop:
        from tlswhy.evidence import observe

        case = Case(observe(stop.seen[0], attempt, setting()))
        return Answer(_so_far(case), stop.seen[0], interrupted=True)
    # The judging part is imported only now: the first packet is long out.
    from tlswhy.causes import catalogue
    from tlswhy.engine import Budget, investigate

    case = Case(prober.first)
    work = investigate(case, catalogue(), Budget(connections=connections, width=at_once))
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
    """Makes the first attempt, then whatever the engine asks.

    Theory of operation. Something on the way may count connections: a limiter, a server with few
    workers, a balancer of which one node is down. What it turns away looks like a refusal of what
    was changed. So a trial that was made beside others and was turned away is asked again alone;
    from then on, and from the start where the first attempt was turned away, one trial follows
    the other, with a pause after each that was turned away. Side by side they only go where
    nothing of that kind was seen.
    """

    def __init__(
        self,
        attempt: Attempt,
        setting: Callable[[], Setting],
        progress: Progress,
        connections: int,
    ) -> None:
        self._progress = progress
        self._resolver = Resolver()
        progress(f"trying {attempt.host}:{attempt.port}")
        [self.transcript] = run([attempt], self._resolver)
        self._setting = setting()
        self.first = self.observe(self.transcript, attempt)
        self.made: list[tuple[Change, Transcript]] = []
        self._base = _for_trials(attempt, self.transcript)
        self._until = ticks() + max(attempt.timeout, MOST_WAITING)
        self._left = connections
        self._silent = any(event.mark is Mark.SILENCE for event in self.transcript.events)
        self._one_by_one = _is_turned_away(self.first)
        self._last_was = False

    def observe(self, transcript: Transcript, attempt: Attempt) -> tuple[Fact, ...]:
        """The facts of an attempt."""
        from tlswhy.evidence import observe

        return observe(transcript, attempt, self._setting)

    def round(self, asked: tuple[Experiment, ...]) -> tuple[Trial, ...]:
        """The trials of these experiments; one that would change nothing is left out.

        So is one that the time did not suffice for.
        """
        from tlswhy.probes.changes import OFFLINE, changed

        pairs = [
            (experiment.change, new)
            for experiment in asked
            if (new := changed(self._base, experiment.change)) is not None
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
        while pairs and ticks() <= self._until:
            width = 1 if self._one_by_one else len(pairs)
            now, pairs = pairs[:width], pairs[width:]
            for pair, transcript in zip(now, self._run(now), strict=True):
                yield from self._trial(pair, transcript, alone=width == 1)

    def _trial(
        self, pair: tuple[Change, Attempt], transcript: Transcript, *, alone: bool
    ) -> Iterator[Trial]:
        change, new = pair
        facts = self.observe(transcript, new)
        spent = _connections(facts)
        if self._is_suspect(change, facts):
            self._one_by_one = True
            if not alone and self._left > 0 and ticks() <= self._until:
                [transcript] = self._run([pair])
                facts = self.observe(transcript, new)
                spent += _connections(facts)
        if not _is_cut(transcript):
            self.made.append((change, transcript))
            yield Trial(change, facts, spent)

    def _is_suspect(self, change: Change, facts: tuple[Fact, ...]) -> bool:
        """Whether it may have been turned away, or left to wait, because of the others."""
        waited = any(isinstance(fact, Ended) and fact.how == "silence" for fact in facts)
        quiet = self._silent or change.what in (What.LISTEN, What.PLAIN_HTTP)
        self._last_was = _is_turned_away(facts)
        return self._last_was or (waited and not quiet)

    def _run(self, pairs: list[tuple[Change, Attempt]]) -> tuple[Transcript, ...]:
        if self._last_was:
            pause(PAUSE)
        self._left -= len(pairs)
        self._progress("trying " + ", ".join(change.name for change, _ in pairs))
        return run([new for _, new in pairs], self._resolver, until=self._until + GRACE)


def _is_turned_away(facts: tuple[Fact, ...]) -> bool:
    """Refused by TCP, or ended by the peer without a byte and without a reason."""
    return not Case(facts).late_alerts and any(
        (isinstance(fact, NotConnected) and fact.how == "refused")
        or (isinstance(fact, Ended) and fact.how != "silence" and not fact.received)
        for fact in facts
    )


def _is_cut(transcript: Transcript) -> bool:
    """There was no time to hear the end: it tells nothing."""
    return any(event.text.startswith(OUT_OF_TIME) for _, event in transcript.marks(Mark.FAULT))


def _for_trials(attempt: Attempt, first: Transcript) -> Attempt:
    """The attempt that changes are made to.

    It waits half as long, if the first one did not show that everything here takes longer: so
    silence costs one deadline for the first attempt and one for all experiments. A request is only
    sent again where the first attempt came so far. Of several addresses it keeps to the one that
    the first attempt had: another one would be a second change.
    """
    took = first.events[-1].at / 1000 if first.events else 0.0
    silent = any(event.mark is Mark.SILENCE for event in first.events)
    patience = attempt.timeout / 2
    if not silent:
        patience = min(attempt.timeout, max(patience, 3 * took))
    asked = any(first.kind(e.hop) == HopKind.HTTP for e in first.events)
    names = [event.text.split() for _, event in first.marks(Mark.RESOLVED) if event.hop == 0]
    opened = [event.text for _, event in first.marks(Mark.CONNECTED)]
    address = attempt.address
    if opened and names and len(names[0]) > 1:
        address = opened[0].rpartition(":")[0].strip("[]")
    return structs.replace(
        attempt, timeout=patience, request=attempt.request if asked else "", address=address
    )


def _connections(facts: tuple[Fact, ...]) -> int:
    """One, and one more for each address that did not answer."""
    return 1 + sum(isinstance(fact, NotConnected) for fact in facts)
