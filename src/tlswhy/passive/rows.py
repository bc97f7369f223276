"""One line for each handshake of a capture, healthy or not, and the quick way to the healthy ones.

Most handshakes of a capture are in order, and a diagnosis of each would cost most of the time. So
`triage` reads the heads of both streams alone. It says nothing rather than to call healthy what
`judge` would not: whatever is odd is left to that.
"""

from __future__ import annotations

import struct

from msgspec import Struct

from tlswhy.captures import fingerprints
from tlswhy.captures.fingerprints import ClientPrint, ServerPrint, Transport
from tlswhy.captures.flow import ICMP, SYN, TCP, UDP, Flow
from tlswhy.model.case import Case
from tlswhy.model.diagnosis import Outcome
from tlswhy.model.facts import Anchor
from tlswhy.model.facts.passive import QuicSeen
from tlswhy.model.facts.tls import Established, KeyExchangeSeen, ServerHelloSeen
from tlswhy.model.transcript import Way as EventWay
from tlswhy.passive import chronology
from tlswhy.passive.diagnose import Judged
from tlswhy.passive.records import (
    ALERT,
    ALERTS,
    APPLICATION,
    CHANGE_CIPHER_SPEC,
    HANDSHAKE,
    LEAST_FINISHED,
    MOST_RECORDS,
    TLS13,
    progress,
    shapes,
)
from tlswhy.passive.route import Way
from tlswhy.passive.transcripts import Recording
from tlswhy.wire.records import HEADER

UNCLEAR = "unclear"
"""The outcome of a row of which the capture has too little; the others are those of a diagnosis."""

DIRECT = "direct"

SSL3, TLS12 = 0x0300, 0x0303
CLIENT_HELLO, SERVER_HELLO, KEY_EXCHANGE, CERTIFICATE = 1, 2, 12, 11
OF_SERVER = frozenset((SERVER_HELLO, 4, CERTIFICATE, KEY_EXCHANGE, 13, 14, 22))
OF_CLIENT = frozenset((CLIENT_HELLO, CERTIFICATE, 15, 16))
"""Messages in the clear up to TLS 1.2."""

NAMED_CURVE = 3
ALERT_SIZE = 2
MS = 1_000_000


class Row(Struct, frozen=True, kw_only=True, gc=False):
    """One handshake.

    flow: its number. at: of its first packet, nanoseconds since 1970. name: that was asked for,
    "" without one. route: how TLS was reached: `direct`, or what lay before it, such as `connect`,
    `socks+starttls`. outcome: `ok`, `failed`, `at-risk`, `unclear`. cause, verdict: the first one,
    "" without. version, suite, group: that the server chose, 0 where it did not or hides it.
    alpn: that it chose, as far as that can be seen; offered: by the client, joined by commas.
    resumed: without certificates, by an earlier session; None where it cannot be told.
    Milliseconds, None where an end is missing: tcp_ms from the SYN to its answer, client_ms from
    there to the hello, server_ms from the hello to the server's first byte, total_ms from the
    SYN to the client's Finished. sent, received: bytes of all payloads. again: packets at the
    head of the streams that were sent again.
    """

    flow: int
    at: int
    client: str
    client_port: int
    server: str
    port: int
    protocol: str
    name: str
    route: str
    outcome: str
    cause: str
    verdict: str
    version: int
    suite: int
    group: int
    alpn: str
    offered: str
    ja3: str
    ja3s: str
    ja4: str
    resumed: bool | None
    tcp_ms: float | None
    client_ms: float | None
    server_ms: float | None
    total_ms: float | None
    sent: int
    received: int
    again: int


class _Side(Struct, frozen=True, gc=False):
    """The head of a stream. records: content type of each, where its fragment begins, its size, up
    to the first piece that is none. odd: there is such a piece."""

    stream: bytes
    records: list[tuple[int, int, int]]
    odd: bool


_header = struct.Struct(">BBxH").unpack_from


