"""From facts to a diagnosis, without I/O.

Theory of operation. Every cause looks at the case. While the answer is not certain and confirmed,
the causes that still stand say which single change would tell more; the best of these go out as
one round, their facts come back as trials, and every cause looks again at the larger case. A
cause may so rest on several trials at once: one name that fails tells little, one that fails
where another passes tells much.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Generator, Mapping

from msgspec import Struct, structs

from tlswhy.causes import Entry
from tlswhy.engine.addresses import others, placed
from tlswhy.engine.control import controls, doubted, unchecked
from tlswhy.engine.place import leg_of, where
from tlswhy.engine.views import around
from tlswhy.model.case import Case, Trial
from tlswhy.model.diagnosis import (
    Broke,
    Clue,
    Diagnosis,
    Experiment,
    Finding,
    Outcome,
    Step,
    Verdict,
)

WIDE = 4  # causes that narrow another: it is an umbrella then, named and asked last among equals

Round = tuple[Experiment, ...]
Investigation = Generator[Round, tuple[Trial, ...], Diagnosis]


class Budget(Struct, frozen=True):
    """How much may be tried.

    rounds: one after the other. connections: in all. width: experiments side by side.
    """

    rounds: int = 6
    connections: int = 12
    width: int = 4


def investigate(
    case: Case, causes: Mapping[str, Entry], budget: Budget | None = None
) -> Investigation:
    """Yield rounds of experiments worth making, get their trials back, return the diagnosis.

    The driver may send back fewer trials than were asked for: a capture has no second try, and
    what it does not answer is not asked again.
    """
    budget = budget or Budget()
    asked: set[str] = set()
    rounds = 0
    while True:
        standing, excluded = _look(case, causes)
        causal, crashed = _wanted(case, standing, causes)
        views = around(case, standing) if _outcome(case, standing) is Outcome.FAILED else ()
        whole = (*controls(case, standing), *views, *causal, *others(case))
        # Of two with the same change the first has the place, and the last the words.
        each = {one.change.name: one for one in whole if one.change.name not in asked}
        wanted = tuple(each.values())
        spent = sum(trial.connections for trial in case.trials)
        chosen = wanted[: max(0, min(budget.width, budget.connections - spent))]
        if rounds == budget.rounds or not chosen:
            break
        asked.update(experiment.change.name for experiment in chosen)
        case = case.plus((yield chosen))
        rounds += 1
    notes, failed = _notes(case, causes)
    found = _diagnosis(case, standing, [*excluded, *crashed, *failed], wanted, rounds)
    return structs.replace(found, notes=notes)


def _look(case: Case, causes: Mapping[str, Entry]) -> tuple[list[Finding], list[Finding]]:
    """What stands, the surest first, and what is excluded."""
    found: list[Finding] = []
    for entry in causes.values():
        if not case.works or entry.cause.after_handshake:
            found += _clues(entry, case)
    standing = [f for f in found if f.clue.verdict > Verdict.EXCLUDED]
    excluded = [f for f in found if f.clue.verdict == Verdict.EXCLUDED]
    if case.unstable:
        # What chance let fail excludes nothing either.
        standing = [doubted(f, case) for f in (*standing, *excluded) if not f.crash]
        excluded = [f for f in excluded if f.crash]
    return _ranked(standing, causes), excluded


def _clues(entry: Entry, case: Case) -> list[Finding]:
    """The clues of one cause. A rule that fails is shown beside the others, never silently."""
    try:
        return [_finding(entry, clue) for clue in entry.cause.look(case)]
    except Exception as crash:  # noqa: BLE001 - our bug in one rule must not hide the other rules
        return [_crashed(entry, crash)]


def _crashed(entry: Entry, crash: Exception) -> Finding:
    text = f"this rule crashed: {type(crash).__name__}: {crash}"
    finding = _finding(entry, Clue(verdict=Verdict.EXCLUDED, because=text))
    return structs.replace(finding, crash=text)


def _finding(entry: Entry, clue: Clue) -> Finding:
    cause = entry.cause
    return Finding(
        cause=entry.id,
        title=entry.title,
        acts=clue.acts or cause.acts,
        clue=clue,
        remedies=clue.remedies or cause.remedies,
        step=clue.step or cause.step,
        leg=cause.leg,
    )


def _ranked(found: list[Finding], causes: Mapping[str, Entry]) -> list[Finding]:
    """One finding for each cause, the surest first; an umbrella only if it is surer than what
    narrows it. What only will break, however sure, comes after what may have broken."""
    best: dict[str, Finding] = {}
    for finding in found:
        rival = best.get(finding.cause)
        if rival is None or _order(finding) < _order(rival):
            best[finding.cause] = finding
    kept = [f for f in best.values() if not _covered(f, best, causes)]
    names = Counter(name for entry in causes.values() for name in entry.cause.narrows)
    return sorted(kept, key=lambda f: (f.clue.risk, _order(f), names[f.cause] >= WIDE, f.cause))


def _order(finding: Finding) -> tuple[int, bool, bool, int]:
    """What keeps a program from starting comes before what happens once it runs."""
    clue = finding.clue
    hop = clue.hop
    if hop is None:
        hop = clue.evidence[0].hop if clue.evidence else 0
    return -clue.verdict, finding.step is not Step.START, clue.confirmed_by is None, hop


def _covered(umbrella: Finding, best: Mapping[str, Finding], causes: Mapping[str, Entry]) -> bool:
    """Something narrower is as sure. What is merely possible covers nothing: all may still ask."""
    return any(
        umbrella.cause in causes[narrow.cause].cause.narrows
        and narrow.clue.verdict >= max(umbrella.clue.verdict, Verdict.LIKELY)
        for narrow in best.values()
    )


def _wanted(
    case: Case, standing: list[Finding], causes: Mapping[str, Entry]
) -> tuple[Round, list[Finding]]:
    """The experiments that could still change or prove the answer, each once, the best first.

    Beside them: the rules that failed when they were asked for theirs.
    """
    if standing and standing[0].clue.verdict is Verdict.CERTAIN:
        standing = [f for f in standing if _still_asks(f, standing, causes)]
    queues: list[list[Experiment]] = []
    crashed: list[Finding] = []
    for finding in standing:
        entry = causes[finding.cause]
        try:
            queues.append(list(entry.cause.ask(case)))
        except Exception as crash:  # noqa: BLE001 - as in `_clues`
            crashed.append(_crashed(entry, crash))
    wanted: dict[str, Experiment] = {}
    for place in range(max((len(queue) for queue in queues), default=0)):
        for queue in queues:
            if place < len(queue):
                wanted.setdefault(queue[place].change.name, queue[place])
    return tuple(wanted.values()), crashed


def _notes(case: Case, causes: Mapping[str, Entry]) -> tuple[tuple[str, ...], list[Finding]]:
    """What the causes remark on a handshake that works, each once. Beside them: what failed."""
    notes: list[str] = []
    crashed: list[Finding] = []
    for entry in causes.values() if case.works else ():
        try:
            notes += entry.cause.note(case)
        except Exception as crash:  # noqa: BLE001 - as in `_clues`
            crashed.append(_crashed(entry, crash))
    return tuple(dict.fromkeys(notes)), crashed


def _still_asks(finding: Finding, standing: list[Finding], causes: Mapping[str, Entry]) -> bool:
    """Beside a certain answer: one as certain that is not proved, or one that would narrow it."""
    if finding.clue.verdict is Verdict.CERTAIN:
        return finding.clue.confirmed_by is None
    certain = {f.cause for f in standing if f.clue.verdict is Verdict.CERTAIN}
    return bool(certain.intersection(causes[finding.cause].cause.narrows))


def _diagnosis(
    case: Case,
    standing: list[Finding],
    excluded: list[Finding],
    wanted: Round,
    rounds: int,
) -> Diagnosis:
    outcome = _outcome(case, standing)
    if outcome is Outcome.OK:
        standing = []
    if outcome is Outcome.FAILED:
        # What works here and not elsewhere is no matter beside what fails here.
        standing = [f for f in standing if not f.clue.refused_by]
    if outcome is Outcome.AT_RISK:
        # What will break here comes before what others refuse.
        standing = sorted(standing, key=lambda f: (not f.clue.risk, bool(f.clue.refused_by)))
    if standing and standing[0].clue.verdict is Verdict.CERTAIN:
        # Beside a certain answer, what is merely possible is noise.
        standing = [f for f in standing if f.clue.verdict > Verdict.POSSIBLE]
    standing = [placed(unchecked(finding, case), case) for finding in standing]
    broke = Broke(case.target_hop, leg_of(case, case.target_hop), Step.NONE)
    if outcome is Outcome.FAILED:
        hop, step = where(case)
        if standing:
            top = standing[0]
            hop = top.clue.hop if top.clue.hop is not None else hop
            step = top.step or step
        leg = standing[0].leg if standing else None
        broke = Broke(hop, leg or leg_of(case, hop), step)
    return Diagnosis(
        outcome=outcome,
        broke_at=broke,
        findings=tuple(standing),
        case=case,
        excluded=tuple(excluded),
        open=wanted,
        rounds=rounds,
    )


def _outcome(case: Case, standing: list[Finding]) -> Outcome:
    """A handshake that works is called failed only by what was surely seen after it."""
    if not case.works:
        return Outcome.FAILED
    sure = [f for f in standing if f.clue.verdict >= Verdict.LIKELY]
    if any(not f.clue.risk for f in sure):
        return Outcome.FAILED
    return Outcome.AT_RISK if sure else Outcome.OK
