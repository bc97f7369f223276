"""The two streams of a TCP flow in the order in which the ends saw them.

Packets stand in a capture in the order in which they passed the point of capture, if that. What
an end had received when it sent something is the acknowledgment on it, so that decides between
the directions; where neither knew of the other's bytes, the capture's order does.
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from tlswhy.captures.flow import ACK, FIN, RST, SYN, TCP, Flow, Packet

MOST_HEAD = 64 * 1024
"""Bytes of each direction; larger flights than that are no handshake."""

FIN_SIZE = 1
"""What a FIN takes of the numbers of a stream."""

KEPT_HEAD = 32 * 1024
"""Bytes of each direction behind which a capture's reader keeps no more; it lacks nothing there."""


class Piece(Struct, frozen=True, gc=False):
    """Bytes that one end sent. frame, at: of the packet. seq: place of the first byte in the
    stream. ack: what its sender had of the other stream then, as in the packet."""

    frame: int
    at: int
    ours: bool
    seq: int
    ack: int
    data: bytes


class Side(Struct, frozen=True):
    """One direction. pieces: its bytes in order, each once. cut: bytes lack behind them that the
    other end got, or may have got: the capture did not have them. differing: frames whose bytes
    contradict those of an earlier one. again: packets with bytes that had been sent before. size:
    bytes that the stream had at least. start: the sequence number of its first byte. confirmed:
    bytes that the other end said it has, -1 where it says nothing.
    """

    pieces: tuple[Piece, ...]
    cut: bool
    differing: tuple[int, ...]
    again: tuple[Packet, ...]
    size: int
    start: int = 0
    confirmed: int = -1

    @property
    def lost(self) -> bool:
        """The other end did not get all of it, as far as it says."""
        return 0 <= self.confirmed < self.size


def side(flow: Flow, *, ours: bool) -> Side:
    """The head of one direction, put in order."""
    sent = [p for p in flow.packets if p.kind == TCP and p.ours is ours and p.size > 0]
    in_order = sorted(sent, key=_first_byte)
    whole = bytearray()
    pieces: list[Piece] = []
    differing: list[int] = []
    again: list[Packet] = []
    start = _start(flow, in_order, ours=ours)
    cut = False
    for packet in in_order:
        at = _first_byte(packet) - start
        known = len(whole)
        if at > known:
            break
        if known >= MOST_HEAD:
            cut = True
            break
        old = bytes(whole[max(at, 0) : at + len(packet.data)])
        if at + packet.size <= known:
            again.append(packet)
        if at < 0 or old != packet.data[max(-at, 0) :][: len(old)]:
            differing.append(packet.frame)
        new = packet.data[known - at :]
        if new:
            whole += new
            pieces.append(Piece(packet.frame, packet.at, ours, known, packet.ack, new))
        if len(packet.data) < packet.size:
            cut = True
            break
    size = max((_first_byte(p) - start + p.size for p in in_order), default=0)
    confirmed = _confirmed(flow, start, ours=ours)
    if len(whole) < KEPT_HEAD:
        # What was never confirmed was lost on the way, and no fault of the capture.
        cut = cut or (size > len(whole) if confirmed < 0 else confirmed - FIN_SIZE > len(whole))
    return Side(tuple(pieces), cut, tuple(differing), tuple(again), size, start, confirmed)


def _start(flow: Flow, in_order: list[Packet], *, ours: bool) -> int:
    """Where the stream begins: behind its SYN; without one, what the other end says of it tells
    whether the first bytes that were seen are the first."""
    if any(p.kind == TCP and p.ours is ours and p.flags & SYN for p in flow.packets):
        return 0
    return min([_first_byte(p) for p in in_order[:1]] + _acknowledged(flow, ours=ours), default=0)


def _confirmed(flow: Flow, start: int, *, ours: bool) -> int:
    acks = _acknowledged(flow, ours=ours)
    return max(*acks, flow.heard if ours else flow.answered) - start if acks else -1


def _acknowledged(flow: Flow, *, ours: bool) -> list[int]:
    return [
        p.ack
        for p in flow.packets
        if p.kind == TCP and p.ours is not ours and p.flags & ACK and not p.flags & RST
    ]


def _first_byte(packet: Packet) -> int:
    """Where its data begins; a SYN takes a number of its own (TCP Fast Open, RFC 7413)."""
    return packet.seq + 1 if packet.flags & SYN else packet.seq


def merged(ours: Side, theirs: Side) -> tuple[Piece, ...]:
    """Both directions in the order in which they depend on each other."""
    left, right = list(ours.pieces), list(theirs.pieces)
    found: list[Piece] = []
    i = j = 0
    while i < len(left) and j < len(right):
        if _before(left[i], right[j], ours.start, theirs.start):
            found.append(left[i])
            i += 1
        else:
            found.append(right[j])
            j += 1
    return (*found, *left[i:], *right[j:])


def _before(one: Piece, other: Piece, start: int, other_start: int) -> bool:
    """Whether `one` was sent without having seen `other`, and was seen by it or passed earlier."""
    if one.ack - other_start > other.seq:
        return False
    if other.ack - start > one.seq:
        return True
    return (one.at, one.frame) <= (other.at, other.frame)


def opening(packets: Sequence[Packet]) -> tuple[Packet | None, Packet | None]:
    """The first SYN of the client and the first answer to it: a SYN too, or a reset."""
    syn = next((p for p in packets if p.kind == TCP and p.ours and p.flags & SYN), None)
    answer = next(
        (p for p in packets if p.kind == TCP and not p.ours and p.flags & (SYN | RST)), None
    )
    return syn, answer


def ends(packets: Sequence[Packet]) -> tuple[Packet, ...]:
    """Every FIN and RST, in the order of the capture, but none before one that it answers."""
    found = [p for p in packets if p.kind == TCP and p.flags & (FIN | RST)]
    if not found:
        return ()
    answered = (p for p in found if p.flags & FIN and p.ours is not found[0].ours)
    first = next((p for p in answered if found[0].ack > p.seq + p.size), found[0])
    return (first, *(p for p in found if p is not first))
