"""A flow of a capture as the transcript of an attempt, with the frames that it was read from."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct

from tlswhy.captures.flow import ICMP, RST, SYN, Flow, Packet
from tlswhy.model.attempt import Attempt, Offer, Speak, endpoint
from tlswhy.model.facts import Fact
from tlswhy.model.transcript import Event, Mark, Transcript
from tlswhy.model.transcript import Way as EventWay
from tlswhy.passive import route
from tlswhy.passive.chronology import Piece, Side, ends, merged, opening, side

NO_OFFER = Offer((0x0304, 0x0303), (), (), (), ())
"""Stands for a hello that somebody else sent: only that there is one counts."""

HIDDEN = b"<hidden>"
"""Stands for a password that a client sent to a proxy."""

MS = 1_000_000
PATIENT = 1000
"""Milliseconds that a client waits at least before its leaving means that nothing came."""


class Recording(Struct, frozen=True):
    """One flow, ready to be judged.

    started: nanoseconds since 1970. ours, theirs: the two streams.
    left: the event with which the client ended the connection first, None if it did not.
    named: the host's name is known, by SNI or from a proxy. way: what came before TLS.
    seen: what the packets themselves tell beside the transcript, of datagrams.
    inside: what a key log showed to be in each record of TLS with the target, by content type, 0
        where it opened nothing: the server's records, and the client's.
    notes: why a key log opened less than all.
    """

    flow: Flow
    attempt: Attempt
    transcript: Transcript
    started: int
    ours: Side
    theirs: Side
    left: int | None
    way: route.Way
    seen: tuple[Fact, ...] = ()
    inside: tuple[tuple[int, ...], tuple[int, ...]] = ((), ())
    notes: tuple[str, ...] = ()


class Writer:
    """Collects events and their frames."""

    def __init__(self, started: int) -> None:
        self.started = started
        self.events: list[Event] = []
        self.frames: list[int] = []

    def add(
        self, packet: Packet | Piece, hop: int, way: EventWay, data: bytes, mark: Mark | None = None
    ) -> None:
        last = self.events[-1].at if self.events else 0
        at = max((packet.at - self.started) // MS, last)
        self.events.append(Event(at, hop, way, data, mark))
        self.frames.append(packet.frame)


def record(flow: Flow) -> Recording:
    """The transcript of a TCP flow."""
    ours, theirs = side(flow, ours=True), side(flow, ours=False)
    said = b"".join(piece.data for piece in ours.pieces)
    heard = b"".join(piece.data for piece in theirs.pieces)
    way = route.read(said, heard, flow.server.address, flow.server.port)
    attempt = _attempt(flow, way, said)
    writer = Writer(flow.packets[0].at if flow.packets else 0)
    opened = _open(writer, flow)
    if opened:
        _pieces(writer, merged(ours, theirs), way, attempt, _server_end(flow, theirs))
    left = _end(writer, flow, ours, theirs, way) if opened else None
    hops = tuple(hop.label for hop in attempt.hops)
    return Recording(
        flow=flow,
        attempt=attempt,
        transcript=Transcript(hops, tuple(writer.events), "capture", tuple(writer.frames)),
        started=writer.started,
        ours=ours,
        theirs=theirs,
        left=left,
        way=way,
    )


def _attempt(flow: Flow, way: route.Way, said: bytes) -> Attempt:
    name = _server_name(said[way.steps[-1].ours if way.steps else 0 :])
    host = name or (way.host if way.proxies else "")
    http = way.speaks == "http" and not way.starttls
    return Attempt(
        host=host or way.host,
        port=way.port,
        name=host or way.host,
        offer=NO_OFFER,
        connect_to=None if way.proxies else (flow.server.address, flow.server.port),
        proxies=way.proxies,
        starttls=way.starttls,
        proxy_protocol=way.proxy_protocol,
        speak=Speak.PLAIN_HTTP if http else Speak.TLS,
    )


def _server_name(hello: bytes) -> str:
    from tlswhy.passive.hello import server_name

    return server_name(hello) or ""


def _open(writer: Writer, flow: Flow) -> bool:
    """DNS and TCP; whether anything can have been said."""
    syn, answer = opening(flow.packets)
    icmp = next((p for p in flow.packets if p.kind == ICMP), None)
    address = endpoint(flow.server.address, flow.server.port).encode()
    first = flow.packets[0]
    if syn is None or (answer is not None and answer.flags & SYN):
        writer.add(answer or first, 0, EventWay.NONE, address, Mark.CONNECTED)
        return True
    if any(p.size for p in flow.packets if p.kind == first.kind):
        writer.add(first, 0, EventWay.NONE, address, Mark.CONNECTED)
        return True
    if answer is not None:
        writer.add(answer, 0, EventWay.NONE, address, Mark.REFUSED)
    elif icmp is not None:
        writer.add(icmp, 0, EventWay.NONE, address, Mark.UNREACHABLE)
    else:
        writer.add(flow.packets[-1], 0, EventWay.NONE, address, Mark.UNANSWERED)
    return False


def _pieces(
    writer: Writer,
    pieces: tuple[Piece, ...],
    way: route.Way,
    attempt: Attempt,
    end: ServerEnd | None,
) -> None:
    """Every piece on the hop that it belongs to, cut where a hop ends within it.

    end: with which the server ended the connection before the client did; what is behind it comes
    behind it.
    """
    hop = _first_hop(attempt)
    left = 0
    last: Piece | None = None
    for part in _parts(pieces, way):
        if end is not None and end.before(part.piece):
            _ended(writer, end.packet, hop)
            end = None
        for step in way.steps[left : part.step]:
            hop = _leave(writer, step, hop, last or part.piece)
        left = max(left, part.step)
        last = part.piece
        _said(writer, part, hop)
    if last is not None:
        for step in way.steps[left:]:
            hop = _leave(writer, step, hop, last)
    if end is not None:
        _ended(writer, end.packet, hop)


class Part(Struct, frozen=True):
    """Some of a piece. step: of the way that it belongs to, or how many there are. shown: its bytes
    without secrets."""

    piece: Piece
    step: int
    shown: bytes


def _parts(pieces: tuple[Piece, ...], way: route.Way) -> list[Part]:
    """The pieces, cut where a step ends. What a client says before a step is through comes behind
    it: it said it to who comes next."""
    found: list[Part] = []
    for piece in pieces:
        spans = way.hidden if piece.ours else ()
        at, end = piece.seq, piece.seq + len(piece.data)
        edges = [step.ours if piece.ours else step.theirs for step in way.steps]
        for number, edge in enumerate([*edges, end]):
            until = min(edge, end)
            if until > at:
                data = piece.data[at - piece.seq : until - piece.seq]
                found.append(Part(piece, number, without(data, at, spans)))
                at = until
    return sorted(found, key=lambda part: part.step)


def _ended(writer: Writer, end: Packet, hop: int) -> None:
    mark = Mark.RESET if end.flags & RST else Mark.CLOSED
    writer.add(end, hop, EventWay.NONE, b"", mark)


class ServerEnd(Struct, frozen=True):
    """With which packet the server ended the connection. start: where its stream begins."""

    packet: Packet
    start: int

    def before(self, piece: Piece) -> bool:
        """Whether the piece was sent behind it. A FIN has a place in the stream; what comes later
        than a reset is told by the clock, since forged ones stand anywhere."""
        if self.packet.flags & RST or (piece.ours and piece.ack < 0):
            return piece.at > self.packet.at
        place = self.packet.seq + self.packet.size
        return piece.ack > place if piece.ours else piece.seq + self.start >= place


def _server_end(flow: Flow, theirs: Side) -> ServerEnd | None:
    """How the server ended the connection, if it was the first to do so."""
    first = next(iter(ends(flow.packets)), None)
    if first is None or first.ours:
        return None
    return ServerEnd(first, theirs.start)


def _leave(writer: Writer, step: route.Step, hop: int, piece: Piece) -> int:
    if step.declined is None:
        return hop
    mark = Mark.DECLINED if step.declined else Mark.READY
    writer.add(piece, hop, EventWay.NONE, step.declined.encode(), mark)
    return hop if step.declined else hop + 1


def without(data: bytes, at: int, spans: Iterable[tuple[int, int]]) -> bytes:
    """The data, which stands at this place of its stream, with a word in place of secrets."""
    shown = b""
    done = at
    for begin, end in spans:
        if end <= done or begin >= at + len(data):
            continue
        shown += data[done - at : max(begin, done) - at]
        shown += HIDDEN if begin >= at else b""
        done = min(end, at + len(data))
    return shown + data[done - at :]


def _said(writer: Writer, part: Part, hop: int) -> None:
    if part.shown:
        way = EventWay.OURS if part.piece.ours else EventWay.THEIRS
        writer.add(part.piece, hop, way, part.shown)


def _first_hop(attempt: Attempt) -> int:
    return 1 if attempt.hops[0].kind == "tcp" else 0


def _end(writer: Writer, flow: Flow, ours: Side, theirs: Side, way: route.Way) -> int | None:
    """How it ended; back comes the event at which the client left first."""
    hop = writer.events[-1].hop
    if writer.events[-1].mark is Mark.CONNECTED:
        hop = 1 if len(writer.events) == 1 and not way.proxies else 0
    first = next(iter(ends(flow.packets)), None)
    if first is not None and not first.ours:
        return None
    waited = _waited(flow, ours, theirs, first)
    if waited is not None:
        writer.add(waited, hop, EventWay.NONE, b"", Mark.SILENCE)
    return len(writer.events) if first is not None else None


def _waited(flow: Flow, ours: Side, theirs: Side, first: Packet | None) -> Packet | None:
    """The packet at which the client had waited long enough for an answer that never came, or for
    the rest of one."""
    if not ours.pieces:
        return None
    since = ours.pieces[-1].at
    if theirs.pieces and theirs.pieces[-1].at >= since:
        if not theirs.lost:
            return None
        since = theirs.pieces[-1].at
    end = first.at if first is not None else flow.last
    last = flow.packets[-1]
    if first is None and not flow.over and end - since < 3 * PATIENT * MS:
        return None
    return (first or last) if end - since >= PATIENT * MS else None


def resets(flow: Flow) -> tuple[Packet, ...]:
    """The resets towards the client."""
    return tuple(p for p in flow.packets if p.kind == "tcp" and not p.ours and p.flags & RST)
