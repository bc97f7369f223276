"""Connections as a capture has them, made packet by packet, with real TLS inside.

A `Talk` is written down as the ends speak; it becomes a `Flow`, or a capture file to be read.
Certificates are valid from 2000 to 2100, so no test asks what day it is.
"""

from __future__ import annotations

import ssl
import struct
from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path
from tempfile import TemporaryDirectory

from cryptography.hazmat.primitives import serialization
from msgspec import Struct, structs

import packets
from pki import chains
from pki.chains import Cert
from tlswhy.captures.flow import ACK, FIN, ICMP, RST, SYN, TCP, End, Flow, Packet
from tlswhy.causes import catalogue
from tlswhy.evidence.certificates import Trust
from tlswhy.model.facts.context import TrustStore
from tlswhy.passive.diagnose import Judged, judge
from tlswhy.passive.observe import Setting
from tlswhy.pki.stores import Store

MS = 1_000_000
SEGMENT = 1400
BEGAN = int(datetime(2030, 1, 1, tzinfo=UTC).timestamp()) * 1000 * MS
OLD, NEW = datetime(2000, 1, 1, tzinfo=UTC), datetime(2100, 1, 1, tzinfo=UTC)
ENDED = datetime(2021, 1, 1, tzinfo=UTC)
TTL = {True: 64, False: 51}

ROOT = chains.root(begins=OLD, ends=NEW)
OTHER_ROOT = chains.root("Other Root", begins=OLD, ends=NEW)
GOOD = chains.leaf(ROOT, begins=OLD, ends=NEW)
EXPIRED = chains.leaf(ROOT, begins=OLD, ends=ENDED)
WRONG_NAME = chains.leaf(ROOT, "b.example", names=("b.example",), begins=OLD, ends=NEW)
SELF_SIGNED = chains.leaf(None, begins=OLD, ends=NEW)
UNTRUSTED = chains.leaf(OTHER_ROOT, begins=OLD, ends=NEW)
CLIENT = chains.leaf(ROOT, "client", names=None, eku=chains.CLIENT, begins=OLD, ends=NEW)
STRANGER = chains.leaf(OTHER_ROOT, "stranger", names=None, eku=chains.CLIENT, begins=OLD, ends=NEW)

_STORE = Store("the lab", "", (ROOT.der,))
SETTING = Setting(Trust(_STORE, _STORE, _STORE), TrustStore(name="none", anchors=1))

Said = tuple[bool, bytes]
"""Who says it, the client or not, and what."""


class Talk:
    """A conversation. Times go on by `step` nanoseconds with each packet."""

    def __init__(
        self,
        server: str = packets.SERVER,
        port: int = 443,
        *,
        client: str = packets.CLIENT,
        begins: tuple[int, int] = (1_000, 5_000),
        step: int = MS,
        at: int = BEGAN,
    ) -> None:
        self.client, self.server = End(client, 40_000), End(server, port)
        self.begins = begins
        self.step = step
        self.now = at
        self.next = {True: 0, False: 0}
        self.packets: list[Packet] = []

    def packet(
        self,
        data: bytes = b"",
        *,
        ours: bool,
        flags: int = ACK,
        seq: int | None = None,
        ack: int | None = None,
        ttl: int = 0,
        size: int | None = None,
    ) -> Talk:
        """One packet; seq and ack are those that are due unless said otherwise."""
        self.packets.append(
            Packet(
                frame=len(self.packets) + 1,
                at=self.now,
                ours=ours,
                kind=TCP,
                flags=flags,
                seq=self.next[ours] if seq is None else seq,
                ack=(self.next[not ours] if ack is None else ack) if flags & ACK else -1,
                data=data,
                size=len(data) if size is None else size,
                ttl=ttl or TTL[ours],
                window=512,
            )
        )
        self.now += self.step
        return self

    def syn(self, data: bytes = b"") -> Talk:
        return self.packet(data, ours=True, flags=SYN, seq=-1)

    def opens(self) -> Talk:
        self.syn()
        self.packet(ours=False, flags=SYN | ACK, seq=-1)
        return self.packet(ours=True)

    def says(self, data: bytes, *, ours: bool, segment: int = SEGMENT) -> Talk:
        for at in range(0, len(data), segment):
            piece = data[at : at + segment]
            self.packet(piece, ours=ours)
            self.next[ours] += len(piece)
        return self

    def all(self, said: Iterable[Said], segment: int = SEGMENT) -> Talk:
        for ours, data in said:
            self.says(data, ours=ours, segment=segment)
        return self

    def closes(self, *, ours: bool, flags: int = FIN | ACK, ttl: int = 0) -> Talk:
        self.packet(ours=ours, flags=flags, ttl=ttl)
        self.next[ours] += 1 if flags & FIN else 0
        return self

    def resets(self, *, ours: bool, ttl: int = 0, seq: int | None = None) -> Talk:
        return self.packet(ours=ours, flags=RST, ttl=ttl, seq=seq)

    def again(self, times: int = 1) -> Talk:
        """The last packet once more."""
        last = self.packets[-1]
        for _ in range(times):
            self.packets.append(structs.replace(last, frame=len(self.packets) + 1, at=self.now))
            self.now += self.step
        return self

    def waits(self, milliseconds: int) -> Talk:
        self.now += milliseconds * MS
        return self

    def icmp(self, kind: int, code: int, *, by: str = "203.0.113.9", version: int = 4) -> Talk:
        flags = 256 * kind + code + (65_536 if version == 6 else 0)
        made = Packet(len(self.packets) + 1, self.now, True, ICMP, flags, -1, -1, b"", 0, 60, by=by)
        self.packets.append(made)
        self.now += self.step
        return self

    def loses(self, *numbers: int) -> Talk:
        """The capture lacks these packets, counted from 0."""
        kept = [one for number, one in enumerate(self.packets) if number not in numbers]
        self.packets = [structs.replace(one, frame=n + 1) for n, one in enumerate(kept)]
        return self

    def flow(self, number: int = 1, *, over: bool = True) -> Flow:
        return flow_of(self.packets, self.client, self.server, number, over=over)

    def capture(self) -> bytes:
        """The same as a file: pcap with nanoseconds, raw IPv4."""
        return file_of([self])


