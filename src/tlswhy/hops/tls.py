"""A TLS handshake as a hop: with the target, or with a proxy that wants TLS for itself."""

from __future__ import annotations

from collections.abc import Generator, Iterable

from tlswhy.handshake.client import (
    AlertGot,
    Application,
    Client,
    Established,
    Fault,
    Opened,
    Out,
    PeerDone,
    Write,
)
from tlswhy.hops.hear import hear
from tlswhy.hops.talk import Note, Ready, Refused, Send, Some, Talk, Want
from tlswhy.model.transcript import Mark, Way

PAUSE = 0.02  # seconds between two parts of a hello, so that they travel as two segments
QUIET = 0.3  # seconds without a byte after which a peer that is not TLS has said what it says


def talk(client: Client, *, part: int = 0, settle: float = 0.0) -> Talk:
    """Finish a handshake with `client`.

    part: send the hello in parts of so many bytes; 0 sends it whole.
    settle: seconds to wait for what may come after Finished: in TLS 1.3 a server refuses a client
        certificate only then (RFC 8446 section 4.4.2.4).
    """
    hello = client.start()
    for start in range(0, len(hello), part or len(hello)):
        if start:
            early = yield Some(patience=PAUSE)
            if early:
                return (yield from _hear(client, early, settle))
        yield Send(hello[start : start + (part or len(hello))])
    return (yield from _hear(client, b"", settle))


def _hear(client: Client, data: bytes, settle: float) -> Talk:
    leftover = b""
    while True:
        if not data:
            data = yield Some()
        ended, inside = yield from _report(client.feed(data))
        leftover += inside
        data = b""
        if ended == "not-tls":
            # The rest of a greeting or a page: its words are the diagnosis.
            yield from hear(limit=16384, patience=QUIET)
        if ended:
            return Refused(ended, b"")
        if client.established:
            break
    if settle and client.certificate_requested:
        while data := (yield Some(patience=settle)):
            ended, inside = yield from _report(client.feed(data))
            leftover += inside
            if ended:
                return Refused(ended, b"")
    return Ready(_Channel(client), leftover)


def _report(outs: Iterable[Out]) -> Generator[Want, bytes, tuple[str, bytes]]:
    """Do what the client wants. Back come what ended the handshake, and application data."""
    ended, inside = "", b""
    for out in outs:
        match out:
            case Write(data):
                yield Send(data)
            case Application(data):
                inside += data
            case Fault(code, says):
                yield Note(Way.NONE, Mark.FAULT, f"{code} {says}".encode())
                ended = ended or code
            case AlertGot() | PeerDone():
                ended = ended or "alert"
            case Opened() | Established():
                yield from _opened(out)
    return ended, inside


def _opened(out: Out) -> Generator[Want, bytes, None]:
    if isinstance(out, Opened):
        yield Note(out.way, Mark.OPENED, bytes([out.type]) + out.plaintext)


class _Channel:
    """The finished handshake as a wrapper for what is inside."""

    def __init__(self, client: Client) -> None:
        self._client = client

    def wrap(self, data: bytes) -> bytes:
        return self._client.protect(data)

    def unwrap(self, data: bytes) -> tuple[bytes, tuple[Note, ...], bool]:
        inside, notes, ended = b"", [], False
        for out in self._client.feed(data):
            match out:
                case Application(data):
                    inside += data
                case Opened(way, type_, plaintext):
                    notes.append(Note(way, Mark.OPENED, bytes([type_]) + plaintext))
                case Fault(code, says):
                    notes.append(Note(Way.NONE, Mark.FAULT, f"{code} {says}".encode()))
                    ended = True
                case AlertGot() | PeerDone():
                    ended = True
                case _:
                    pass
        return inside, tuple(notes), ended
