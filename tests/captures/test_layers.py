"""Every link type and tunnel down to the same TCP segment, beside what tshark finds."""

from __future__ import annotations

import random
import shutil
import struct
import subprocess
from ipaddress import IPv6Address
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from packets import ACK, CLIENT, CLIENT6, HELLO, ethernet, ipv4, ipv6, pcap, tcp, udp, vlan
from tlswhy.captures.layers import Fragments, Inner, Layers, quoted
from tlswhy.captures.link import LINKS

SEGMENT = tcp((40_000, 443), 100, 200, ACK, HELLO)
FOUR, SIX = ipv4(SEGMENT), ipv6(SEGMENT)
FRAME = ethernet(FOUR)
OUTER = ("203.0.113.1", "203.0.113.2")


def carried(port: int, data: bytes) -> bytes:
    """In a datagram from one tunnel end to the other."""
    return ethernet(ipv4(udp((50_000, port), data), *OUTER, protocol=17))


def routed(data: bytes, flags: int = 0, kind: int = 0x0800, more: bytes = b"") -> bytes:
    """In GRE."""
    return ethernet(ipv4(struct.pack("!HH", flags, kind) + more + data, *OUTER, protocol=47))


def wireless(qos: bool) -> bytes:
    head = (b"\x88\x01" if qos else b"\x08\x01") + bytes(22) + (bytes(2) if qos else b"")
    return head + b"\xaa\xaa\x03\0\0\0\x08\0" + FOUR


LINKED = {
    "ethernet": (1, FRAME),
    "ethernet ipv6": (1, ethernet(SIX, 0x86DD)),
    "snap": (1, ethernet(b"\xaa\xaa\x03\0\0\0\x08\0" + FOUR, 8 + len(FOUR))),
    "vlan": (1, ethernet(vlan(5, FOUR), 0x8100)),
    "qinq": (1, ethernet(vlan(5, vlan(6, SIX, 0x86DD), 0x8100), 0x88A8)),
    "three tags": (1, ethernet(vlan(5, vlan(6, vlan(7, FOUR), 0x8100), 0x8100), 0x88A8)),
    "mpls": (1, ethernet(bytes.fromhex("00064040 00065140") + FOUR, 0x8847)),
    "mpls pseudowire": (1, ethernet(bytes.fromhex("00064140 00000000") + FRAME, 0x8847)),
    "pppoe": (1, ethernet(b"\x11\0\0\1\0" + bytes((2 + len(FOUR),)) + b"\0\x21" + FOUR, 0x8864)),
    "null": (0, b"\2\0\0\0" + FOUR),
    "null ipv6": (0, b"\x1e\0\0\0" + SIX),
    "loop": (108, b"\0\0\0\2" + FOUR),
    "raw": (101, FOUR),
    "raw ipv6": (101, SIX),
    "ipv4": (228, FOUR),
    "ipv6": (229, SIX),
    "sll": (113, b"\0\0\0\1\0\6" + bytes(8) + b"\x08\0" + FOUR),
    "sll vlan": (113, b"\0\0\0\1\0\6" + bytes(8) + b"\x81\0" + vlan(9, FOUR)),
    "sll2": (276, b"\x86\xdd\0\0\0\0\0\1\0\1\0\6" + bytes(8) + SIX),
    "ppp": (9, b"\xff\3\0\x21" + FOUR),
    "ppp short": (9, b"\x21" + FOUR),
    "hdlc": (104, b"\x0f\0\x08\0" + FOUR),
    "802.11": (105, wireless(qos=False)),
    "802.11 qos": (105, wireless(qos=True)),
    "radiotap": (127, b"\0\0\x08\0" + bytes(4) + wireless(qos=True)),
    "ppi": (192, b"\0\0\x08\0" + struct.pack("<I", 105) + wireless(qos=False)),
    "frame relay": (107, b"\x18\x41\3\xcc" + FOUR),
    "pflog": (117, bytes((61, 2)) + bytes(62) + FOUR),
}  # fmt: skip

