"""Flows of captures: whole, mixed up, cut, without end, with ports used again."""

from __future__ import annotations

import io
import random
import tarfile
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from packets import (
    ACK,
    ANSWER,
    BEGAN,
    CLIENT,
    CLIENT6,
    FIN,
    HELLO,
    PSH,
    RST,
    SERVER,
    SYN,
    addressed,
    addressed6,
    conversation,
    ethernet,
    ipv4,
    ipv6,
    pcap,
    tcp,
    udp,
)
from tlswhy.captures import columns, epoch, table
from tlswhy.captures import flows as module
from tlswhy.captures.flow import ICMP, TCP, UDP, End, Flow, Packet, joined
from tlswhy.captures.flows import Capture, Wanted, flows

SHARED = Path(__file__).parents[3] / "shared"
QUIC = b"\xc3\0\0\0\1\x08" + bytes(60)
SECOND = 1_000_000


def read(packets: list[bytes], *, step: int = 1_000, wanted: Wanted | None = None) -> list[Flow]:
    """The flows by number."""
    capture = flows(io.BytesIO(pcap(packets, link=101, step=step)), wanted)
    return sorted(capture, key=lambda flow: flow.number)


def told(flow: Flow) -> tuple[Any, ...]:
    """All of a flow that can be compared."""
    return (
        flow.number, flow.protocol, flow.client, flow.server, flow.packets, flow.sent,
        flow.received, flow.last, flow.over, flow.opened, flow.within, flow.heard, flow.answered,
        flow.head(ours=True), flow.head(ours=False),
    )  # fmt: skip


def lasting(flow: Flow) -> tuple[Any, ...]:
    """The same without its last packet: an acknowledgement long after the end is not waited for."""
    return told(flow)[:7] + told(flow)[8:11] + told(flow)[13:]


def said(flow: Flow) -> tuple[Any, ...]:
    """What does not depend on the packets that were kept beside those of the head."""
    packets = [packet for packet in flow.packets if packet.size or packet.flags != ACK]
    return (flow.number, flow.client, flow.head(ours=True), flow.head(ours=False), packets)


def test_a_connection() -> None:
    (flow,) = read(addressed(conversation()))
    assert (flow.number, flow.protocol, flow.opened, flow.over) == (1, TCP, True, True)
    assert flow.client == End(CLIENT, 40_000)
    assert flow.server == End(SERVER, 443)
    assert flow.head(ours=True) == HELLO
    assert flow.head(ours=False) == ANSWER
    assert (flow.sent, flow.received) == (len(HELLO), len(ANSWER))
    assert (flow.heard, flow.answered) == (len(HELLO) + 1, len(ANSWER) + 1)  # the FINs count
    assert flow.last == BEGAN * 10**9 + 8_000_000
    frames = [(p.frame, p.ours, p.flags, p.seq, p.ack) for p in flow.packets]
    assert frames == [
        (1, True, SYN, -1, -1),
        (2, False, SYN | ACK, -1, 0),
        (3, True, ACK, 0, 0),
        (4, True, PSH | ACK, 0, 0),
        (5, False, PSH | ACK, 0, len(HELLO)),
        (7, True, FIN | ACK, len(HELLO), len(ANSWER)),
        (8, False, FIN | ACK, len(ANSWER), len(HELLO) + 1),
    ]
    assert flow.packets[3] == Packet(
        frame=4, at=BEGAN * 10**9 + 3_000_000, ours=True, kind=TCP, flags=PSH | ACK, seq=0, ack=0,
        data=HELLO, size=len(HELLO), ttl=64, ident=7, window=512,
    )  # fmt: skip


def test_ipv6_has_its_addresses() -> None:
    (flow,) = read(addressed6(conversation()))
    assert str(flow.client) == f"[{CLIENT6}]:40000"
    assert flow.head(ours=True) == HELLO
    assert {packet.ident for packet in flow.packets} == {-1}


