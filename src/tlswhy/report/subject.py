"""What a report is about."""

from __future__ import annotations

from msgspec import Struct


class Count(Struct, frozen=True):
    """How often it was seen in a log. first, last: ISO 8601 in UTC, empty where lines have no
    time. line: of the first, from 1. clients: from how many addresses."""

    lines: int
    first: str
    last: str
    line: int
    clients: int


class Subject(Struct, frozen=True):
    """The thing that was diagnosed.

    kind: `live`, `capture`, `text`, `config` or `case`. target: as it was asked for.
    route: the labels of its hops, without a request after the handshake.
    command: the command line that asks the same again, without secrets.
    count: of a kind of line in a log.
    """

    kind: str
    target: str
    route: tuple[str, ...]
    command: str
    count: Count | None = None
