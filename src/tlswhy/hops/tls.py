"""A TLS handshake as a hop: with the target, or with a proxy that wants TLS for itself."""

from __future__ import annotations

from collections.abc import Generator

from tlswhy.handshake.client import (
    AlertGot,
    Application,
    Client,
    EchAnswered,
    Fault,
    Opened,
    Out,
    PeerDone,
    Write,
)
from tlswhy.hops.hear import hear
from tlswhy.hops.talk import Note, Ready, Refused, Send, Some, Talk, Unwrapped, Want
from tlswhy.model.transcript import Mark, Way

TLS13 = 0x0304
WARNING = 1
USER_CANCELED = 90
PAUSE = 0.02  # seconds between two parts of a hello, so that they travel as two segments
QUIET = 0.3  # seconds without a byte after which a peer that is not TLS has said what it says


def talk(client: Client, *, part: int = 0, settle: float = 0.0) -> Talk:
    """Finish a handshake with `client`.

    part: send the hello in parts of so many bytes; 0 sends it whole.
    settle: seconds to wait for what may come after Finished: in TLS 1.3 a server refuses a client
        certificate only then (RFC 8446 section 4.4.2.4).
    """
    hello = client.start()
    if client.inner:
        yield Note(Way.OURS, Mark.INNER, client.inner)
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
        ended, inside = yield from _report(client, data)
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
            ended, inside = yield from _report(client, data)
            leftover += inside
            if ended:
                return Refused(ended, b"")
    return Ready(_Channel(client), leftover)


def _report(client: Client, data: bytes) -> Generator[Want, bytes, tuple[str, bytes]]:
    """Do what the client wants. Back come what ended the handshake, and application data."""
    ended, inside = "", b""
    for out in client.feed(data):
        match out:
            case Write(data):
                yield Send(data)
            case Application(data):
                inside += data
            case Opened() | Fault() | EchAnswered():
                yield _note(out)
        if _ends(client, out):
            ended = ended or (out.code if isinstance(out, Fault) else "alert")
    return ended, inside


def _note(out: Opened | Fault | EchAnswered) -> Note:
    if isinstance(out, EchAnswered):
        return Note(Way.NONE, Mark.ECH, b"accepted" if out.accepted else b"rejected")
    if isinstance(out, Fault):
        return Note(Way.NONE, Mark.FAULT, f"{out.code} {out.says}".encode())
    return Note(out.way, Mark.OPENED, bytes([out.type]) + out.plaintext)


def _ends(client: Client, out: Out) -> bool:
    """Whether nothing can follow.

    Up to TLS 1.2 a warning ends nothing (RFC 5246 section 7.2.2); TLS 1.3 has none but
    user_canceled (RFC 8446 section 6).
    """
    if isinstance(out, AlertGot):
        may_warn = client.version != TLS13 or out.description == USER_CANCELED
        return out.level != WARNING or not may_warn
    return isinstance(out, Fault | PeerDone)


class _Channel:
    """The finished handshake as a wrapper for what is inside."""

    def __init__(self, client: Client) -> None:
        self._client = client

    def wrap(self, data: bytes) -> bytes:
        return self._client.protect(data)

    def farewell(self) -> bytes:
        return self._client.farewell()

    def unwrap(self, data: bytes) -> Unwrapped:
        inside, answer, notes, ended = b"", b"", [], False
        for out in self._client.feed(data):
            match out:
                case Write(data):
                    answer += data
                case Application(data):
                    inside += data
                case Opened() | Fault():
                    notes.append(_note(out))
            ended = ended or _ends(self._client, out)
        return Unwrapped(inside, answer, tuple(notes), ended)