def triage(flow: Flow) -> Row | None:
    """The row of a TLS handshake that is surely in order; None where `judge` has to look.

    Nothing is opened here: a flow whose keys are known is to be judged.
    """
    if flow.protocol != TCP or not flow.opened:
        return None
    ours = _side(flow.head(ours=True))
    hello = fingerprints.client(_first(ours))
    if hello is None or hello.early or ours.odd:
        return None
    theirs = _side(flow.head(ours=False))
    choice = _chosen(theirs)
    if choice is None or choice.retry or theirs.odd:
        return None
    done, group = _finished(flow, ours, theirs, choice)
    times = _times(flow, 0, 0, done)
    if times.answer is None or times.finished is None or times.finished < times.answer:
        return None
    return _row(flow, hello, choice, times, outcome=str(Outcome.OK), group=group)


def _side(stream: bytes) -> _Side:
    found: list[tuple[int, int, int]] = []
    at, last = 0, len(stream) - HEADER
    while at <= last and len(found) < MOST_RECORDS:
        kind, major, size = _header(stream, at)
        at += HEADER
        if major != 3 or not 20 <= kind <= 24:
            return _Side(stream, found, odd=True)
        found.append((kind, at, size))
        at += size
    return _Side(stream, found, odd=False)


def _first(side: _Side) -> bytes:
    """The first handshake message, whole or not; b"" when the stream begins otherwise."""
    stream = side.stream
    if not side.records or side.records[0][0] != HANDSHAKE:
        return b""
    _, at, size = side.records[0]
    due = 4 + int.from_bytes(stream[at + 1 : at + 4], "big")
    if due <= size:
        return stream[at : at + due]
    return _clear(side)[:due]


def _clear(side: _Side) -> bytes:
    """The handshake messages up to the first record of another type."""
    found: list[bytes] = []
    for kind, at, size in side.records:
        if kind != HANDSHAKE:
            break
        found.append(side.stream[at : at + size])
    return b"".join(found)


def _chosen(theirs: _Side) -> ServerPrint | None:
    """What the server chose; its HelloRetryRequest, where nothing comes behind it."""
    first = fingerprints.server(_first(theirs))
    if first is None or not first.retry:
        return first
    heard = theirs.stream
    parts = [heard[at : at + size] for kind, at, size in theirs.records if kind == HANDSHAKE]
    every = b"".join(parts)
    size = 4 + int.from_bytes(every[1:4], "big")
    found = fingerprints.server(every[size:])
    return first if found is None or found.version != TLS13 else found


def _finished(
    flow: Flow, ours: _Side, theirs: _Side, choice: ServerPrint
) -> tuple[int | None, int]:
    """Where the client's record with its Finished begins, None unless all is well; the group."""
    if choice.version == TLS13:
        return _finished13(flow, ours, theirs), choice.group
    return _finished12(flow, ours, theirs) if SSL3 <= choice.version <= TLS12 else (None, 0)


def _finished13(flow: Flow, ours: _Side, theirs: _Side) -> int | None:
    """As `records.progress` tells it.

    What the server sent under keys is taken for an alert by its size alone, so where there is
    such a record the order of all decides.
    """
    if not (_hellos(ours, CLIENT_HELLO) and _hellos(theirs, SERVER_HELLO)):
        return None
    hidden = [(size, at) for kind, at, size in ours.records if kind == APPLICATION]
    sizes = [size for kind, _, size in theirs.records if kind == APPLICATION]
    if not hidden or not sizes or hidden[0][0] in ALERTS:
        return None
    done = next((i for i, one in enumerate(hidden) if one[0] >= LEAST_FINISHED), None)
    if done is None:
        return None
    spoke = any(size not in ALERTS for size, _ in hidden[done + 1 :])
    if any(size in ALERTS for size in sizes) and not _in_order(flow):
        return None
    return None if not spoke and _left_first(flow) else hidden[done][1]


def _hellos(side: _Side, kind: int) -> bool:
    """Whether nothing but such hellos and CCS is in the clear, and those before all else."""
    clear: list[bytes] = []
    hidden = False
    for type_, at, size in side.records:
        if type_ == HANDSHAKE and not hidden:
            clear.append(side.stream[at : at + size])
        elif type_ == APPLICATION:
            hidden = True
        elif type_ != CHANGE_CIPHER_SPEC:
            return False
    message = b"".join(clear)
    for _ in range(2):
        size = 4 + int.from_bytes(message[1:4], "big")
        if message[:1] != bytes((kind,)) or size > len(message):
            return False
        message = message[size:]
        if not message:
            return True
    return False


