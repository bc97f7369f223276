"""What is set on this machine: read, never written, and nothing is started or sent.

One module for each program; it is used because it lies here and defines `look`, a function of the
machine that yields facts. What cannot be read is a fact as well (`NotRead`). Modules whose names
begin with `_` are what the others share.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable, Iterable, Iterator
from functools import cache

from tlswhy.machine._machine import Machine, Wanted
from tlswhy.machine._means import means
from tlswhy.machine._wanted import wanted
from tlswhy.model.facts import Anchor, Fact
from tlswhy.model.facts.machine import FilesRead

__all__ = ("Machine", "Wanted", "look", "means", "programs", "wanted")

Look = Callable[[Machine], Iterable[Fact]]


@cache
def programs() -> dict[str, Look]:
    """What looks at each program, by the module's name, in order."""
    found: dict[str, Look] = {}
    for info in pkgutil.iter_modules(__path__):
        if not info.name.startswith("_"):
            found[info.name] = importlib.import_module(f"{__name__}.{info.name}").look
    return dict(sorted(found.items()))


def look(machine: Machine) -> tuple[Fact, ...]:
    """All facts of this machine; last what is at odds, and which files were read."""
    from tlswhy.machine._odds import odds

    facts = tuple(_once(fact for see in programs().values() for fact in see(machine)))
    facts += tuple(machine.unread)
    read = FilesRead(seen=Anchor(), files=tuple(machine.read))
    return (*facts, *odds(facts), read)


def _once(facts: Iterable[Fact]) -> Iterator[Fact]:
    yield from dict.fromkeys(facts)
