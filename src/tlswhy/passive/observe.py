"""Facts of a recorded flow: those of a live attempt, and those that only a capture shows."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

from msgspec import Struct, structs

from tlswhy.captures.flow import ICMP, RST, TCP, UDP, Packet
from tlswhy.evidence import BY_KIND, network
from tlswhy.evidence.application import spoken
from tlswhy.evidence.certificates import Trust, target_tls
from tlswhy.model.attempt import HopKind, Speak
from tlswhy.model.case import PEACEFUL
from tlswhy.model.facts import Anchor, Fact
from tlswhy.model.facts.certificate import LeafSeen
from tlswhy.model.facts.context import Asked, Clock, Route, TrustStore
from tlswhy.model.facts.passive import (
    ClientLeft,
    DtlsSeen,
    ForeignReset,
    IcmpSeen,
    Recorded,
    Repeated,
)
from tlswhy.model.facts.tls import AlertSeen, Established, OurFault, ServerHelloSeen
from tlswhy.model.transcript import Mark, Way
from tlswhy.passive.hello import client_hello, limits
from tlswhy.passive.records import Progress, concluded, progress, shapes
from tlswhy.passive.transcripts import MS, Recording, resets

OLDEST = datetime(2008, 1, 1, tzinfo=UTC)
"""A capture's clock before this was not set: TLS 1.2 is younger."""

AFTER_CERTIFICATE = (
    "certificate",
    "key-exchange",
    "client-certificate",
    "server-hello",
    "finished",
)
REFUSALS = (42, 43, 44, 45, 46, 47, 48, 49, 51, 80, 113)
"""Alerts with which clients refuse a server's certificate, catch-alls included."""

TLS12, TLS13 = 0x0303, 0x0304
FAR = 2
"""Hops by which the distance of a peer may change within a connection."""


class Setting(Struct, frozen=True):
    """What flows are judged by. trust: for whatever client; public roots, and the user's files."""

    trust: Trust
    store: TrustStore


def observe(recording: Recording, setting: Setting) -> tuple[Fact, ...]:
    """Every fact of one flow, in the order of `evidence.observe`."""
    attempt, transcript = recording.attempt, recording.transcript
    target = target_tls(attempt)
    clock = Clock(now=datetime.fromtimestamp(recording.started / 1e9, UTC))
    named = bool(_name(recording))
    facts: list[Fact] = [
        Asked(
            host=attempt.host,
            port=attempt.port,
            service="http" if attempt.speak is Speak.PLAIN_HTTP else _service(attempt.port),
            is_ip=not named,
            name=attempt.name if named else "",
        ),
        setting.store,
        Recorded(flow=recording.flow.number, lacking=tuple(_lacking(recording))),
        Route(hops=transcript.route, target_tls=target),
        clock,
    ]
    facts += network.facts(transcript, [attempt.beyond(i)[0] for i in range(len(attempt.hops))])
    for index, hop in enumerate(attempt.hops):
        if hop.kind is HopKind.TCP:
            continue
        if hop.kind is not HopKind.PROXY_PROTOCOL:
            facts += BY_KIND[hop.kind](transcript, index)
        if hop.kind is HopKind.TLS:
            facts += recording.seen
            facts += _limits(recording, index)
            facts += _not_tls(recording, index)
            facts += _handshake(recording, index, facts, setting)
        facts += network.passed(transcript, index)
        facts += network.ended(transcript, index)
    return (*facts, *_packets(recording))


def _name(recording: Recording) -> str:
    """The name that the certificate should have; "" where nobody said it."""
    name = recording.attempt.name
    return "" if name == recording.flow.server.address else name


def _service(port: int) -> str:
    return {443: "https", 8443: "https"}.get(port, "")


def _lacking(recording: Recording) -> Iterator[str]:
    if not recording.flow.opened and recording.flow.protocol == TCP:
        yield "its beginning is not in the capture"
    if not recording.ours.pieces and recording.theirs.pieces:
        yield "nothing of the client is in the capture"
    if recording.ours.pieces and not recording.theirs.pieces and recording.theirs.cut:
        yield "nothing of the server is in the capture, though the client got something"
    elif recording.ours.cut or recording.theirs.cut:
        yield "bytes of it are missing"
    frames = (*recording.ours.differing, *recording.theirs.differing)
    if frames:
        yield f"frame {frames[0]} says other bytes for the same place than an earlier one"
    yield from recording.notes


def _limits(recording: Recording, hop: int) -> Iterator[Fact]:
    hello = client_hello(recording.transcript.stream(hop, Way.OURS))
    dtls = any(isinstance(fact, DtlsSeen) for fact in recording.seen)
    found = limits(hello, TLS12 if dtls else TLS13) if hello is not None else None
    if found is not None:
        yield found


def _not_tls(recording: Recording, hop: int) -> Iterator[Fact]:
    """Where something else answers a hello, the fault that our own client would have noted."""
    said = recording.transcript.stream(hop, Way.THEIRS)
    if len(said) < 1 or (said[0] in (0x15, 0x16) and said[1:2] in (b"\x03", b"")):
        return
    chunks = recording.transcript.chunks(hop, Way.THEIRS)
    seen = Anchor(hop=hop, event=chunks[0][0])
    yield spoken(said, seen)
    yield OurFault(seen=seen, code="not-tls", text="the first bytes are no record of TLS")


