"""Conversations without I/O.

A hop is a generator. It yields what it wants and gets bytes back; it returns `Ready` when the
next hop may start, else `Refused`. It opens no socket and reads no clock, so a test can write the
conversation down as text, and one hop serves a live probe, a capture and a recording.
"""

from __future__ import annotations

from collections.abc import Generator
from typing import Protocol

from msgspec import Struct

from tlswhy.model.transcript import Mark, Way


class Send(Struct, frozen=True):
    """Send `data`; nothing comes back.

    shown: what the transcript keeps instead, when the data holds a secret.
    """

    data: bytes
    shown: bytes | None = None


class Line(Struct, frozen=True):
    """Wait for one line; it comes with its line ending. A line over `limit` bytes comes cut."""

    limit: int = 8192


class Exactly(Struct, frozen=True):
    """Wait for `size` bytes."""

    size: int


class Some(Struct, frozen=True):
    """Wait for whatever comes next, at most `limit` bytes of it.

    patience: seconds after which an empty answer comes back instead, also at the end of the
        stream. None: the deadline of the stage decides, and silence or an end stops the talk.
    """

    limit: int = 65536
    patience: float | None = None


class Note(Struct, frozen=True):
    """Write an event into the transcript; nothing comes back."""

    way: Way
    mark: Mark
    data: bytes


class Unwrapped(Struct, frozen=True):
    """What a channel makes of bytes that came for its hop.

    inside: bytes for the hops inside it. answer: bytes of this hop that have to go out at once,
        whatever the hops inside do; only the channels outside it wrap them. notes: for the
        transcript. ended: nothing more comes.
    """

    inside: bytes = b""
    answer: bytes = b""
    notes: tuple[Note, ...] = ()
    ended: bool = False


class Channel(Protocol):
    """What a finished hop does to the bytes of the hops inside it, in both directions."""

    def wrap(self, data: bytes) -> bytes:
        """Bytes of an inner hop as this hop sends them."""
        ...

    def unwrap(self, data: bytes) -> Unwrapped:
        """Bytes that came for this hop, however they are cut."""
        ...

    def farewell(self) -> bytes:
        """What this hop says before it is left."""
        ...


class Ready(Struct, frozen=True):
    """The next hop may start.

    channel: set when this hop wraps what is inside it. leftover: bytes that already came for the
    next hop.
    """

    channel: Channel | None = None
    leftover: bytes = b""


class Refused(Struct, frozen=True):
    """The peer said no.

    step: what we had asked for. said: its answer, byte for byte.
    """

    step: str
    said: bytes


class Gone(Struct, frozen=True):
    """The peer closed, reset or fell silent; `said` is what came before that."""

    how: Mark
    said: bytes


Want = Send | Line | Exactly | Some | Note
Outcome = Ready | Refused | Gone
Talk = Generator[Want, bytes, Outcome]