TUNNELS = {
    "ip in ip": ethernet(ipv4(FOUR, *OUTER, protocol=4)),
    "6in4": ethernet(ipv4(SIX, *OUTER, protocol=41)),
    "4in6": ethernet(ipv6(FOUR, following=4), 0x86DD),
    "gre": routed(FOUR),
    "gre with key": routed(SIX, 0x2000, 0x86DD, bytes(4)),
    "gre bridged": routed(FRAME, 0x3000, 0x6558, bytes(8)),
    "pptp": routed(
        b"\xff\3\0\x21" + FOUR, 0x3081, 0x880B, struct.pack("!HHII", 4 + len(FOUR), 1, 1, 1)
    ),
    "erspan 1": routed(FRAME, 0, 0x88BE),
    "erspan 2": routed(FRAME, 0x1000, 0x88BE, bytes(4) + b"\x10\1\0\1" + bytes(4)),
    "erspan 3": routed(FRAME, 0x1000, 0x22EB, bytes(4) + b"\x20\1\0\1" + bytes(8)),
    "vxlan": carried(4789, b"\x08\0\0\0\0\0\x2a\0" + FRAME),
    "geneve": carried(6081, b"\x01\0\x65\x58\0\0\x2a\0" + bytes(4) + FRAME),
    "gtp": carried(2152, b"\x30\xff" + struct.pack("!HI", len(FOUR), 9) + FOUR),
    "gtp extended": carried(
        2152,
        b"\x34\xff" + struct.pack("!HI", len(FOUR) + 8, 9) + b"\0\0\0\x85\1\x10\0\0" + FOUR,
    ),
    "teredo": carried(3544, SIX),
    "teredo origin": carried(3544, bytes(8) + SIX),
    "l2tp": carried(1701, b"\0\2\0\1\0\1" + b"\xff\3\0\x21" + FOUR),
    "capwap": carried(5247, b"\0\x10\2\0" + bytes(4) + FRAME),
    "capwap 802.11": carried(5247, b"\0\x10\3\0" + bytes(4) + wireless(qos=False)),
    "capwap swapped": carried(5247, b"\0\x10\3\0" + bytes(4) + b"\1\x08" + wireless(qos=False)[2:]),
    "tzsp": carried(37008, b"\1\0\0\1\1" + FRAME),
    "gre in udp": carried(4754, b"\0\0\x08\0" + FOUR),
    "mpls in udp": carried(6635, b"\0\1\1\x40" + FOUR),
    "etherip": ethernet(ipv4(b"\x30\0" + FRAME, *OUTER, protocol=97)),
    "vxlan in vlan in vxlan": carried(
        4789,
        b"\x08\0\0\0\0\0\1\0"
        + carried(4789, b"\x08\0\0\0\0\0\2\0" + ethernet(vlan(3, FOUR), 0x8100)),
    ),
    "authenticated": ethernet(ipv4(b"\6\4\0\0" + bytes(20) + SEGMENT, protocol=51)),
    "ipv4 options": ethernet(ipv4(SEGMENT, options=b"\x94\4\0\0")),
    "extension headers": ethernet(
        ipv6(
            b"\x2b" + bytes(7) + b"\x3c\0\xfd" + bytes(5) + b"\6\1" + bytes(14) + SEGMENT,
            following=0,
        ),
        0x86DD,
    ),
}  # fmt: skip
ALL = {**LINKED, **{name: (1, frame) for name, frame in TUNNELS.items()}}


def inner(frame: bytes, link: int = 1, wire: int = 0) -> Inner | None:
    return Layers().inner(frame, max(wire, len(frame)), link, 0)


def ports(found: Inner) -> tuple[int, int]:
    return (
        int.from_bytes(found.data[found.start : found.start + 2], "big"),
        int.from_bytes(found.data[found.start + 2 : found.start + 4], "big"),
    )


@pytest.mark.parametrize("name", ALL)
def test_the_segment_is_found(name: str) -> None:
    link, frame = ALL[name]
    found = inner(frame + bytes(6), link)  # as padded to the least size of a frame
    assert found is not None
    assert found.protocol == 6
    assert found.data[found.start : found.end] == SEGMENT
    assert found.beyond == 0
    assert len(found.source) in (4, 16)
    assert found.ttl == 64


OPTIONAL = {
    "mpls pseudowire": "it wants to be told what a label carries",
    "capwap 802.11": "it expects the two bytes swapped",
    "erspan 1": "it takes what is in type I for type II",
}
"""What tshark does not read by itself, and why."""


@pytest.mark.skipif(shutil.which("tshark") is None, reason="needs tshark")
@pytest.mark.parametrize("link", sorted({link for link, _ in ALL.values()}))
def test_tshark_finds_the_same(link: int, tmp_path: Path) -> None:
    names = [name for name, (one, _) in ALL.items() if one == link and name not in OPTIONAL]
    path = tmp_path / "all.pcap"
    path.write_bytes(pcap([ALL[name][1] for name in names], link=link))
    argv = ["tshark", "-r", str(path), "-T", "fields", "-E", "occurrence=l"]
    argv += ["-e", "tcp.srcport", "-e", "tcp.dstport", "-e", "tcp.len"]
    said = subprocess.run(argv, capture_output=True, text=True, check=False).stdout.splitlines()
    found = dict(zip(names, said, strict=True))
    assert found == dict.fromkeys(names, f"40000\t443\t{len(HELLO)}")


@pytest.mark.parametrize("name", ALL)
def test_a_cut_packet_says_how_much_is_missing(name: str) -> None:
    link, frame = ALL[name]
    found = inner(frame[:-9], link, len(frame))
    assert found is not None
    assert found.data[found.start : found.end] == SEGMENT[:-9]
    assert found.beyond == 9