def _handshake(
    recording: Recording, hop: int, facts: list[Fact], setting: Setting
) -> Iterator[Fact]:
    chosen = next(
        (
            f
            for f in reversed(facts)
            if isinstance(f, ServerHelloSeen) and f.hop == hop and not f.retry
        ),
        None,
    )
    events = [
        (index, event.way == ">", event.data)
        for index, event in enumerate(recording.transcript.events)
        if event.hop == hop and event.mark is None
    ]
    done = progress(shapes(events, recording.inside), chosen, hop, recording.left)
    told = concluded(done, chosen, "")
    if any(isinstance(f, Established) and f.hop == hop for f in facts):
        # Both Finished messages were opened: that is told, and with more in it.
        done = structs.replace(done, established=True)
        told = (f for f in told if not isinstance(f, Established))
    yield from told
    left = _left(recording, hop, done, facts)
    if left is not None:
        yield left
    if _refused(facts, hop, done) or left is not None:
        yield from _chain(recording, hop, setting)


def _left(recording: Recording, hop: int, done: Progress, facts: list[Fact]) -> ClientLeft | None:
    """The client goes without a word after the server's flight, or after its own Finished."""
    chosen = any(isinstance(f, ServerHelloSeen) and f.hop == hop and not f.retry for f in facts)
    alerts = any(
        isinstance(f, AlertSeen) and f.hop == hop and not _is_farewell(f, recording) for f in facts
    )
    if recording.left is None or not chosen or alerts or done.alert or done.client_data:
        return None
    if recording.theirs.cut or recording.ours.cut:
        return None
    if not done.established and recording.transcript.marks(Mark.SILENCE):
        return None  # it waited for the rest of the flight
    closing = next(p for p in recording.flow.packets if p.kind == TCP and p.ours and p.flags & 5)
    last = max((piece.at for piece in recording.theirs.pieces), default=closing.at)
    event = recording.left - 1
    return ClientLeft(
        seen=Anchor(hop=hop, event=event if event >= 0 else None),
        how="reset" if closing.flags & RST else "closed",
        after=max(closing.at - last, 0) // MS,
        finished=done.established,
    )


def _is_farewell(alert: AlertSeen, recording: Recording) -> bool:
    """Whether a key log showed it to be a close_notify, which most clients leave with."""
    event = alert.seen.event
    if event is None or alert.description not in PEACEFUL:
        return False
    return recording.transcript.events[event].mark is Mark.OPENED


def _refused(facts: list[Fact], hop: int, done: Progress) -> bool:
    """The client said no after it had the server's certificate."""
    if done.alert is not None and done.alert.ours:
        return True
    return any(
        isinstance(f, AlertSeen)
        and f.hop == hop
        and f.ours
        and f.description in REFUSALS
        and f.after in AFTER_CERTIFICATE
        for f in facts
    )


def _chain(recording: Recording, hop: int, setting: Setting) -> Iterator[Fact]:
    at = datetime.fromtimestamp(recording.started / 1e9, UTC)
    name = _name(recording)
    found = tuple(setting.trust.judged(recording.transcript, recording.attempt, hop, at, name=name))
    leaf = next((fact for fact in found if isinstance(fact, LeafSeen)), None)
    if at < OLDEST and leaf is not None:
        middle = leaf.not_before + (leaf.not_after - leaf.not_before) / 2
        found = tuple(
            setting.trust.judged(recording.transcript, recording.attempt, hop, middle, name=name)
        )
    yield from found


def _packets(recording: Recording) -> Iterator[Fact]:
    """What single packets tell."""
    hop = recording.transcript.events[-1].hop if recording.transcript.events else 0
    datagrams = recording.flow.protocol == UDP
    for packet in recording.flow.packets:
        # That a client's port takes no more datagrams only says that it is done.
        if packet.kind == ICMP and (packet.ours or not datagrams):
            yield _icmp(packet)
    foreign = _foreign(recording, hop)
    if foreign is not None:
        yield foreign
    yield from _repeated(recording, hop)


def _icmp(packet: Packet) -> IcmpSeen:
    version, kind = divmod(packet.flags, 65536)
    return IcmpSeen(
        version=6 if version else 4,
        type=kind >> 8,
        code=kind & 255,
        sender=packet.by,
        ours=packet.ours,
    )


def _foreign(recording: Recording, hop: int) -> ForeignReset | None:
    sent = resets(recording.flow)
    if not sent:
        return None
    first = sent[0]
    before = [
        p.ttl
        for p in recording.flow.packets
        if p.kind == TCP and not p.ours and p is not first and not p.flags & RST
    ]
    genuine = sum(
        p.size
        for p in recording.flow.packets
        if p.kind == TCP
        and not p.ours
        and not p.flags & RST
        and p.at > first.at
        and p.seq + p.size > first.seq
        and not _is_old(recording, p)
    )
    steps = len({p.seq for p in sent if p.at - first.at < 1000 * MS})
    finned = any(p.kind == TCP and p.flags & 1 and p.at < first.at for p in recording.flow.packets)
    usual = before[0] if before else 0
    if finned or not (genuine or steps > 1 or (usual and abs(first.ttl - usual) > FAR)):
        return None
    return ForeignReset(
        seen=Anchor(hop=hop), ttl=first.ttl, usual=usual, steps=steps, genuine_after=genuine
    )


def _is_old(recording: Recording, packet: Packet) -> bool:
    """A packet that repeats what had come before."""
    return any(packet.frame == again.frame for again in recording.theirs.again)


def _repeated(recording: Recording, hop: int) -> Iterator[Fact]:
    for one in (recording.ours, recording.theirs):
        if not one.again:
            continue
        first = one.again[0]
        times = 1 + sum(p.seq == first.seq for p in one.again)
        confirmed = any(
            p.kind == TCP and p.ours is not first.ours and p.ack > first.seq
            for p in recording.flow.packets
        )
        if times > 1 and not confirmed:
            yield Repeated(seen=Anchor(hop=hop), ours=first.ours, size=first.size, times=times)
