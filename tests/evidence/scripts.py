"""Transcripts made by hand, and the recorded ones."""

from __future__ import annotations

from pathlib import Path

from pki import chains
from tlswhy.evidence import Setting, observe
from tlswhy.evidence.certificates import Trust
from tlswhy.model.attempt import Attempt, Offer
from tlswhy.model.case import Case
from tlswhy.model.casefile import CaseFile, read
from tlswhy.model.facts.context import Clock
from tlswhy.model.transcript import Event, Mark, Transcript, Way
from tlswhy.pki.stores import Store
from tlswhy.probes.offers import modern
from tlswhy.wire.messages import (
    Certificate12,
    ClientHello,
    Extension,
    HandshakeType,
    ServerHello,
    wrap,
)
from tlswhy.wire.records import records_of

DIRECT = ("tcp a.test:443", "tls a.test")
FOLDER = Path(__file__).parent.parent / "vectors" / "handshakes"
EMPTY = Store("nothing", "test")


def ours(data: bytes, hop: int = 1, at: int = 0) -> Event:
    return Event(at, hop, Way.OURS, data)


def theirs(data: bytes, hop: int = 1, at: int = 0) -> Event:
    return Event(at, hop, Way.THEIRS, data)


def mark(kind: Mark, text: str = "", hop: int = 1, at: int = 0) -> Event:
    return Event(at, hop, Way.NONE, text.encode(), kind)


def opened(type_: int, data: bytes, way: Way = Way.THEIRS, hop: int = 1) -> Event:
    return Event(0, hop, way, bytes((type_,)) + data, Mark.OPENED)


def talk(*events: Event, route: tuple[str, ...] = DIRECT) -> Transcript:
    return Transcript(route, events, "by hand")


def handshake(type_: int, body: bytes) -> bytes:
    """One message in a record of its own."""
    return records_of(22, 0x0303, wrap(type_, body))


def alert(level: int, description: int) -> bytes:
    return records_of(21, 0x0303, bytes((level, description)))


CCS = records_of(20, 0x0303, b"\1")


def client_hello(*extensions: tuple[int, str], suites: tuple[int, ...] = (0x1301,)) -> bytes:
    listed = tuple(Extension(type_, bytes.fromhex(body)) for type_, body in extensions)
    made = ClientHello(0x0303, bytes(32), b"", suites, b"\0", listed)
    return handshake(HandshakeType.CLIENT_HELLO, made.write())


def server_hello(*extensions: tuple[int, str], suite: int = 0xC02F) -> bytes:
    listed = tuple(Extension(type_, bytes.fromhex(body)) for type_, body in extensions)
    made = ServerHello(0x0303, bytes(range(32)), b"", suite, 0, listed)
    return handshake(HandshakeType.SERVER_HELLO, made.write())


def certificates(*chain: bytes) -> bytes:
    return handshake(HandshakeType.CERTIFICATE, Certificate12(chain).write())


def attempt(**fields: object) -> Attempt:
    offer: Offer = modern("a.test")
    return Attempt(host="a.test", port=443, name="a.test", offer=offer, **fields)  # type: ignore[arg-type]


def trust(*anchors: chains.Cert, public: tuple[chains.Cert, ...] = ()) -> Trust:
    own = Store("our own", "test", [one.der for one in anchors])
    return Trust(own, EMPTY, Store("public", "test", [one.der for one in public]))


def recording(name: str) -> CaseFile:
    return read((FOLDER / f"{name}.case").read_text())


def observed(name: str) -> Case:
    """The facts of a recording, judged with its own root."""
    case = recording(name)
    store = Store("the recording's root", "test", case.cas)
    setting = Setting(case.given, Clock(now=case.clock), Trust(store, store, EMPTY))
    return Case(observe(case.transcript, case.attempt, setting))
