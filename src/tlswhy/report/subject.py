"""What a report is about."""

from __future__ import annotations

from msgspec import Struct


class Subject(Struct, frozen=True):
    """The thing that was diagnosed.

    kind: `live`, `capture`, `text`, `config` or `case`. target: as it was asked for.
    route: the labels of its hops, without a request after the handshake.
    command: the command line that asks the same again, without secrets.
    """

    kind: str
    target: str
    route: tuple[str, ...]
    command: str