def _left_first(flow: Flow) -> bool:
    """Whether the client ended the connection: after no word of it that is a suspicion."""
    first = next(iter(chronology.ends(flow.packets)), None)
    return first is not None and first.ours


def _in_order(flow: Flow) -> bool:
    """Whether a handshake of TLS 1.3 went well, from its records in order, without a diagnosis."""
    both = chronology.side(flow, ours=True), chronology.side(flow, ours=False)
    pieces = chronology.merged(*both)
    answer = next((i for i, piece in enumerate(pieces) if not piece.ours), None)
    chosen = ServerHelloSeen(
        seen=Anchor(hop=0, event=answer), version=TLS13, suite=0, group=None, retry=False
    )
    found = shapes((i, piece.ours, piece.data) for i, piece in enumerate(pieces))
    done = progress(found, chosen, 0, None)
    return done.established and done.alert is None


def _finished12(flow: Flow, ours: _Side, theirs: _Side) -> tuple[int | None, int]:
    """Up to TLS 1.2, where the content types stay in the clear."""
    nowhere = None, 0
    own, answer = _changed(ours), _changed(theirs)
    if own is None or answer is None or (not own[1] and _left_first(flow)):
        return nowhere
    if _messages(_clear(ours), OF_CLIENT) is None:
        return nowhere
    found = _messages(_clear(theirs), OF_SERVER)
    if found is None:
        return nowhere
    exchange = found.get(KEY_EXCHANGE, b"")
    curve = len(exchange) > 3 and exchange[0] == NAMED_CURVE
    return own[0], int.from_bytes(exchange[1:3], "big") if curve else 0


def _changed(side: _Side) -> tuple[int, bool] | None:
    """Where the Finished begins, and whether data came behind it; None where anything is odd."""
    begin: int | None = None
    changed = data = False
    for kind, at, size in side.records:
        if kind == CHANGE_CIPHER_SPEC:
            if changed:
                return None
            changed = True
        elif not changed or begin is None:
            if kind != HANDSHAKE:
                return None
            begin = at if changed else None
        elif kind == ALERT and size == ALERT_SIZE:
            return None
        elif kind == APPLICATION:
            data = True
    return (begin, data) if begin is not None else None


def _messages(clear: bytes, known: frozenset[int]) -> dict[int, bytes] | None:
    """Messages by kind; None where there are others, one twice, or half of one."""
    found: dict[int, bytes] = {}
    at, size = 0, len(clear)
    while at < size:
        kind = clear[at]
        end = at + 4 + int.from_bytes(clear[at + 1 : at + 4], "big")
        if kind not in known or kind in found or end > size:
            return None
        found[kind] = clear[at + 4 : end]
        at = end
    return found


def row_of(judged: Judged) -> Row:
    """The row of a flow that has been judged."""
    recording, diagnosis = judged.recording, judged.diagnosis
    case, transcript = diagnosis.case, recording.transcript
    hop = max(case.target_hop, 0)
    ours = _side(transcript.stream(hop, EventWay.OURS))
    theirs = _side(transcript.stream(hop, EventWay.THEIRS))
    hello = fingerprints.client(_first(ours), _transport(recording, case))
    choice = _chosen(theirs)
    exchange, done = case.last(KeyExchangeSeen, hop=hop), case.last(Established, hop=hop)
    begin = recording.way.steps[-1] if recording.way.steps else None
    top = diagnosis.findings[0] if diagnosis.findings else None
    return _row(
        recording.flow,
        hello,
        choice,
        _times(recording.flow, begin.ours if begin else 0, begin.theirs if begin else 0, None),
        route=_route(recording.way),
        outcome=UNCLEAR if judged.unclear else str(diagnosis.outcome),
        cause=top.cause if top else "",
        verdict=top.clue.verdict.word if top else "",
        group=exchange.group if exchange else choice.group if choice else 0,
        alpn=done.alpn if done else "",
        finished=_when(recording, done),
    )