def test_flows_are_numbered_by_their_first_packets() -> None:
    first, second, third = (addressed(conversation(port)) for port in (1_003, 1_001, 1_002))
    mixed = [first[0], second[0], *second[1:], third[0], *first[1:], *third[1:]]
    assert [flow.client.port for flow in read(mixed)] == [1_003, 1_001, 1_002]


def many(count: int = 60) -> list[bytes]:
    """Connections that overlap, of one client and of others."""
    chance = random.Random(3)
    ends = []
    for number in range(count):
        begins = (chance.randrange(1 << 32), chance.randrange(1 << 32))
        talk = conversation(1_000 + number, HELLO * 50, ANSWER * 100, begins)
        ends.append(addressed(talk) if number % 3 else addressed6(talk))
    made = []
    while any(ends):
        one = chance.choice([rest for rest in ends[:8] if rest] or [max(ends, key=len)])
        made.append(one.pop(0))
        ends = [rest for rest in ends if rest]
    return made


@pytest.mark.parametrize("size", [1, 7, 100])
def test_short_epochs_give_the_same_flows(size: int, monkeypatch: pytest.MonkeyPatch) -> None:
    packets = many()
    whole = list(map(lasting, read(packets, step=SECOND // 10)))
    assert len(whole) == 60
    monkeypatch.setattr(module, "EPOCH", size)
    monkeypatch.setattr("tlswhy.captures.pcap.BATCH", 5)
    again = list(map(lasting, read(packets, step=SECOND // 10)))
    assert again == whole


def test_keys_that_collide_give_the_same_flows(monkeypatch: pytest.MonkeyPatch) -> None:
    packets = many()
    whole = list(map(said, read(packets)))
    keyed = columns.keyed
    monkeypatch.setattr(columns, "keyed", lambda *ends: keyed(*ends) % 3 << np.uint64(40))
    assert list(map(said, read(packets))) == whole


@settings(max_examples=60)
@given(st.integers(0, 1 << 32), st.booleans())
def test_late_and_repeated_packets_give_the_same_heads(seed: int, six: bool) -> None:
    chance = random.Random(seed)
    hello = bytes(chance.randrange(256) for _ in range(900))
    answer = bytes(chance.randrange(256) for _ in range(2_000))
    begins = (chance.choice([5, (1 << 32) - 400]), chance.choice([7, (1 << 32) - 1_000]))
    talk = sliced(conversation(hello=hello, answer=answer, begins=begins), chance)
    head, rest = talk[:3], talk[3:]
    late = sorted(
        ((at + chance.random() * 6, packet) for at, packet in enumerate(rest) for _ in range(2)),
        key=lambda one: one[0],
    )
    mixed = [*head, *(packet for _, packet in late)]
    (flow,) = read((addressed6 if six else addressed)(mixed), step=10)
    assert flow.head(ours=True) == hello
    assert flow.head(ours=False) == answer
    assert flow.client.port == 40_000


def sliced(talk: list[tuple[bool, bytes]], chance: random.Random) -> list[tuple[bool, bytes]]:
    """With data in small segments, some of which overlap."""
    made = []
    for ours, segment in talk:
        head, data = segment[:20], segment[20:]
        at = 0
        while at < len(data):
            size = chance.randrange(1, 300)
            begin = max(at - chance.choice([0, 0, 20]), 0)
            seq = (int.from_bytes(head[4:8], "big") + begin) % (1 << 32)
            made.append(
                (ours, head[:4] + seq.to_bytes(4, "big") + head[8:] + data[begin : at + size])
            )
            at += size
        if not data:
            made.append((ours, segment))
    return made


def test_the_first_of_two_contradicting_pieces_counts() -> None:
    assert joined([(0, b"abcd"), (2, b"XXef")]) == b"abcdef"
    assert joined([(3, b"d"), (0, b"ab")]) == b"ab"
    assert joined([(-2, b"xxab")]) == b"ab"
    talk = conversation()
    talk.insert(5, (False, tcp((443, 40_000), 5_001, 1_033, ACK, b"X" * len(ANSWER))))
    (flow,) = read(addressed(talk))
    assert flow.head(ours=False) == ANSWER
    assert [packet.data[:1] for packet in flow.packets if packet.size][1:] == [b"\x16", b"X"]


def test_a_gap_ends_the_head_and_later_packets_are_there() -> None:
    answers = [(False, tcp((443, 40_000), 5_001 + at, 1_033, ACK, bytes(100))) for at in (0, 300)]
    (flow,) = read(addressed([*conversation()[:4], *answers]))
    assert len(flow.head(ours=False)) == 100
    assert [packet.seq for packet in flow.packets if not packet.ours] == [-1, 0, 300]


def test_ports_that_are_used_again_make_another_flow() -> None:
    packets = [
        packet
        for begins in ((1_000, 5_000), (9_000, 700), (77, 88))
        for packet in addressed(conversation(begins=begins))
    ]
    for step in (10, SECOND):
        flowing = read(packets, step=step)
        assert [flow.number for flow in flowing] == [1, 2, 3]
        assert [flow.head(ours=True) for flow in flowing] == [HELLO] * 3
        assert [flow.packets[0].frame for flow in flowing] == [1, 10, 19]


def test_ports_that_are_used_again_in_another_epoch(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "EPOCH", 4)
    monkeypatch.setattr("tlswhy.captures.pcap.BATCH", 3)
    test_ports_that_are_used_again_make_another_flow()


def test_a_refused_connection_after_one_on_the_same_ports() -> None:
    again = [
        (True, tcp((40_000, 443), 90_000, 0, SYN)),
        (False, tcp((443, 40_000), 0, 90_001, RST | ACK)),
    ]
    flowing = read(addressed([*conversation(), *again]), step=SECOND)
    assert [[packet.flags for packet in flow.packets] for flow in flowing][1] == [SYN, RST | ACK]


def test_a_repeated_syn_is_no_other_flow() -> None:
    syn = conversation()[0]
    (flow,) = read(addressed([syn] * 6), step=5 * SECOND)
    assert [packet.flags for packet in flow.packets] == [SYN] * 6
    assert (flow.opened, flow.over, flow.heard) == (True, False, -1)


def test_silence_before_the_capture_ends_is_over() -> None:
    packets = [addressed(conversation(1_000))[0], addressed(conversation(1_001))[0]]
    assert [flow.over for flow in read(packets, step=50 * SECOND)] == [True, False]


def test_what_comes_after_a_forged_reset_is_there(monkeypatch: pytest.MonkeyPatch) -> None:
    talk = conversation()
    talk.insert(4, (False, tcp((443, 40_000), 5_001, 1_033, RST)))
    (flow,) = read(addressed(talk))
    assert [packet.flags for packet in flow.packets][4:6] == [RST, PSH | ACK]
    monkeypatch.setattr(module, "EPOCH", 1)
    monkeypatch.setattr("tlswhy.captures.pcap.BATCH", 1)
    (again,) = read(addressed(talk))
    assert told(again) == told(flow)


def test_a_hello_that_was_only_acknowledged() -> None:
    talk = [*conversation()[:4], (False, tcp((443, 40_000), 5_001, 1_001 + len(HELLO), ACK))]
    (flow,) = read(addressed(talk))
    assert (flow.packets[-1].ack, flow.packets[-1].size, flow.heard) == (len(HELLO), 0, len(HELLO))


def test_without_a_syn_the_hello_or_the_port_tells_the_client() -> None:
    (flow,) = read(addressed(conversation()[3:5]))
    assert (flow.client.port, flow.opened) == (40_000, False)
    (flow,) = read(addressed(conversation(hello=b"xx")[5:]))
    assert flow.client.port == 40_000
    (flow,) = read(addressed([(False, tcp((443, 40_000), 9, 4_000, ACK, b"data"))]))
    assert (flow.client.port, flow.head(ours=False), flow.head(ours=True)) == (40_000, b"data", b"")
    assert (flow.packets[0].seq, flow.packets[0].ack) == (0, 0)


def test_data_behind_the_head_is_counted() -> None:
    talk = conversation()[:5]
    at = 5_001 + len(ANSWER)
    for _ in range(100):
        talk.append((False, tcp((443, 40_000), at, 1_033, ACK, bytes(1_000))))
        at += 1_000
    talk.append((False, tcp((443, 40_000), at, 1_033, FIN | ACK)))
    flowing = read(addressed(talk))
    assert len(flowing) == 1
    assert flowing[0].received == len(ANSWER) + 100_000
    assert len(flowing[0].packets) < 45
    assert len(flowing[0].head(ours=False)) >= table.HEAD
    assert flowing[0].packets[-1].flags == FIN | ACK
    assert flowing[0].last == flowing[0].packets[-1].at


def test_cut_packets_keep_their_size() -> None:
    data = pcap([ethernet(one) for one in addressed(conversation())], cut=70)
    (flow,) = flows(io.BytesIO(data))
    assert flow.packets[3].size == len(HELLO)
    assert flow.head(ours=True) == HELLO[:16]
    assert flow.sent == len(HELLO)


def error(kind: int, code: int, about: bytes) -> bytes:
    return ipv4(bytes((kind, code, 0, 0, 0, 0, 5, 20)) + about, "203.0.113.9", CLIENT, protocol=1)


def test_an_icmp_error_is_part_of_its_flow() -> None:
    packets = addressed(conversation()[:1])
    (flow,) = read([*packets, error(3, 13, packets[0])])
    last = flow.packets[-1]
    assert (last.kind, last.flags, last.ours, last.by) == (ICMP, 3 << 8 | 13, True, "203.0.113.9")
    assert (last.seq, flow.sent, flow.opened) == (-1, 0, True)


def test_an_icmp_error_of_ipv6_about_quic() -> None:
    datagram = ipv6(udp((5_000, 443), QUIC), following=17)
    said = ipv6(b"\1\4\0\0" + bytes(4) + datagram, "2001:db8::9", CLIENT6, following=58)
    (flow,) = read([datagram, said])
    assert flow.protocol == UDP
    assert [packet.kind for packet in flow.packets] == [UDP, ICMP]
    assert (flow.packets[1].flags, flow.packets[1].by) == (65_536 + 256 + 4, "2001:db8::9")
    assert flow.packets[1].ours


def test_datagrams_that_are_neither_quic_nor_dtls_are_counted() -> None:
    other = ipv4(udp((5_000, 53), b"a question"), protocol=17)
    capture = flows(io.BytesIO(pcap([other] * 5, link=101)))
    assert list(capture) == []
    assert (capture.packets, capture.datagrams) == (5, 5)


def test_quic_keeps_its_first_datagrams() -> None:
    there = ipv4(udp((5_000, 443), QUIC), protocol=17)
    back = ipv4(udp((443, 5_000), QUIC), SERVER, CLIENT, protocol=17)
    (flow,) = read([there, back] * 300)
    assert flow.client.port == 5_000
    assert flow.packets[0].data == QUIC
    assert 128 <= len(flow.packets) <= 600
    assert (flow.sent, flow.received) == (300 * len(QUIC),) * 2
    assert flow.head(ours=True) == b""


def test_datagrams_long_after_others_are_another_flow(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "EPOCH", 1)
    monkeypatch.setattr("tlswhy.captures.pcap.BATCH", 1)
    datagram = ipv4(udp((5_000, 443), QUIC), protocol=17)
    between = addressed(conversation())[0]
    for step, count in ((100 * SECOND, 1), (SECOND, 2)):
        flowing = read([datagram, between, datagram, between], step=step)
        found = next(flow for flow in flowing if flow.protocol == UDP)
        assert len(found.packets) == count


def test_unwanted_flows_are_not_given_but_numbered() -> None:
    packets = [
        packet
        for port in (1_001, 1_002)
        for packet in addressed(conversation(port, b"GET / HTTP/1.1" if port == 1_001 else HELLO))
    ]
    given_ = read(packets, wanted=lambda flow: flow.head(ours=True)[:1] == b"\x16")
    assert [(flow.number, flow.client.port) for flow in given_] == [(2, 1_002)]


def test_shares_are_the_whole() -> None:
    data = pcap(many(), link=101)
    whole = {flow.began: told(flow)[1:] for flow in flows(io.BytesIO(data))}
    shares = [
        {flow.began: told(flow)[1:] for flow in flows(io.BytesIO(data), share=(number, 3))}
        for number in range(3)
    ]
    assert sum(map(len, shares)) == len(whole)
    assert min(map(len, shares)) > 8
    assert shares[0] | shares[1] | shares[2] == whole


def test_flows_that_never_end_are_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "EPOCH", 500)
    monkeypatch.setattr(module, "CARRIED", 2_000)
    monkeypatch.setattr("tlswhy.captures.pcap.BATCH", 500)
    count = 20_000
    syns = [
        ipv4(tcp((1_024 + i % 60_000, 443), i, 0, SYN), f"10.0.{i // 60_000}.1")
        for i in range(count)
    ]
    capture = flows(io.BytesIO(pcap(syns, link=101, step=1)))
    most = 0
    numbers = []
    for flow in capture:
        numbers.append(flow.number)
        most = max(most, sum(map(len, capture._rows)))  # noqa: SLF001
    assert sorted(numbers) == list(range(1, count + 1))
    assert most <= 2_000


def test_one_flow_without_end_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "EPOCH", 500)
    monkeypatch.setattr("tlswhy.captures.pcap.BATCH", 500)
    talk = addressed(conversation()[:5])
    flowing = read([*talk, *[talk[3]] * 20_000])
    assert len(flowing) == 1
    assert len(flowing[0].packets) < 5_000


def test_times_that_jump_lose_nothing() -> None:
    data = bytearray(pcap(many(), link=101))
    for place in (24, 24 + 60):
        data[place : place + 4] = b"\xff\xff\xff\xff"
    whole = sorted(flows(io.BytesIO(bytes(data))), key=lambda flow: flow.number)
    assert len(whole) == 60


@given(st.binary(max_size=300), st.integers(0, 4_000))
@settings(max_examples=60)
def test_damage_never_raises(junk: bytes, where: int) -> None:
    data = bytearray(pcap([ethernet(one) for one in many(6)]))
    data[24 + where : 24 + where + len(junk)] = junk
    for flow in flows(io.BytesIO(bytes(data))):
        told(flow)


def samples() -> list[tuple[str, bytes]]:
    """The sample captures that lie beside the checkout, and the public ones."""
    if not SHARED.is_dir():
        pytest.skip("the captures are not beside this checkout")
    made = [
        (path.name, path.read_bytes())
        for path in sorted((SHARED / "cases/captures").rglob("*.pcap*"))
    ]
    with tarfile.open(SHARED / "data/public-captures.tar.xz") as archive:
        for member in archive:
            file = archive.extractfile(member) if ".pcap" in member.name else None
            if file is not None:
                made.append((member.name, file.read()))
    return made


def test_no_capture_and_no_prefix_of_one_raises() -> None:
    count = 0
    for name, data in samples():
        chance = random.Random(name)
        for size in (len(data), *(chance.randrange(24, min(len(data), 200_000)) for _ in range(2))):
            for flow in flows(io.BytesIO(data[:size])):
                told(flow)
                count += 1
    assert count > 2_000


def test_reading_one_by_one_gives_the_same_flows(monkeypatch: pytest.MonkeyPatch) -> None:
    chosen = [(name, data) for name, data in samples() if len(data) < 60_000][::5]
    whole = {name: _all(data) for name, data in chosen}
    slow = columns._Layout(None, 0, 0, 0)  # noqa: SLF001
    monkeypatch.setattr(columns, "_layouts", lambda *_: iter([slow]))
    for name, data in chosen:
        assert _all(data) == whole[name], name


def _all(data: bytes) -> list[tuple[Any, ...]]:
    capture: Capture = flows(io.BytesIO(data))
    return sorted(map(told, capture), key=lambda one: int(one[0]))


def test_an_epoch_has_room_for_its_numbers() -> None:
    assert module.EPOCH + module.CARRIED * 2 < 1 << epoch._INDEX  # noqa: SLF001
