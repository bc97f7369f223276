"""From what a text says to a diagnosis: nothing can be tried, so what speaks for it is added up.

Theory of operation. A text that carries an alert number or an end of file fits several causes;
which of them it is, is told by what stands around. Each cause has weights for both
(`model.diagnosis.Told`). The sum ranks the causes; how far the first one stands before the second
says how sure the answer is. Nothing is certain that rests on context alone.
"""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct

from tlswhy.causes import Entry
from tlswhy.model.case import Case
from tlswhy.model.diagnosis import (
    Broke,
    Clue,
    Diagnosis,
    Finding,
    Leg,
    Outcome,
    Step,
    Told,
    Verdict,
)
from tlswhy.model.facts.machine import Here
from tlswhy.model.facts.words import Said, Sign

SAYS_SO = 3.0  # a weight of words that say this nearly always
LIKELY = 2.2
AHEAD = 1.0  # of the second, to be called certain
NEAR = 0.5  # of the second, to be called likely
SHOWN = 6
MORE = 0.3  # what a second message that says the same adds
# That it failed, and nothing else.
VAGUE = frozenset(
    (
        *("handshake-failed", "verify failed", "client-verify failed", "client-cert-refused"),
        *("upstream-failed", "upstream-refused-cert"),
        *("http-status 502", "http-status 503", "http-status 504", "http-status 500"),
    )
)
ENDS = frozenset(("eof", "reset"))
UNSAID = (Sign.SIDE, Sign.PROGRAM, Sign.ROLE)  # they count, and are no news to the reader
FAINT = 0.3  # of the first's sum: below that a cause is not worth a line


class Score(Struct, frozen=True):
    """How much speaks for a cause.

    best: the largest weight among what is said. said: the facts that speak for it by themselves,
    beside: those that strengthen them; the weightiest first.
    """

    total: float = 0.0
    best: float = 0.0
    said: tuple[Said, ...] = ()
    beside: tuple[Said, ...] = ()


def explain(case: Case, causes: Mapping[str, Entry]) -> Diagnosis:
    """The diagnosis of a text. Its outcome is `ok` when nothing in it says that TLS failed."""
    said = _telling({fact.key: fact for fact in case.all(Said)}, causes)
    scored = [
        (score(entry.cause.told, said), entry) for entry in causes.values() if entry.cause.told
    ]
    ranked = sorted(
        ((points, entry) for points, entry in scored if points.total > 0),
        key=lambda pair: (-pair[0].total, pair[1].id),
    )
    best = ranked[0][0].total if ranked else 0.0
    shown = [pair for pair in ranked if pair[0].total >= FAINT * best][:SHOWN]
    second = shown[1][0].total if len(shown) > 1 else 0.0
    findings = tuple(
        _finding(entry, points, _verdict(points, second) if not index else Verdict.POSSIBLE)
        for index, (points, entry) in enumerate(shown)
    )
    if not findings:
        return Diagnosis(Outcome.OK, Broke(0, Leg.CLIENT_ORIGIN, Step.NONE), (), case)
    top = findings[0]
    step = top.step or Step.CLIENT_HELLO
    return Diagnosis(Outcome.FAILED, Broke(0, top.leg or _leg(case), step), findings, case)


def _telling(said: dict[str, Said], causes: Mapping[str, Entry]) -> dict[str, Said]:
    """Without what says only that something failed, where other words say what."""
    precise = {
        key
        for entry in causes.values()
        for key, weight in (entry.cause.told.says.items() if entry.cause.told else ())
        if weight >= 1
    }
    rest = {key: fact for key, fact in said.items() if key not in VAGUE}
    if any(key in precise and _named(fact) for key, fact in rest.items()):
        # What a known program says counts before words that anybody may have written.
        rest = {key: fact for key, fact in rest.items() if key not in precise or _named(fact)}
    if not any(key in precise for key in rest):
        return said
    # An alert or a refused certificate is also why the connection then ended.
    reasons = {key: fact for key, fact in rest.items() if key not in ENDS}
    return reasons if any(key in precise for key in reasons) else rest


def _named(fact: Said) -> bool:
    """Whether a known program said it, or this machine shows it; not people, nor anybody."""
    return isinstance(fact, Here) or fact.of_known_program


def score(told: Told, said: Mapping[str, Said]) -> Score:
    """What the facts say for one cause; a total of 0 when nothing does."""
    if told.needs and not any(key in said for key in told.needs):
        return Score()
    words = {key: weight for key, weight in told.says.items() if key in said}
    if not words:
        return Score()
    beside = {key: weight for key, weight in told.beside.items() if key in said}
    # Two spellings of one failure are no two failures: only the best of them counts in full.
    best = max(words.values())
    total = best + MORE * (sum(words.values()) - best) + sum(beside.values())
    return Score(total, best, _heaviest(words, said), _heaviest(beside, said))


def _heaviest(weights: Mapping[str, float], said: Mapping[str, Said]) -> tuple[Said, ...]:
    keys = sorted((key for key in weights if weights[key] > 0), key=lambda key: -weights[key])
    return tuple(said[key] for key in keys)


def _verdict(first: Score, second: float) -> Verdict:
    ahead = first.total - second
    if first.best >= SAYS_SO and ahead >= AHEAD:
        return Verdict.CERTAIN
    if first.total >= LIKELY and ahead >= NEAR:
        return Verdict.LIKELY
    return Verdict.POSSIBLE


def _finding(entry: Entry, points: Score, verdict: Verdict) -> Finding:
    cause = entry.cause
    telling = [fact for fact in points.beside if fact.what not in UNSAID]
    facts = (*points.said[:2], *telling[:2])
    because = "; ".join(dict.fromkeys(fact.means for fact in facts))
    return Finding(
        cause=entry.id,
        title=entry.title,
        acts=cause.acts,
        clue=Clue(verdict=verdict, because=because, evidence=(*points.said[:4], *telling[:4])),
        remedies=cause.remedies,
        step=cause.step,
        leg=cause.leg,
        test=cause.told.test if cause.told else "",
    )


def _leg(case: Case) -> Leg:
    legs = {fact.value for fact in case.all(Said) if fact.what == "leg"}
    return Leg.PROXY_ORIGIN if "upstream" in legs else Leg.CLIENT_ORIGIN
