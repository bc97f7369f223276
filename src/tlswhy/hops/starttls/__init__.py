"""Dialogues that lead from plain text to TLS, one module for each protocol.

A module is used because it lies here. Its name, with a dash for an underscore, is the protocol's
name on the command line; it defines `PORTS` (where the protocol is spoken so), `IMPLICIT` (where
it is TLS from the first byte) and `talk(host)`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from importlib import import_module
from typing import Protocol, cast

from tlswhy.hops.talk import Talk


class Dialogue(Protocol):
    """What a module of this package looks like."""

    PORTS: tuple[int, ...]
    IMPLICIT: tuple[int, ...]

    def talk(self, host: str, /) -> Talk:
        """Lead the server `host` from plain text to TLS."""
        ...


class Protocols(Mapping[str, Dialogue]):
    """The modules by name, in alphabetical order; each is imported when it is asked for."""

    def __init__(self, names: tuple[str, ...]) -> None:
        self._names = names

    def __getitem__(self, name: str) -> Dialogue:
        if name not in self._names:
            raise KeyError(name)
        module = name.replace("-", "_")
        return cast(Dialogue, import_module(f"{__name__}.{module}"))

    def __contains__(self, name: object) -> bool:
        return name in self._names

    def __iter__(self) -> Iterator[str]:
        return iter(self._names)

    def __len__(self) -> int:
        return len(self._names)


@cache
def protocols() -> Protocols:
    """Every protocol that has a module here."""
    from pkgutil import iter_modules

    names = sorted(module.name.replace("_", "-") for module in iter_modules(__path__))
    return Protocols(tuple(names))
