"""Streams put in order, whatever the capture made of the order of their packets."""

from __future__ import annotations

import io
import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec import structs

from passive.flows import (
    MS,
    Ends,
    Said,
    Talk,
    flow_of,
    judged,
    said,
    told,
)
from tlswhy.captures.flow import ACK, FIN, PSH, RST, SYN, TCP, Flow, Packet
from tlswhy.captures.flows import flows
from tlswhy.model.facts.passive import Recorded
from tlswhy.passive.chronology import MOST_HEAD, Side, ends, merged, opening, side
from tlswhy.passive.relevance import concerns_tls
from tlswhy.passive.transcripts import record


def streams(flow: Flow) -> tuple[Side, Side]:
    return side(flow, ours=True), side(flow, ours=False)


def whole(one: Side) -> bytes:
    return b"".join(piece.data for piece in one.pieces)


def dialogue(flow: Flow) -> list[Said]:
    """Who said what, neighbours of one side joined."""
    found: list[Said] = []
    for piece in merged(*streams(flow)):
        if found and found[-1][0] == piece.ours:
            found[-1] = (piece.ours, found[-1][1] + piece.data)
        else:
            found.append((piece.ours, piece.data))
    return found


def test_turn_by_turn() -> None:
    spoken = said(Ends())
    flow = Talk().opens().all(spoken[:3]).flow()
    assert dialogue(flow) == list(spoken[:3])
    ours, theirs = streams(flow)
    assert [piece.seq for piece in ours.pieces] == [0, len(spoken[0][1])]
    assert (ours.cut, ours.differing, ours.again) == (False, (), ())
    assert ours.size == len(spoken[0][1] + spoken[2][1])
    assert theirs.size == len(spoken[1][1])


def test_what_neither_knew_of_stands_as_in_the_capture() -> None:
    talk = Talk().opens()
    talk.packet(b"first", ours=False, ack=0)
    talk.packet(b"second", ours=True, ack=0)
    assert dialogue(talk.flow()) == [(False, b"first"), (True, b"second")]


def test_an_acknowledgment_tells_the_order_against_the_capture() -> None:
    talk = Talk().opens()
    talk.packet(b"answer", ours=False, seq=0, ack=8)
    talk.packet(b"question", ours=True, seq=0, ack=0)
    assert dialogue(talk.flow()) == [(True, b"question"), (False, b"answer")]


def test_bytes_that_were_sent_again() -> None:
    flow = Talk().opens().says(b"hello", ours=True).again(2).says(b"well", ours=False).flow()
    ours, _ = streams(flow)
    assert whole(ours) == b"hello"
    assert [packet.frame for packet in ours.again] == [5, 6]
    assert ours.differing == ()


def test_pieces_that_overlap_count_once() -> None:
    talk = Talk().opens()
    for at, data in ((0, b"abcd"), (2, b"cdef"), (6, b"gh"), (1, b"bcdefghij")):
        talk.packet(data, ours=True, seq=at)
    ours, _ = streams(talk.flow())
    assert whole(ours) == b"abcdefghij"
    assert (ours.cut, ours.differing) == (False, ())


def test_bytes_that_contradict_are_told_and_the_first_count() -> None:
    talk = Talk().opens().packet(b"abcdef", ours=False, seq=0)
    talk.packet(b"XYZ", ours=False, seq=2)
    talk.packet(b"fg", ours=False, seq=5)
    _, theirs = streams(talk.flow())
    assert whole(theirs) == b"abcdefg"
    assert theirs.differing == (5,)


def test_a_contradiction_stands_among_what_the_capture_lacks() -> None:
    spoken = said(Ends())
    talk = Talk().opens().all(spoken[:2])
    forged = bytes(byte ^ 1 for byte in spoken[1][1][:50])
    flow = talk.packet(forged, ours=False, seq=0).flow()
    seen = judged(flow).diagnosis.case.last(Recorded)
    assert seen is not None
    (lacking,) = seen.lacking
    assert lacking == "frame 6 says other bytes for the same place than an earlier one"


def test_the_stream_ends_at_a_gap() -> None:
    talk = Talk().opens().says(bytes(3000), ours=True, segment=1000)
    ours, _ = streams(talk.packet(ours=False).loses(4).flow())
    assert (len(whole(ours)), ours.cut, ours.size) == (1000, True, 3000)