@pytest.mark.parametrize("name", ALL)
def test_no_prefix_and_no_lie_raises(name: str) -> None:
    link, frame = ALL[name]
    for size in range(len(frame)):
        inner(frame[:size], link)
    chance = random.Random(name)
    for _ in range(300):
        lying = bytearray(frame)
        for _ in range(chance.randrange(1, 4)):
            lying[chance.randrange(min(len(lying), 90))] = chance.choice((0, 0xFF, 0x80, 1, 0x45))
        found = inner(bytes(lying), link)
        assert found is None or found.start <= found.end <= len(found.data)


@given(st.binary(max_size=200), st.sampled_from(sorted(LINKS)))
def test_junk_is_no_packet_or_within_bounds(junk: bytes, link: int) -> None:
    found = inner(junk, link)
    assert found is None or 0 < found.start < found.end <= len(found.data)


def test_labels_say_what_it_was_wrapped_in() -> None:
    assert _within("vxlan in vlan in vxlan") == ("VXLAN 1", "VXLAN 2", "VLAN 3")
    assert _within("qinq") == ("VLAN 5", "VLAN 6")
    assert _within("gre") == ("GRE",)
    assert _within("mpls") == ("MPLS 100", "MPLS 101")
    assert _within("ethernet") == ()


def _within(name: str) -> tuple[str, ...]:
    found = inner(ALL[name][1], ALL[name][0])
    assert found is not None
    return found.within


def test_a_datagram_to_the_port_of_a_tunnel_without_one_stays_a_datagram() -> None:
    found = inner(carried(4789, b"not a tunnel, but long enough"))
    assert found is not None
    assert (found.protocol, ports(found)) == (17, (50_000, 4789))


def test_a_total_length_of_zero_is_the_whole_frame() -> None:
    found = inner(ethernet(ipv4(SEGMENT, size=0)))
    assert found is not None
    assert found.data[found.start : found.end] == SEGMENT


def fragments(step: int = 16) -> list[bytes]:
    made = []
    for at in range(0, len(SEGMENT), step):
        more = 0x2000 if at + step < len(SEGMENT) else 0
        made.append(ethernet(ipv4(SEGMENT[at : at + step], places=more | at // 8)))
    return made


def test_fragments_in_any_order_make_the_packet() -> None:
    for seed in range(5):
        pieces = fragments()
        random.Random(seed).shuffle(pieces)
        layers = Layers()
        found = [layers.inner(piece, len(piece), 1, 0) for piece in [*pieces[:1], *pieces]]
        assert found[:-1] == [None] * len(pieces)
        last = found[-1]
        assert last is not None
        assert last.data[last.start : last.end] == SEGMENT
        assert last.source == bytes(map(int, CLIENT.split(".")))


def test_fragments_of_ipv6_make_the_packet() -> None:
    layers = Layers()
    found = None
    for at in (32, 0):
        data = SEGMENT[at : at + 32] if at == 0 else SEGMENT[at:]
        head = struct.pack("!BBHI", 6, 0, at | (at == 0), 99)
        frame = ethernet(ipv6(head + data, following=44), 0x86DD)
        found = layers.inner(frame, len(frame), 1, 0)
    assert found is not None
    assert found.data[found.start : found.end] == SEGMENT


def test_fragments_are_bounded_and_get_old() -> None:
    waiting = Fragments()
    for ident in range(10 * waiting.MOST):
        assert waiting.add((b"a", b"b", 6, ident), 8, more=True, data=bytes(1_000)) is None
    assert len(waiting._open) <= waiting.MOST  # noqa: SLF001
    assert waiting._held <= waiting.HELD + 1_000  # noqa: SLF001
    waiting.add((b"a", b"b", 6, 1), 8, more=False, data=b"12345678")
    waiting.at = 61_000_000_000
    assert waiting.add((b"a", b"b", 6, 1), 0, more=True, data=b"87654321") is None
    assert waiting.add((b"a", b"b", 6, 1), 8, more=False, data=b"!") == b"87654321!"


def test_an_error_says_what_it_is_about() -> None:
    said = b"\3\4\0\0\0\0\5\x14" + ipv4(SEGMENT)[:28]
    found = inner(ethernet(ipv4(said, *OUTER, protocol=1)))
    assert found is not None
    quote = quoted(found)
    assert quote is not None
    assert (quote.code, quote.protocol) == (3 << 8 | 4, 6)
    assert found.data[quote.start : quote.start + 4] == SEGMENT[:4]


def test_an_error_of_icmp6_says_what_it_is_about() -> None:
    said = b"\1\1\0\0" + bytes(4) + SIX
    found = inner(ethernet(ipv6(said, following=58), 0x86DD))
    assert found is not None
    quote = quoted(found)
    assert quote is not None
    assert quote.code == 65_536 + 256 + 1
    assert quote.source == IPv6Address(CLIENT6).packed


def test_an_echo_quotes_nothing() -> None:
    found = inner(ethernet(ipv4(b"\x08\0\0\0" + bytes(60), protocol=1)))
    assert found is not None
    assert quoted(found) is None
