"""A change is only believed to cure a hello when it does so every time, and nothing else does."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from msgspec import structs

from causes_facts import case, connected, ended, hello, server_hello, trial
from engine.fakes import catalogue, cause
from tlswhy.engine import Budget, investigate
from tlswhy.model.case import Case, Change, Trial, What
from tlswhy.model.diagnosis import Clue, Diagnosis, Verdict

REFUSED = case(connected(), hello(), ended("reset"))
CURE = Change(What.SNI_OTHER, "x.invalid")


def cured(seen: Case) -> Iterator[Clue]:
    """Certain as soon as the cure was answered."""
    found = seen.trial(What.SNI_OTHER)
    proof = found if found is not None and found.answered is not None else None
    verdict = Verdict.CERTAIN if proof else Verdict.POSSIBLE
    yield Clue(verdict=verdict, because="the name decides", confirmed_by=proof)


def diagnosed(answered: Callable[[Change], bool]) -> tuple[Diagnosis, list[str]]:
    """The diagnosis when a peer answers these changes, and the names of all that was asked."""
    work = investigate(REFUSED, catalogue(cause("by-name", cured, CURE)), Budget())
    asked: list[str] = []
    try:
        wanted = next(work)
        while True:
            asked += [experiment.change.name for experiment in wanted]
            wanted = work.send(tuple(made(e.change, answered) for e in wanted))
    except StopIteration as end:
        return end.value, asked


def made(change: Change, answered: Callable[[Change], bool]) -> Trial:
    facts = (hello(), server_hello()) if answered(change) else (hello(), ended("reset"))
    return structs.replace(trial(change.what, *facts), change=change)


def test_a_cure_is_checked_against_the_same_hello() -> None:
    done, asked = diagnosed(lambda change: change.what is What.SNI_OTHER)
    assert asked[0] == "sni-other x.invalid"
    assert set(asked[1:]) == {"again", "sni-other x.invalid (run 2)", "again (run 2)"}
    [finding] = done.findings
    assert finding.clue.verdict is Verdict.CERTAIN
    assert finding.clue.confirmed_by is not None


def test_a_hello_that_passes_the_second_time_proves_nothing() -> None:
    done, _ = diagnosed(lambda _: True)
    [finding] = done.findings
    assert (finding.clue.verdict, finding.clue.confirmed_by) == (Verdict.POSSIBLE, None)
    assert finding.clue.because.endswith("not answered alike every time")


def test_a_cure_that_fails_the_second_time_is_none() -> None:
    done, _ = diagnosed(lambda change: change == CURE)
    [finding] = done.findings
    assert finding.clue.verdict is Verdict.POSSIBLE


def test_what_costs_no_connection_needs_no_check() -> None:
    offline = structs.replace(made(CURE, lambda _: True), connections=0)

    def look(_: Case) -> Iterator[Clue]:
        yield Clue(verdict=Verdict.CERTAIN, because="the clock", confirmed_by=offline)

    work = investigate(REFUSED, catalogue(cause("by-clock", look)), Budget())
    with pytest.raises(StopIteration) as end:
        next(work)
    assert end.value.value.findings[0].clue.verdict is Verdict.CERTAIN


def test_what_chance_let_fail_excludes_nothing() -> None:
    def excluded_by_its_trial(seen: Case) -> Iterator[Clue]:
        tried = seen.trial(What.SNI_OTHER) is not None
        verdict = Verdict.EXCLUDED if tried else Verdict.POSSIBLE
        yield Clue(verdict=verdict, because="not the name")

    runs = (made(CURE, lambda _: False), made(Change(What.AGAIN), lambda _: True))
    flapping = structs.replace(REFUSED, trials=runs)
    entries = catalogue(cause("by-name", excluded_by_its_trial))
    with pytest.raises(StopIteration) as end:
        next(investigate(flapping, entries, Budget()))
    [finding] = end.value.value.findings
    assert finding.clue.verdict is Verdict.POSSIBLE


def test_a_cure_that_could_not_be_checked_is_likely() -> None:
    work = investigate(REFUSED, catalogue(cause("by-name", cured, CURE)), Budget())
    next(work)
    work.send((made(CURE, lambda _: True),))
    with pytest.raises(StopIteration) as end:
        work.send(())
    [finding] = end.value.value.findings
    assert finding.clue.verdict is Verdict.LIKELY
    assert finding.clue.because == "the name decides; this was not repeated"