def flow_of(
    seen: Iterable[Packet],
    client: End,
    server: End,
    number: int = 1,
    *,
    over: bool = True,
) -> Flow:
    """A flow of these packets, in the order in which they come."""
    every = tuple(seen)

    def acknowledged(*, ours: bool) -> int:
        return next((p.ack for p in reversed(every) if p.ours is ours and p.ack >= 0), -1)

    return Flow(
        number=number,
        protocol=TCP,
        client=client,
        server=server,
        packets=every,
        sent=sum(p.size for p in every if p.ours and p.kind == TCP),
        received=sum(p.size for p in every if not p.ours and p.kind == TCP),
        last=max((p.at for p in every), default=BEGAN),
        over=over,
        opened=any(p.ours and p.flags & SYN for p in every if p.kind == TCP),
        heard=acknowledged(ours=False),
        answered=acknowledged(ours=True),
    )


def file_of(talks: Iterable[Talk]) -> bytes:
    """A capture of several conversations; each has its own port of the client."""
    made: list[tuple[int, bytes]] = []
    for number, talk in enumerate(talks):
        ports = (talk.client.port + number, talk.server.port)
        made += [(packet.at, _on_the_wire(talk, packet, ports)) for packet in talk.packets]
    head = struct.pack("<IHHiIII", 0xA1B23C4D, 2, 4, 0, 0, 262_144, 101)
    parts = [head]
    for at, raw in sorted(made, key=lambda one: one[0]):
        parts.append(struct.pack("<IIII", *divmod(at, 1000 * MS), len(raw), len(raw)))
        parts.append(raw)
    return b"".join(parts)


def _on_the_wire(talk: Talk, packet: Packet, ports: tuple[int, int]) -> bytes:
    ends = (talk.client.address, talk.server.address)
    mine, other = talk.begins if packet.ours else talk.begins[::-1]
    if packet.kind == ICMP:
        quoted = packets.ipv4(packets.tcp(ports, talk.begins[0], 0, SYN), *ends)
        body = struct.pack("!BBHI", packet.flags >> 8, packet.flags & 255, 0, 0) + quoted
        return packets.ipv4(body, packet.by, ends[0], protocol=1)
    there = ports if packet.ours else ports[::-1]
    ack = other + 1 + packet.ack if packet.flags & ACK else 0
    segment = packets.tcp(there, mine + 1 + packet.seq, ack, packet.flags, packet.data)
    raw = packets.ipv4(segment, *(ends if packet.ours else ends[::-1]))
    return raw[:8] + bytes([packet.ttl]) + raw[9:]


class Ends(Struct, frozen=True):
    """What is special about the two ends of a handshake.

    version: 12 or 13. shown: the server's certificate. trusted: roots of the client, None for one
    that checks nothing. shows: the client's certificate. wants: the server insists on one. curve:
    the only group of the server. data: what both say afterwards.
    """

    version: int = 13
    shown: str = "GOOD"
    trusted: str | None = "ROOT"
    shows: str = ""
    wants: bool = False
    curve: str = ""
    name: str = "a.example"
    data: bool = True
    bye: bool = True
    ciphers: tuple[str, str] = ("", "")
    alpn: tuple[str, str] = ("", "")