def _row(  # noqa: PLR0913 - what two ways find out
    flow: Flow,
    hello: ClientPrint | None,
    choice: ServerPrint | None,
    times: _Times,
    *,
    outcome: str,
    route: str = DIRECT,
    cause: str = "",
    verdict: str = "",
    group: int = 0,
    alpn: str = "",
    finished: int | None = None,
) -> Row:
    client, server = flow.client, flow.server
    finished = finished or times.finished
    chosen = choice is not None and not choice.retry
    return Row(
        flow=flow.number,
        at=times.began,
        client=client.address,
        client_port=client.port,
        server=server.address,
        port=server.port,
        protocol=flow.protocol,
        name=hello.name if hello else "",
        route=route,
        outcome=outcome,
        cause=cause,
        verdict=verdict,
        version=choice.version if choice else 0,
        suite=choice.suite if choice else 0,
        group=group,
        alpn=alpn or (choice.alpn if choice else ""),
        offered=hello.alpn if hello else "",
        ja3=hello.ja3 if hello else "",
        ja3s=choice.ja3s if choice else "",
        ja4=hello.ja4 if hello else "",
        resumed=_resumed(hello, choice) if hello and choice and chosen else None,
        tcp_ms=_between(times.syn, times.accepted),
        client_ms=_between(times.accepted, times.hello),
        server_ms=_between(times.hello, times.answer),
        total_ms=_between(times.hello if flow.protocol == UDP else times.syn, finished),
        sent=flow.sent,
        received=flow.received,
        again=times.again,
    )


def _resumed(hello: ClientPrint, choice: ServerPrint) -> bool:
    """By a key, or up to TLS 1.2 by a session whose identifier the server repeats."""
    if choice.version >= TLS13:
        return choice.psk
    return bool(hello.session) and hello.session == choice.session


def _between(one: int | None, other: int | None) -> float | None:
    if one is None or other is None or other < one:
        return None
    return round((other - one) / MS, 3)


class _Times(Struct, frozen=True, gc=False):
    """Nanoseconds since 1970 of its first packet, and of the first of each kind."""

    began: int
    syn: int | None
    accepted: int | None
    hello: int | None
    answer: int | None
    finished: int | None
    again: int


def _times(flow: Flow, ours: int, theirs: int, done: int | None) -> _Times:
    """ours, theirs: where TLS begins in both streams. done: where the client's Finished begins."""
    packets = flow.packets
    syn = accepted = hello = answer = finished = None
    seen: set[tuple[bool, int]] = set()
    again = 0
    for packet in packets:
        if packet.kind == TCP and packet.flags & SYN:
            if not packet.ours:
                accepted = accepted or packet.at
            else:
                syn = syn or packet.at
        if not packet.size or packet.kind == ICMP:
            continue
        reach = packet.seq + packet.size
        if not packet.ours:
            if reach > theirs:
                answer = answer or packet.at
        elif reach > ours:
            hello = hello or packet.at
            if done is not None and reach >= done:
                finished = finished or packet.at
        place = packet.ours, packet.seq
        again += place in seen
        seen.add(place)
    began = packets[0].at if packets else flow.last
    again = again if flow.protocol == TCP else 0
    return _Times(began, syn, accepted, hello, answer, finished, again)


def _when(recording: Recording, done: Established | None) -> int | None:
    """When the client's Finished passed."""
    if done is None or done.seen.event is None:
        return None
    frame = recording.transcript.frames[done.seen.event]
    return next((p.at for p in recording.flow.packets if p.frame == frame), None)


def _transport(recording: Recording, case: Case) -> Transport:
    if recording.flow.protocol == TCP:
        return "t"
    return "q" if case.last(QuicSeen) is not None else "d"


def _route(way: Way) -> str:
    """What lay before TLS, in the order of the route."""
    found = ["proxy-protocol"] if way.proxy_protocol else []
    found += ["socks" if proxy.scheme.startswith("socks") else "connect" for proxy in way.proxies]
    found += ["starttls"] if way.starttls else []
    return "+".join(found) or DIRECT