def test_what_the_other_end_never_confirmed_was_lost_on_the_way() -> None:
    talk = Talk().opens().says(bytes(3000), ours=True, segment=1000)
    ours, _ = streams(talk.packet(ours=False, ack=1000).loses(4).flow())
    assert (len(whole(ours)), ours.cut, ours.size) == (1000, False, 3000)


def test_of_one_direction_alone_a_gap_is_the_fault_of_the_capture() -> None:
    talk = Talk()
    for at in (0, 1000, 3000):
        talk.packet(bytes(1000), ours=True, seq=at, flags=PSH)
    ours, _ = streams(talk.flow())
    assert (len(whole(ours)), ours.cut, ours.size) == (2000, True, 4000)


def test_an_acknowledgment_tells_that_the_end_is_missing() -> None:
    talk = Talk().opens().says(b"hello", ours=True).says(b"well", ours=False)
    talk.packet(b"and", ours=True)
    ours, theirs = streams(talk.loses(4).flow())
    assert (ours.cut, theirs.cut) == (False, True)


def test_a_fin_is_no_byte() -> None:
    talk = Talk().opens().says(b"hello", ours=True).closes(ours=True)
    talk.packet(ours=False).closes(ours=False).packet(ours=True)
    assert [one.cut for one in streams(talk.flow())] == [False, False]


def test_without_its_syn_the_acknowledgments_tell_where_a_stream_begins() -> None:
    talk = Talk().opens().says(b"hello", ours=True).says(b"well", ours=False)
    lacks_syn = streams(talk.loses(0, 2).flow())
    assert [(whole(one), one.cut) for one in lacks_syn] == [(b"hello", False), (b"well", False)]
    talk.packet(b"and", ours=True, seq=5)
    lacks_hello = streams(talk.loses(1).flow())
    assert [(whole(one), one.cut) for one in lacks_hello] == [(b"", True), (b"well", False)]


def test_who_left_first_is_told_by_what_was_acknowledged() -> None:
    talk = Talk().opens()
    talk.packet(ours=False, flags=FIN | ACK)
    talk.packet(ours=True, flags=FIN | ACK, ack=1)
    server, client = talk.packets[-2:]
    assert ends([client, server]) == ends([server, client]) == (server, client)


def test_the_stream_ends_where_the_capture_cut_a_packet() -> None:
    talk = Talk().opens().packet(b"abc", ours=True, size=9)
    talk.packet(b"later", ours=True, seq=9)
    ours, _ = streams(talk.flow())
    assert (whole(ours), ours.cut, ours.size) == (b"abc", True, 14)


def test_of_long_streams_the_head_counts() -> None:
    flow = Talk().opens().says(bytes(MOST_HEAD + 50_000), ours=False).flow()
    _, theirs = streams(flow)
    assert MOST_HEAD <= len(whole(theirs)) < MOST_HEAD + 1400
    assert theirs.cut


def test_data_in_the_syn() -> None:
    """TCP Fast Open (RFC 7413): the SYN takes a number of its own."""
    talk = Talk().syn(b"hello ")
    talk.packet(ours=False, flags=SYN | ACK, seq=-1, ack=6)
    talk.packet(b"you", ours=True, seq=6)
    ours, _ = streams(talk.flow())
    assert whole(ours) == b"hello you"


def test_data_in_the_syn_that_was_refused_and_sent_again() -> None:
    talk = Talk().syn(b"hello ")
    talk.packet(ours=False, flags=SYN | ACK, seq=-1, ack=0)
    talk.packet(b"hello you", ours=True, seq=0)
    ours, _ = streams(talk.flow())
    assert (whole(ours), ours.differing, ours.cut) == (b"hello you", (), False)


def test_without_a_beginning_the_first_byte_seen_is_the_first() -> None:
    talk = Talk()
    talk.packet(b"def", ours=True, seq=103)
    talk.packet(b"abc", ours=True, seq=100)
    ours, theirs = streams(talk.flow())
    assert (whole(ours), ours.size, theirs.pieces) == (b"abcdef", 6, ())


def test_how_it_opens_and_ends() -> None:
    talk = Talk().opens().closes(ours=True).closes(ours=False)
    syn, answer = opening(talk.packets)
    assert syn is talk.packets[0]
    assert answer is talk.packets[1]
    assert ends(talk.packets) == tuple(talk.packets[3:])
    refused = Talk().syn().resets(ours=False)
    assert opening(refused.packets) == tuple(refused.packets)
    assert opening(Talk().packets) == (None, None)