@lru_cache(None)
def said(ends: Ends) -> tuple[Said, ...]:
    """A handshake of OpenSSL with itself, flight by flight, as far as it comes."""
    client, server = _contexts(ends)
    pipes = [ssl.MemoryBIO() for _ in range(4)]
    to_server, to_client, from_server, from_client = pipes
    left = client.wrap_bio(to_client, from_client, server_hostname=ends.name or None)
    right = server.wrap_bio(to_server, from_server, server_side=True)
    found: list[Said] = []
    working = [True, True]
    while any(working):
        before = len(found)
        for index, (end, out, into) in enumerate(
            [(left, from_client, to_server), (right, from_server, to_client)]
        ):
            if working[index]:
                working[index] = _goes_on(end)
            _moved(found, out, into, ours=index == 0)
        if len(found) == before:
            break
    if ends.data:
        _talked(found, left, right, pipes)
    if ends.bye:
        for index, (end, out) in enumerate([(left, from_client), (right, from_server)]):
            if _tried(end.unwrap):
                _moved(found, out, pipes[index], ours=index == 0)
    return tuple(found)


def _goes_on(end: ssl.SSLObject) -> bool:
    """One step of the handshake; whether there is another."""
    try:
        end.do_handshake()
    except ssl.SSLWantReadError:
        return True
    except ssl.SSLError:
        return False
    return False


def _tried(step: Callable[[], object]) -> bool:
    try:
        step()
    except ssl.SSLWantReadError:
        return True
    except ssl.SSLError:
        return False
    return True


def _talked(
    found: list[Said], left: ssl.SSLObject, right: ssl.SSLObject, pipes: list[ssl.MemoryBIO]
) -> None:
    to_server, to_client, from_server, from_client = pipes
    if _tried(lambda: left.write(b"GET / HTTP/1.1\r\nHost: a.example\r\n\r\n")):
        _moved(found, from_client, to_server, ours=True)
    for _ in range(2):
        if _tried(lambda: right.read(1000)):
            _tried(lambda: right.write(b"HTTP/1.0 204 No Content\r\n\r\n"))
    _moved(found, from_server, to_client, ours=False)
    _tried(lambda: left.read(1000))


def _moved(found: list[Said], out: ssl.MemoryBIO, into: ssl.MemoryBIO, *, ours: bool) -> None:
    data = out.read()
    if data:
        into.write(data)
        found.append((ours, data))


@lru_cache(None)
def _contexts(ends: Ends) -> tuple[ssl.SSLContext, ssl.SSLContext]:
    client = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    server = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    version = ssl.TLSVersion.TLSv1_3 if ends.version == 13 else ssl.TLSVersion.TLSv1_2
    server.maximum_version = server.minimum_version = version
    named = globals()
    if ends.trusted is None:
        client.check_hostname, client.verify_mode = False, ssl.CERT_NONE
    else:
        client.load_verify_locations(cadata=named[ends.trusted].der)
    _load(server, named[ends.shown])
    if ends.shows:
        _load(client, named[ends.shows])
    if ends.wants:
        server.verify_mode = ssl.CERT_REQUIRED
        server.load_verify_locations(cadata=ROOT.der)
    if ends.curve:
        server.set_ecdh_curve(ends.curve)
    for context, ciphers, alpn in zip((client, server), ends.ciphers, ends.alpn, strict=True):
        if ciphers:
            context.set_ciphers(ciphers)
        if alpn:
            context.set_alpn_protocols([alpn])
    return client, server


def _load(context: ssl.SSLContext, identity: Cert) -> None:
    pem = identity.private.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    with TemporaryDirectory() as folder:
        path = Path(folder) / "both.pem"
        path.write_bytes(identity.pem + pem)
        context.load_cert_chain(path)


def hello(**changed: object) -> bytes:
    """The client's first flight."""
    return said(Ends(**changed))[0][1]  # type: ignore[arg-type]


def up_to_flight(**changed: object) -> list[Said]:
    """Both hellos and all that the server says before the client speaks again."""
    return list(said(Ends(**changed))[:2])  # type: ignore[arg-type]


def record(kind: int, size: int, version: int = 0x0303) -> bytes:
    """A record whose content nobody can read."""
    return struct.pack("!BHH", kind, version, size) + b"\x5a" * size


def judged(flow: Flow, setting: Setting = SETTING) -> Judged:
    found = judge(flow, setting, catalogue())
    assert found is not None
    return found


def told(found: Judged) -> tuple[str, list[tuple[str, str]]]:
    """The outcome, and the findings with how sure they are."""
    diagnosis = found.diagnosis
    crashed = [one for one in diagnosis.excluded if one.crash]
    assert crashed == []
    outcome = "unclear" if found.unclear else str(diagnosis.outcome)
    return outcome, [(one.cause, one.clue.verdict.word) for one in diagnosis.findings]


def first(flow: Flow) -> tuple[str, str, str]:
    """The outcome, the first cause and how sure it is."""
    outcome, causes = told(judged(flow))
    return (outcome, *causes[0]) if causes else (outcome, "", "")
