"""A UDP flow of a capture as the transcript of an attempt: what QUIC and DTLS say, as TLS records.

The TLS hop holds each handshake message as a record of type 22 and each alert as one of type 21; a
CONNECTION_CLOSE of QUIC with a CRYPTO_ERROR is an alert of who sent it (RFC 9001 section 4.8). So
facts and causes are those of TLS over TCP. What only datagrams have is in `Recording.seen`.

How QUIC goes on behind its Initial packets is read from the kinds and sizes of the packets. A
client that finished sends packets with a short header; a capture reader may keep only those that
share a datagram with a long one, and then a Handshake packet that has room for a Finished tells.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from msgspec.structs import replace

from tlswhy.captures import dtls, quic
from tlswhy.captures.flow import UDP, Flow, Packet
from tlswhy.captures.quic import Kind
from tlswhy.model.attempt import Attempt, endpoint
from tlswhy.model.facts import Anchor, Fact
from tlswhy.model.facts.passive import DtlsSeen, HiddenAlert, QuicClosed, QuicSeen, quic_version
from tlswhy.model.facts.tls import Established
from tlswhy.model.transcript import Mark, Transcript, Way
from tlswhy.passive import route
from tlswhy.passive.chronology import Piece, Side
from tlswhy.passive.hello import server_name
from tlswhy.passive.transcripts import MS, NO_OFFER, PATIENT, Recording, Writer
from tlswhy.wire.messages import Frame, HandshakeType, ServerHello, parse_message
from tlswhy.wire.records import Alert, ContentType, records_of

TLS = 1
"""The hop of TLS; that of UDP is 0."""

TLS12 = 0x0303
FATAL = 2
LARGEST_ACK, LEAST_FINISHED = 27, 56
"""Bytes that are protected in a Handshake packet which only acknowledges, with one gap at most, and
in one with a Finished: packet number, frame header (4), message (36 at least), tag (16)."""

PAUSE = 100
"""Milliseconds between two tries; what comes closer behind is of the same one."""

TRIES = 3
"""After so many without an answer a client that goes on has waited in vain."""

MOST_REASON = 200


def record(flow: Flow) -> Recording:
    """The transcript of a UDP flow."""
    flow = _from_the_client(flow)
    datagrams = [packet for packet in flow.packets if packet.kind == UDP]
    writer = Writer(flow.packets[0].at if flow.packets else 0)
    story = _Story(writer)
    seen: tuple[Fact, ...] = ()
    if flow.packets:
        address = endpoint(flow.server.address, flow.server.port).encode()
        writer.add(flow.packets[0], 0, Way.NONE, address, Mark.CONNECTED)
    if any(quic.is_quic(packet.data) for packet in datagrams):
        seen = tuple(_Quic(story, flow, datagrams).facts())
    elif any(dtls.is_dtls(packet.data) for packet in datagrams):
        seen = (_dtls(story, flow, datagrams),)
    ours, theirs = story.side(ours=True), story.side(ours=False)
    attempt = _attempt(flow, b"".join(piece.data for piece in ours.pieces))
    hops = (f"udp {endpoint(flow.server.address, flow.server.port)}", attempt.hops[TLS].label)
    return Recording(
        flow=flow,
        attempt=attempt,
        transcript=Transcript(hops, tuple(writer.events), "capture", tuple(writer.frames)),
        started=writer.started,
        ours=ours,
        theirs=theirs,
        left=None,
        way=route.Way((), (), "", "", attempt.host, attempt.port, "tls"),
        seen=seen,
    )


def _from_the_client(flow: Flow) -> Flow:
    """The flow, turned round where a hello of DTLS comes from the end that was taken for the
    server: between peers a port says nothing."""
    told = (
        (packet.ours, dtls.begins(packet.data)) for packet in flow.packets if packet.kind == UDP
    )
    if next((ours is client for ours, client in told if client is not None), True):
        return flow
    return Flow(
        number=flow.number,
        protocol=flow.protocol,
        client=flow.server,
        server=flow.client,
        packets=tuple(_turned(packet) for packet in flow.packets),
        sent=flow.received,
        received=flow.sent,
        last=flow.last,
        over=flow.over,
        opened=flow.opened,
        within=flow.within,
        began=flow.began,
    )


def _turned(packet: Packet) -> Packet:
    return replace(packet, ours=not packet.ours)


def _attempt(flow: Flow, said: bytes) -> Attempt:
    name = server_name(said) or flow.server.address
    return Attempt(
        host=name,
        port=flow.server.port,
        name=name,
        offer=NO_OFFER,
        connect_to=(flow.server.address, flow.server.port),
    )


class _Story:
    """What both ends say on the TLS hop."""

    def __init__(self, writer: Writer) -> None:
        self.writer = writer
        self._pieces: dict[bool, list[Piece]] = {True: [], False: []}
        self._size = {True: 0, False: 0}

    def say(self, packet: Packet, type_: int, fragment: bytes) -> None:
        """A message, an alert or something encrypted, as a record."""
        data = records_of(type_, TLS12, fragment)
        way = Way.OURS if packet.ours else Way.THEIRS
        self.writer.add(packet, TLS, way, data)
        at = self._size[packet.ours]
        piece = Piece(packet.frame, packet.at, packet.ours, at, -1, data)
        self._pieces[packet.ours].append(piece)
        self._size[packet.ours] += len(data)

    def mark(self, packet: Packet, mark: Mark, text: str = "") -> None:
        self.writer.add(packet, TLS, Way.NONE, text.encode(), mark)

    def side(self, *, ours: bool) -> Side:
        return Side(tuple(self._pieces[ours]), False, (), (), self._size[ours])

    @property
    def events(self) -> int:
        return len(self.writer.events)


def _silent(flow: Flow, datagrams: list[Packet], *, closed: bool) -> Packet | None:
    """The packet at which the client had repeated itself for long enough without an answer.

    closed: it said itself that it gives up.
    """
    last = max((packet.at for packet in datagrams if not packet.ours), default=-1)
    waiting = [packet for packet in datagrams if packet.ours and packet.at > last]
    if not waiting:
        return None
    tries = 1 + sum(b.at - a.at >= PAUSE * MS for a, b in pairwise(waiting))
    patient = flow.over or closed or tries >= TRIES
    long = waiting[-1].at - waiting[0].at >= PATIENT * MS
    return waiting[-1] if patient and long else None


def _unanswered(datagrams: list[Packet]) -> int:
    """How many datagrams of the client there are before the first of the server."""
    for count, packet in enumerate(datagrams):
        if not packet.ours:
            return count
    return len(datagrams)


class _Quic:
    """How a conversation of QUIC went."""

    def __init__(self, story: _Story, flow: Flow, datagrams: list[Packet]) -> None:
        self._story = story
        self._flow = flow
        self._datagrams = datagrams
        self._version = 0
        self._retry = self._heard = False
        self._offered: tuple[int, ...] = ()
        self._declined: Packet | None = None
        self._chosen: ServerHello | None = None
        self._done: int | None = None
        self._closes: dict[bool, QuicClosed] = {}
        self._short = {True: False, False: False}
        self._finished = False
        self._last: tuple[Packet, int] | None = None
        # Whether this capture has datagrams that are nothing but a short header's packet.
        self._all_kept = any(packet.data[:1] and not packet.data[0] & 0x80 for packet in datagrams)

    def facts(self) -> Iterator[Fact]:
        """Read it all, tell the story, and give what is beside it."""
        talk = quic.Conversation()
        for packet in self._datagrams:
            for seen in talk.read(packet.data, ours=packet.ours):
                self._take(packet, seen)
        self._end()
        theirs = any(not packet.ours for packet in self._datagrams)
        yield QuicSeen(
            seen=Anchor(hop=TLS),
            version=self._version,
            retry=self._retry,
            version_negotiation=self._offered,
            answered=theirs or self._heard,
            sent=_unanswered(self._datagrams),
        )
        yield from self._closes.values()
        if self._done is not None and self._chosen is not None:
            hello = self._chosen
            seen_at = Anchor(hop=TLS, event=self._done)
            yield Established(
                seen=seen_at, version=hello.version, suite=hello.cipher_suite, alpn=""
            )
        elif self._is_refusal and self._last is not None:
            yield HiddenAlert(
                seen=Anchor(hop=TLS), ours=True, size=self._last[1], after="server-flight"
            )

    def _take(self, packet: Packet, seen: quic.Seen) -> None:
        ours, kind = packet.ours, seen.kind
        if ours and kind in (Kind.INITIAL, Kind.OTHER):
            self._version = seen.version
        if ours and (seen.acks or kind in (Kind.HANDSHAKE, Kind.SHORT)):
            self._heard = True
        if not ours and kind is Kind.NEGOTIATION and self._chosen is None:
            self._offered, self._declined = seen.versions, packet
        if not ours and kind is Kind.RETRY:
            self._retry = True
        if not self._closes:
            for message in seen.messages:
                self._message(packet, message)
        if seen.close is not None and ours not in self._closes:
            self._close(packet, seen.close)
        self._progress(packet, seen)

    def _message(self, packet: Packet, message: bytes) -> None:
        self._declined = None
        self._story.say(packet, ContentType.HANDSHAKE, message)
        if message[0] == HandshakeType.SERVER_HELLO and not packet.ours:
            hello = parse_message(
                Frame(message[0], message[4:], 0), version=TLS12, from_server=True
            )
            if isinstance(hello, ServerHello) and not hello.is_retry:
                self._chosen = hello

    def _close(self, packet: Packet, close: quic.Close) -> None:
        if packet.ours and self._chosen is None:
            self._waited(closed=packet)
        reason = close.reason[: 2 * MOST_REASON].decode("utf-8", "replace")
        clean = "".join(c if c.isprintable() else " " for c in reason).strip()
        self._closes[packet.ours] = QuicClosed(
            seen=Anchor(hop=TLS, event=self._story.events),
            ours=packet.ours,
            code=close.code,
            reason=clean[:MOST_REASON],
            layer="application" if close.application else "transport",
        )
        if close.alert is not None:
            self._story.say(packet, ContentType.ALERT, Alert(FATAL, close.alert).write())
        elif not packet.ours:
            self._story.mark(packet, Mark.CLOSED)

    def _progress(self, packet: Packet, seen: quic.Seen) -> None:
        if seen.kind is Kind.SHORT:
            self._short[packet.ours] = True
        elif seen.kind is Kind.HANDSHAKE:
            if packet.ours:
                self._last = (packet, seen.size)
                self._finished |= seen.size >= LEAST_FINISHED
            else:
                self._last = None
        both = self._short[True] and self._short[False]
        by_size = not self._all_kept and (self._short[True] or self._finished)
        if self._chosen is None or self._done is not None or self._closes:
            return
        if both or by_size:
            self._done = self._story.events
            self._story.mark(packet, Mark.READY)

    @property
    def _is_refusal(self) -> bool:
        """The last thing in the Handshake packets is the client's, and no Finished."""
        if self._chosen is None or self._closes or self._last is None or self._short[True]:
            return False
        size = self._last[1]
        return size > LARGEST_ACK and (size < LEAST_FINISHED or self._flow.over)

    def _end(self) -> None:
        if self._done is not None:
            return
        if self._declined is not None and quic.is_greased(self._version):
            return  # it asked for nothing else
        if self._declined is not None:
            offered = ", ".join(map(quic_version, self._offered[:8]))
            text = f"QUIC version {quic_version(self._version)} (it offers {offered})"
            self._story.mark(self._declined, Mark.DECLINED, text)
            return
        if not self._closes and not self._is_refusal:
            self._waited()

    def _waited(self, closed: Packet | None = None) -> None:
        """Nothing came for long. closed: with it the client says that it gives up."""
        known = self._datagrams
        if closed is not None:
            known = known[: known.index(closed) + 1]
        if self._heard and all(packet.ours for packet in known):
            return  # the answers are only not in the capture
        silent = _silent(self._flow, known, closed=closed is not None)
        if silent is not None:
            self._story.mark(silent, Mark.SILENCE)


def _dtls(story: _Story, flow: Flow, datagrams: list[Packet]) -> DtlsSeen:
    """Tell the story, and give what is beside it."""
    talk = dtls.Conversation()
    hidden = {True: False, False: False}
    refused = went_on = False
    for packet in datagrams:
        for item in talk.read(packet.data, ours=packet.ours):
            story.say(packet, item.type, item.fragment)
            hidden[packet.ours] |= item.hidden
            refused |= item.type == dtls.ALERT
            hello = item.type == dtls.HANDSHAKE and item.fragment[:1] == b"\x01"
            went_on |= packet.ours and not hello
    theirs = any(not packet.ours for packet in datagrams)
    answered = theirs or talk.returned or went_on
    if not refused and not all(hidden.values()) and (theirs or not answered):
        silent = _silent(flow, datagrams, closed=False)
        if silent is not None:
            story.mark(silent, Mark.SILENCE)
    return DtlsSeen(
        seen=Anchor(hop=TLS),
        version=dtls.VERSIONS.get(talk.version, 0),
        cookie=talk.cookie or talk.returned,
        answered=answered,
        sent=_unanswered(datagrams),
    )
