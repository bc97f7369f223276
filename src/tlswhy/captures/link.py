"""Link layers of captures: where the network layer begins (the registry of link types of libpcap).

Each reader moves a `Walk` on and gives the next reader, or None where nothing of ours follows.
A reader gives an Ethernet type where another list says who reads on. Slices of bytes never fail, so
a short packet gives small numbers and ends at a later check.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol, Union

ETHERNET, SLL, SLL2 = 1, 113, 276
NULL, LOOP, OPENBSD_LOOP = 0, 108, 12
RAW = frozenset({12, 14, 101, 228, 229})
"""The packet is an IP packet; 12 and 14 are what some systems wrote for it."""

IPV4, IPV6 = 0x0800, 0x86DD
VLANS = frozenset({0x8100, 0x88A8, 0x9100, 0x9200})


class Rejoined(Protocol):
    """Keeps the pieces of IP packets."""

    def add(
        self, key: tuple[bytes, bytes, int, int], offset: int, *, more: bool, data: bytes
    ) -> bytes | None:
        """The whole, once its last piece is here."""


class Walk:
    """Where a packet has been read to.

    data: the packet. at: read to there. end: of what was captured of the innermost layer. beyond:
    bytes of it on the wire that are not captured. within: what it is wrapped in. The others are of
    the innermost IP header: source and destination as bytes, protocol, ttl and identification (-1
    without one). found: it stands before TCP, UDP or ICMP. fragments: where pieces wait.
    """

    __slots__ = (
        "at",
        "beyond",
        "data",
        "destination",
        "end",
        "found",
        "fragments",
        "ident",
        "protocol",
        "source",
        "ttl",
        "within",
    )

    def __init__(self, data: bytes, beyond: int, fragments: Rejoined) -> None:
        self.data = data
        self.fragments = fragments
        self.found = False
        self.at = 0
        self.end = len(data)
        self.beyond = beyond
        self.within: tuple[str, ...] = ()
        self.source = b""
        self.destination = b""
        self.protocol = -1
        self.ttl = 0
        self.ident = -1

    def number(self, at: int, size: int) -> int:
        """The big-endian number `at` bytes further on."""
        start = self.at + at
        return int.from_bytes(self.data[start : start + size], "big")

    def left(self) -> int:
        return self.end - self.at

    def bound(self, size: int) -> None:
        """The layer that begins here has `size` bytes, whatever follows it (padding)."""
        end = self.at + size
        if end <= self.end:
            self.end, self.beyond = end, 0
        else:
            self.beyond = min(self.beyond, end - self.end)

    def wrap(self, label: str) -> None:
        self.within = (*self.within, label)


Next = Union["Step", int, None]
Step = Callable[[Walk], Next]


def ethernet(walk: Walk) -> Next:
    """Ethernet II, or IEEE 802.3 with LLC and SNAP."""
    if walk.left() < 14:
        return None
    kind = walk.number(12, 2)
    walk.at += 14
    if kind <= 1500:
        return logical_link(walk)
    return kind


def logical_link(walk: Walk) -> Next:
    """IEEE 802.2 LLC with SNAP (RFC 1042)."""
    if walk.data[walk.at : walk.at + 3] != b"\xaa\xaa\x03" or walk.left() < 8:
        return None
    kind = walk.number(6, 2)
    walk.at += 8
    return kind


def vlan(walk: Walk) -> Next:
    """IEEE 802.1Q; several in a row are 802.1ad."""
    if walk.left() < 4:
        return None
    walk.wrap(f"VLAN {walk.number(0, 2) & 0xFFF}")
    kind = walk.number(2, 2)
    walk.at += 4
    if kind <= 1500:
        return logical_link(walk)
    return kind


def mpls(walk: Walk) -> Next:
    """RFC 3032; what is under the last label shows by its first nibble (RFC 4928)."""
    while walk.left() >= 4:
        entry = walk.number(0, 4)
        walk.wrap(f"MPLS {entry >> 12}")
        walk.at += 4
        if entry & 0x100:
            break
        if len(walk.within) > 16:
            return None
    nibble = walk.number(0, 1) >> 4
    if nibble in (4, 6):
        return raw(walk)
    if nibble == 0:  # control word of a pseudowire, RFC 4385
        walk.at += 4
    return ethernet


def pppoe(walk: Walk) -> Next:
    """RFC 2516, session stage."""
    walk.wrap("PPPoE")
    walk.at += 6
    return _ppp_protocol(walk)


def ppp(walk: Walk) -> Next:
    """RFC 1662, with or without address and control."""
    if walk.number(0, 2) == 0xFF03:
        walk.at += 2
    return _ppp_protocol(walk)


def _ppp_protocol(walk: Walk) -> Next:
    size = 1 if walk.number(0, 1) & 1 else 2  # compressed, RFC 1661 section 6.5
    kind = walk.number(0, size)
    walk.at += size
    if walk.left() <= 0:
        return None
    if kind in (0x21, 0x57):
        return raw(walk)
    return mpls if kind == 0x281 else None


def _hdlc(walk: Walk) -> Next:
    if walk.number(0, 2) == 0xFF03:
        return ppp(walk)
    kind = walk.number(2, 2)
    walk.at += 4
    return kind


def _directed(reader: Step) -> Step:
    def step(walk: Walk) -> Next:
        walk.at += 1
        return reader(walk)

    return step


def raw(walk: Walk) -> Next:
    """An IP packet of either version."""
    nibble = walk.number(0, 1) >> 4
    return IPV4 if nibble == 4 else IPV6 if nibble == 6 else None


def _skip(size: int) -> Step:
    def step(walk: Walk) -> Next:
        walk.at += size
        return raw(walk)

    return step


def _sll(walk: Walk) -> Next:
    kind = walk.number(14, 2)
    walk.at += 16
    return _linux(walk, kind)


def _sll2(walk: Walk) -> Next:
    kind = walk.number(0, 2)
    walk.at += 20
    return _linux(walk, kind)


def _linux(walk: Walk, kind: int) -> Next:
    if kind == 4:  # LINUX_SLL_P_802_2
        return logical_link(walk)
    return kind or raw(walk)


def wireless(walk: Walk) -> Next:
    """IEEE 802.11 data frames that are not encrypted; two padding bytes may follow the header."""
    control = walk.number(0, 1)
    flags = walk.number(1, 1)
    if control & 0x0C != 0x08 or control & 0x40 or flags & 0x40:
        return None
    size = 24 + (6 if flags & 3 == 3 else 0)
    if control & 0x80:
        size += 2 + (4 if flags & 0x80 else 0)
    walk.at += size
    if control & 0x80 and walk.number(0, 2) != 0xAAAA and walk.number(2, 2) == 0xAAAA:
        walk.at += 2
    return logical_link(walk)


def _radio(walk: Walk) -> Next:
    walk.at += int.from_bytes(walk.data[2:4], "little") or 8
    return wireless(walk)


def _prism(walk: Walk) -> Next:
    if walk.number(0, 2) == 0x8021:  # the other header under this number, AVS
        walk.at += walk.number(4, 4)
    else:
        walk.at += int.from_bytes(walk.data[4:8], "little")
    return wireless(walk)


def _per_packet(walk: Walk) -> Next:
    link = int.from_bytes(walk.data[4:8], "little")
    walk.at += int.from_bytes(walk.data[2:4], "little") or 8
    return LINKS.get(link) if link != 192 else None


def _frame_relay(walk: Walk) -> Next:
    """RFC 2427, two-byte address."""
    walk.at += 2
    if walk.number(0, 1) == 0x03:
        walk.at += 1
    if walk.number(0, 1) == 0:
        walk.at += 1
    kind = walk.number(0, 1)
    walk.at += 1
    if kind in (0xCC, 0x8E):
        return raw(walk)
    if kind == 0x80:
        ethertype = walk.number(3, 2)
        walk.at += 5
        return ethertype
    return None


def _filter_log(walk: Walk) -> Next:
    walk.at += (walk.number(0, 1) + 3) & ~3
    return raw(walk)


def _netfilter_log(walk: Walk) -> Next:
    walk.at += 4
    while walk.left() >= 4:
        size = int.from_bytes(walk.data[walk.at : walk.at + 2], "little")
        kind = int.from_bytes(walk.data[walk.at + 2 : walk.at + 4], "little")
        if size < 4:
            return None
        if kind == 9:  # NFULA_PAYLOAD
            walk.at += 4
            return raw(walk)
        walk.at += (size + 3) & ~3
    return None


def _preamble(walk: Walk) -> Next:
    walk.at += 8
    return ethernet(walk)


def _cisco_metadata(walk: Walk) -> Next:
    walk.wrap("Cisco MetaData")
    kind = walk.number(6, 2)
    walk.at += 8
    return kind


def _virtual_tag(walk: Walk) -> Next:
    kind = walk.number(4, 2)
    walk.at += 6
    return kind


ETHERTYPES: dict[int, Step] = {
    **dict.fromkeys(VLANS, vlan),
    0x6558: ethernet,  # transparent Ethernet bridging, RFC 1701
    0x8847: mpls,
    0x8848: mpls,
    0x8864: pppoe,
    0x880B: ppp,
    0x8909: _cisco_metadata,
    0x8926: _virtual_tag,
}
"""The reader of each Ethernet type but IP."""

LINKS: dict[int, Step] = {
    NULL: _skip(4),
    ETHERNET: ethernet,
    9: ppp,
    50: ppp,
    51: pppoe,
    104: _hdlc,
    105: wireless,
    107: _frame_relay,
    LOOP: _skip(4),
    109: _skip(12),  # OpenBSD's encapsulating interface
    SLL: _sll,
    117: _filter_log,
    119: _prism,
    127: _radio,
    163: _prism,
    166: ppp,
    192: _per_packet,
    204: _directed(ppp),
    205: _directed(_hdlc),
    239: _netfilter_log,
    274: _preamble,
    SLL2: _sll2,
    **dict.fromkeys(RAW, raw),
}
"""The reader of each link type."""
