"""Settings that contradict each other, or that undo what they are for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from tlswhy.model.facts import Anchor, Fact
from tlswhy.model.facts.machine import About, AtOdds, SettingSeen, StoreSeen

PROXIES = ("https_proxy", "http_proxy", "all_proxy", "no_proxy")
# Programs of which the user expects that they go the same way as the shell.
COMPARED = ("git", "npm", "yarn", "pip", "conda", "curl", "wget")


def odds(facts: Sequence[Fact]) -> Iterator[AtOdds]:
    """One sentence for each contradiction."""
    settings = [fact for fact in facts if isinstance(fact, SettingSeen)]
    yield from _spellings(settings)
    yield from _other_proxies(settings)
    for fact in settings:
        if fact.about is About.PROXY and fact.value.lower().startswith("https://"):
            what = f"{_name(fact)} begins with https://: right only where the proxy itself"
            yield _odd(fact, f"{what} listens in TLS; else it has to be http://")
        elif fact.about is About.NO_CHECK:
            yield _odd(fact, f"{_name(fact)} is set: {fact.note or 'nothing is verified'}")
    for store in facts:
        if isinstance(store, StoreSeen) and store.anchors == 0 and store.program != "os":
            file = store.seen.source
            problem = f"{store.program} has no CA to trust: {file}: {store.note}"
            yield AtOdds(seen=store.seen, program=store.program, problem=problem)


def _spellings(settings: Sequence[SettingSeen]) -> Iterator[AtOdds]:
    shell = {
        fact.name: fact for fact in settings if fact.program == "shell" and fact.seen.line is None
    }
    for name in PROXIES:
        lower, upper = shell.get(name), shell.get(name.upper())
        if lower is not None and upper is not None and lower.value != upper.value:
            both = f"{name} is {lower.value} and {name.upper()} is {upper.value}"
            yield _odd(lower, f"{both}: programs differ in which they read")


def _other_proxies(settings: Sequence[SettingSeen]) -> Iterator[AtOdds]:
    """Another proxy than the shell's, or one where the shell has none."""
    ours = [fact for fact in settings if fact.about is About.PROXY]
    shell = [fact.value.rstrip("/") for fact in ours if fact.program == "shell"]
    rest = sorted((one for one in ours if one.program in COMPARED), key=lambda one: one.program)
    for program, group in groupby(rest, key=lambda one: one.program):
        first = next((one for one in group if one.value.rstrip("/") not in shell), None)
        if first is None:
            continue
        than = f"the shell {shell[0]}" if shell else "the shell has none"
        what = f"{program} goes through {first.value or 'no proxy'} ({first.name})"
        yield _odd(first, f"{what}, {than}")


def _name(fact: SettingSeen) -> str:
    return fact.name if fact.program == "shell" else f"{fact.name} of {fact.program}"


def _odd(fact: SettingSeen, problem: str) -> AtOdds:
    seen = Anchor(source=fact.seen.source, line=fact.seen.line)
    return AtOdds(seen=seen, program=fact.program, problem=problem)
