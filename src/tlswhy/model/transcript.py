"""What happened in one attempt, byte by byte: the record from which every fact is drawn."""

from __future__ import annotations

from enum import StrEnum

from msgspec import Struct


class Way(StrEnum):
    """Who an event came from; `NONE` is the network itself or our own bookkeeping."""

    OURS = ">"
    THEIRS = "<"
    NONE = "."


class Mark(StrEnum):
    """Things that happen beside the bytes. What `Event.data` then holds stands behind the colon."""

    RESOLVED = "resolved"  # the addresses, separated by spaces
    UNRESOLVED = "unresolved"  # nxdomain, no-data, servfail, no-answer or failed; then a detail
    CONNECTED = "connected"  # the peer's address and port
    REFUSED = "refused"  # the address and port that answered SYN with a reset
    UNREACHABLE = "unreachable"  # the address and port
    UNANSWERED = "unanswered"  # the address and port that did not answer SYN
    READY = "ready"  # the hop did its work, the next one may start
    DECLINED = "declined"  # the step at which the peer said no; its words are in the stream
    CLOSED = "closed"  # end of stream from the peer
    RESET = "reset"
    SILENCE = "silence"  # nothing came within the stage's deadline
    OPENED = "opened"  # one decrypted record: a byte of content type, then the plaintext
    FAULT = "fault"  # what our own TLS client could not accept: a code, a space, a sentence
    HTTPS_RECORD = "https-record"  # one HTTPS record of the target's name, its RDATA as on the wire
    NO_HTTPS_RECORD = "no-https-record"  # as `unresolved`, or malformed; then a detail
    INNER = "inner"  # the ClientHello message that is encrypted in the hello that follows
    ECH = "ech"  # what the server made of that: accepted or rejected


class Event(Struct, frozen=True, omit_defaults=True):
    """One thing that happened.

    at: milliseconds since the attempt began.
    hop: index into `Transcript.route` of the hop that sent or got it.
    data: bytes at that hop's own level (inside every outer tunnel), or what `mark` says.
    """

    at: int
    hop: int
    way: Way
    data: bytes = b""
    mark: Mark | None = None

    @property
    def text(self) -> str:
        """The data of a mark, as text."""
        return self.data.decode("utf-8", "replace")


class Transcript(Struct, frozen=True):
    """One attempt over one route; immutable, and the same for a probe, a capture and a test.

    route: `kind name` of each hop, from ours to the target: `tcp 192.0.2.1:443`, `tls a.test`.
    source: how it was recorded. frames: of a capture, the number of the packet that each event was
        read from, as Wireshark counts them; empty for any other.
    """

    route: tuple[str, ...]
    events: tuple[Event, ...]
    source: str
    frames: tuple[int, ...] = ()

    def stream(self, hop: int, way: Way) -> bytes:
        """Every byte that went one way on one hop."""
        return b"".join(e.data for e in self.events if _is_bytes(e, hop, way))

    def chunks(self, hop: int, way: Way) -> tuple[tuple[int, Event], ...]:
        """The events that carry those bytes, each with its index."""
        return tuple((i, e) for i, e in enumerate(self.events) if _is_bytes(e, hop, way))

    def marks(self, *kinds: Mark) -> tuple[tuple[int, Event], ...]:
        """The events with one of these marks, each with its index."""
        return tuple((i, e) for i, e in enumerate(self.events) if e.mark in kinds)

    def kind(self, hop: int) -> str:
        """The first word of a hop in the route."""
        return self.route[hop].partition(" ")[0]

    def peer(self, hop: int) -> str:
        """Whom a hop talks to: the rest of its place in the route."""
        return self.route[hop].partition(" ")[2]


def _is_bytes(event: Event, hop: int, way: Way) -> bool:
    return event.hop == hop and event.way is way and event.mark is None