@pytest.mark.parametrize("begins", [(0xFFFFFF00, 0xFFFFFFFF), (0xFFFFFFFF, 0xFFFFFA00)])
def test_numbers_that_wrap_around(begins: tuple[int, int]) -> None:
    usual = Talk().opens().all(said(Ends(version=12))).closes(ours=True)
    wrapped = Talk(begins=begins).opens().all(said(Ends(version=12))).closes(ours=True)
    (one,) = flows(io.BytesIO(usual.capture()))
    (other,) = flows(io.BytesIO(wrapped.capture()))
    assert dialogue(one) == dialogue(other) == dialogue(usual.flow())
    assert told(judged(one)) == told(judged(other))


ENDINGS = {
    "fine": (Ends(), (True, FIN | ACK)),
    "fine, TLS 1.2": (Ends(version=12), (False, FIN | ACK)),
    "retried": (Ends(curve="secp384r1"), (True, FIN | ACK)),
    "expired": (Ends(shown="EXPIRED"), (True, FIN | ACK)),
    "expired, TLS 1.2": (Ends(version=12, shown="EXPIRED"), (True, RST)),
    "no client certificate": (Ends(wants=True), (False, FIN | ACK)),
    "no client certificate, TLS 1.2": (Ends(wants=True, version=12), (False, FIN | ACK)),
    "no cipher": (
        Ends(version=12, ciphers=("AES128-SHA256", "ECDHE-ECDSA-AES256-GCM-SHA384")),
        (False, FIN | ACK),
    ),
    "leaves": (Ends(data=False, bye=False), (True, FIN | ACK)),
}


def talk_of(name: str, segment: int = 1400) -> Talk:
    spoken, (ours, flags) = ENDINGS[name]
    return Talk(step=MS // 10).opens().all(said(spoken), segment).closes(ours=ours, flags=flags)


def mixed(talk: Talk, chance: random.Random) -> Flow:
    """The same packets, some late, some twice, cut anew where that is allowed."""
    rows: list[tuple[float, Packet]] = []
    for place, packet in enumerate(talk.packets):
        for part in _cut(packet, chance):
            late = chance.choice([0.0, 0.0, 0.0, chance.uniform(0, 4)])
            rows.append((place + late, part))
            if chance.random() < 0.1:
                rows.append((place + late + chance.uniform(0, 5), part))
    # Where an opening stands after what it opens, nobody could tell that it is one.
    rows.sort(key=lambda row: (not row[1].flags & SYN, row[0]))
    start = talk.packets[0].at
    made = [
        structs.replace(packet, frame=n + 1, at=start + n * talk.step)
        for n, (_, packet) in enumerate(rows)
    ]
    return flow_of(made, talk.client, talk.server)


def _cut(packet: Packet, chance: random.Random) -> list[Packet]:
    """A packet as several, which may overlap."""
    size = len(packet.data)
    if packet.kind != TCP or size < 2 or chance.random() < 0.5:
        return [packet]
    at = chance.randrange(1, size)
    back = chance.randrange(0, at)
    first, last = packet.data[:at], packet.data[back:]
    return [
        structs.replace(packet, data=first, size=len(first)),
        structs.replace(packet, data=last, size=len(last), seq=packet.seq + back),
    ]


@pytest.mark.parametrize("name", ENDINGS)
@settings(max_examples=40)
@given(seed=st.integers(0, 1 << 32), segment=st.integers(100, 1400))
def test_the_order_of_packets_changes_nothing(name: str, seed: int, segment: int) -> None:
    plain = talk_of(name).flow()
    flow = mixed(talk_of(name, segment), random.Random(seed))
    assert dialogue(flow) == dialogue(plain)
    assert told(judged(flow)) == told(judged(plain))


@settings(max_examples=30)
@given(seed=st.integers(0, 1 << 32))
def test_packets_that_lack_are_no_failure(seed: int) -> None:
    """A connection that went well never fails since the capture has little of it."""
    chance = random.Random(seed)
    for name in ("fine", "fine, TLS 1.2", "retried"):
        talk = talk_of(name, chance.choice([300, 1400]))
        kept = [packet for packet in talk.packets if chance.random() < 0.8]
        if not kept:
            continue
        flow = flow_of(kept, talk.client, talk.server)
        if concerns_tls(record(flow)):
            assert told(judged(flow))[0] != "failed"


def test_flags_alone_are_no_data() -> None:
    talk = Talk().opens().packet(ours=True, flags=PSH | ACK)
    assert streams(talk.flow())[0].pieces == ()
