"""Any packet down to its innermost TCP, UDP or ICMP: fragments, extension headers, tunnels.

A length that points past the packet is not believed, and a tunnel is one only if what is in it
reads as IP; else its carrier is what was captured.
"""

from __future__ import annotations

from typing import NamedTuple

from tlswhy.captures.link import (
    ETHERTYPES,
    IPV4,
    IPV6,
    LINKS,
    Next,
    Step,
    Walk,
    ethernet,
    mpls,
    ppp,
    raw,
    wireless,
)

TCP, UDP, ICMP, ICMP6 = 6, 17, 1, 58
DEEPEST = 24
_OPTIONS = frozenset({0, 43, 60, 135, 139, 140})
"""IPv6 extension headers whose length counts in 8 bytes without the first (RFC 8200, 4.1)."""

ERRORS = frozenset({(4, 3), (4, 11), (4, 12), (6, 1), (6, 2), (6, 3), (6, 4)})
"""IP version and type of the ICMP messages that quote a packet (RFC 792, RFC 4443)."""


class Inner(NamedTuple):
    """The innermost packet. data: it begins at `start` there, and ends at `end`. beyond: bytes
    that were on the wire behind that. source, destination: 4 or 16 bytes."""

    data: bytes
    start: int
    end: int
    beyond: int
    protocol: int
    source: bytes
    destination: bytes
    ttl: int
    ident: int
    within: tuple[str, ...]


class Quoted(NamedTuple):
    """What an ICMP error says about. code: 256 * type + code, of ICMPv6 plus 65,536. start: of the
    quoted TCP or UDP header."""

    code: int
    protocol: int
    source: bytes
    destination: bytes
    start: int


class Fragments:
    """IP packets in pieces. Bounded in packets, bytes and time (nanoseconds)."""

    MOST = 1_024
    BYTES = 65_536 + 60
    HELD = 16 << 20
    PATIENCE = 60_000_000_000

    def __init__(self) -> None:
        self._open: dict[tuple[bytes, bytes, int, int], _Pieces] = {}
        self._held = 0
        self.at = 0

    def add(
        self, key: tuple[bytes, bytes, int, int], offset: int, *, more: bool, data: bytes
    ) -> bytes | None:
        """The whole, once its last piece is here."""
        pieces = self._open.get(key)
        if pieces is not None and abs(self.at - pieces.at) > self.PATIENCE:
            self._forget(key)
            pieces = None
        if pieces is None:
            while self._open and (len(self._open) >= self.MOST or self._held > self.HELD):
                self._forget(next(iter(self._open)))
            pieces = self._open[key] = _Pieces(self.at)
        if offset + len(data) > self.BYTES or len(pieces.parts) > 4_096:
            return None
        if offset not in pieces.parts:
            self._held += len(data)
            pieces.parts[offset] = data
        if not more:
            pieces.size = offset + len(data)
        whole = pieces.whole()
        if whole is not None:
            self._forget(key)
        return whole

    def _forget(self, key: tuple[bytes, bytes, int, int]) -> None:
        self._held -= sum(map(len, self._open.pop(key).parts.values()))


class _Pieces:
    __slots__ = ("at", "parts", "size")

    def __init__(self, at: int) -> None:
        self.at = at
        self.parts: dict[int, bytes] = {}
        self.size = -1

    def whole(self) -> bytes | None:
        if self.size < 0 or sum(map(len, self.parts.values())) < self.size:
            return None
        made = bytearray()
        for offset, part in sorted(self.parts.items()):
            if offset > len(made):
                return None
            made += part[len(made) - offset :]
        return bytes(made[: self.size]) if len(made) >= self.size else None


class Layers:
    """The readers, with the fragments that wait for others."""

    def __init__(self) -> None:
        self.fragments = Fragments()

    def inner(self, data: bytes, wire: int, link: int, at: int) -> Inner | None:
        """The innermost packet of a frame of `wire` bytes; None where there is no TCP, UDP, ICMP.

        at: nanoseconds, by which fragments get old.
        """
        self.fragments.at = at
        walk = Walk(data, max(wire - len(data), 0), self.fragments)
        if not _down(walk, LINKS.get(link)):
            return None
        return Inner(
            walk.data,
            walk.at,
            walk.end,
            walk.beyond,
            walk.protocol,
            walk.source,
            walk.destination,
            walk.ttl,
            walk.ident,
            walk.within,
        )


def _down(walk: Walk, step: Next) -> bool:
    for _ in range(DEEPEST):
        if isinstance(step, int):
            step = _READERS.get(step)
        if step is None or walk.left() <= 0:
            break
        step = step(walk)
    return walk.found


def ipv4(walk: Walk) -> Next:
    """RFC 791. A total length of 0 is what a sender with segmentation in hardware captures."""
    first = walk.number(0, 1)
    head = (first & 15) * 4
    if first >> 4 != 4 or head < 20 or walk.left() < head:
        return None
    if size := walk.number(2, 2):
        walk.bound(max(size, head))
    _addressed(walk, 12, 4)
    walk.ident = walk.number(4, 2)
    walk.ttl = walk.number(8, 1)
    walk.protocol = walk.number(9, 1)
    places = walk.number(6, 2)
    walk.at += head
    if places & 0x3FFF and not _joined(walk, (places & 0x1FFF) * 8, places & 0x2000, walk.ident):
        return None
    return _by_protocol(walk)


def ipv6(walk: Walk) -> Next:
    """RFC 8200 with its extension headers, and AH (RFC 4302)."""
    if walk.number(0, 1) >> 4 != 6 or walk.left() < 40:
        return None
    size = walk.number(4, 2)
    following = walk.number(6, 1)
    _addressed(walk, 8, 16)
    walk.ttl = walk.number(7, 1)
    walk.ident = -1
    walk.at += 40
    if size:  # 0 in a jumbogram, RFC 2675
        walk.bound(size)
    for _ in range(16):
        if following in _OPTIONS:
            step = (walk.number(1, 1) + 1) * 8
        elif following == 44:
            places = walk.number(2, 2)
            walk.protocol = following = walk.number(0, 1)
            ident = walk.number(4, 4)
            walk.at += 8
            if places & 0xFFF9 and not _joined(walk, places & 0xFFF8, places & 1, ident):
                return None
            continue
        else:
            break
        if walk.left() < step:
            return None
        following = walk.number(0, 1)
        walk.at += step
    walk.protocol = following
    return _by_protocol(walk)


def _addressed(walk: Walk, at: int, size: int) -> None:
    start = walk.at + at
    walk.source = walk.data[start : start + size]
    walk.destination = walk.data[start + size : start + 2 * size]


def _joined(walk: Walk, offset: int, more: int, ident: int) -> bool:
    key = (walk.source, walk.destination, walk.protocol, ident)
    piece = walk.data[walk.at : walk.end]
    whole = walk.fragments.add(key, offset, more=bool(more), data=piece)
    if whole is None:
        return False
    walk.data, walk.at, walk.end, walk.beyond = whole, 0, len(whole), 0
    return True


def _by_protocol(walk: Walk) -> Next:
    if walk.protocol in (TCP, ICMP, ICMP6):
        walk.found = walk.left() > 0
        return None
    return _PROTOCOLS.get(walk.protocol)


def datagram(walk: Walk) -> Next:
    """UDP (RFC 768), or the tunnel that it carries when that reads as one."""
    opener = PORTS.get(walk.number(2, 2)) or PORTS.get(walk.number(0, 2))
    if opener is not None and walk.left() >= 16:
        inside = Walk(walk.data, walk.beyond, walk.fragments)
        inside.within, inside.source, inside.end = walk.within, walk.source, walk.end
        inside.at = walk.at + 8
        if _down(inside, opener):
            for name in Walk.__slots__:
                setattr(walk, name, getattr(inside, name))
            return None
    walk.found = walk.left() > 0
    return None


def _authenticated(walk: Walk) -> Next:
    size = (walk.number(1, 1) + 2) * 4
    walk.protocol = walk.number(0, 1)
    walk.at += size
    return _by_protocol(walk)


def _packet_within(walk: Walk) -> Next:
    walk.wrap("IP")
    return raw(walk)


def _ethernet_within(walk: Walk) -> Next:
    walk.wrap("EtherIP")
    walk.at += 2
    return ethernet


def _gre(walk: Walk) -> Next:
    """RFC 2784, RFC 2890; version 1 is that of PPTP (RFC 2637). ERSPAN follows as a type of it."""
    flags, kind = walk.number(0, 2), walk.number(2, 2)
    counted = bool(flags & 0x1000)
    walk.at += 4 + sum(4 for bit in (0x8000, 0x2000, 0x1000) if flags & bit)
    if flags & 7 == 1:
        walk.at += 4 if flags & 0x80 else 0
    if kind == 0x88BE:
        walk.wrap("ERSPAN")
        walk.at += 8 if counted else 0  # type I has no header
        return ethernet
    if kind == 0x22EB:
        walk.wrap("ERSPAN")
        walk.at += 20 if walk.number(11, 1) & 1 else 12
        return ethernet
    walk.wrap("GRE")
    if kind == 0x883E:  # WCCP, whose second version has a header of its own
        return raw(walk) or _skipped(walk, 4)
    return kind


def _skipped(walk: Walk, size: int) -> Next:
    walk.at += size
    return raw(walk)


def _vxlan(walk: Walk) -> Next:
    """RFC 7348; with a protocol field it is the generic extension."""
    flags = walk.number(0, 1)
    if not flags & 0x08:
        return None
    walk.wrap(f"VXLAN {walk.number(4, 3)}")
    kind = walk.number(3, 1) if flags & 0x04 else 3
    walk.at += 8
    return raw(walk) if kind in (1, 2) else ethernet


def _geneve(walk: Walk) -> Next:
    """RFC 8926."""
    first = walk.number(0, 1)
    if first >> 6:
        return None
    kind = walk.number(2, 2)
    walk.wrap(f"Geneve {walk.number(4, 3)}")
    walk.at += 8 + (first & 0x3F) * 4
    return kind


def _gtp(walk: Walk) -> Next:
    """GTP-U, 3GPP TS 29.281 section 5: a G-PDU."""
    flags = walk.number(0, 1)
    if flags >> 4 != 3 or walk.number(1, 1) != 0xFF:
        return None
    walk.wrap("GTP-U")
    walk.at += 8
    if flags & 7:
        following = walk.number(3, 1) if flags & 4 else 0
        walk.at += 4
        while following:
            size = walk.number(0, 1) * 4
            if not size or walk.left() < size:
                return None
            following = walk.number(size - 1, 1)
            walk.at += size
    return raw(walk)


def _teredo(walk: Walk) -> Next:
    """RFC 4380 section 5.1.1."""
    if walk.number(0, 2) == 1:
        walk.at += 13 + walk.number(2, 1) + walk.number(3, 1)
    if walk.number(0, 2) == 0:
        walk.at += 8
    walk.wrap("Teredo")
    return ipv6


def _capwap(walk: Walk) -> Next:
    """CAPWAP data, RFC 5415 section 4.3, unencrypted and in one piece."""
    word = walk.number(0, 4)
    if word >> 24 or word & 0x80:
        return None
    walk.wrap("CAPWAP")
    walk.at += (word >> 19 & 31) * 4
    if not word & 0x100:
        return ethernet
    control = walk.data[walk.at : walk.at + 2]
    if control[:1] and control[0] & 0x0C != 0x08:  # some access points swap the two bytes
        swapped = bytes((control[-1], control[0]))
        walk.data = walk.data[: walk.at] + swapped + walk.data[walk.at + 2 :]
    return wireless


def _layer_two_tunnel(walk: Walk) -> Next:
    """L2TP version 2 data, RFC 2661 section 3.1."""
    flags = walk.number(0, 2)
    if flags & 0x800F != 2:
        return None
    walk.wrap("L2TP")
    walk.at += 6 + (2 if flags & 0x4000 else 0) + (4 if flags & 0x0800 else 0)
    if flags & 0x0200:
        walk.at += 2 + walk.number(0, 2)
    return ppp


def _tazmen(walk: Walk) -> Next:
    """TZSP: tagged fields, then the packet."""
    if walk.number(0, 1) != 1:
        return None
    kind = walk.number(2, 2)
    walk.wrap("TZSP")
    walk.at += 4
    while walk.left() > 1:
        tag = walk.number(0, 1)
        if tag == 1:
            walk.at += 1
            break
        walk.at += 1 if tag == 0 else 2 + walk.number(1, 1)
    return {1: ethernet, 0x12: wireless}.get(kind)


_READERS: dict[int, Step] = {**ETHERTYPES, IPV4: ipv4, IPV6: ipv6}
_PROTOCOLS: dict[int, Step] = {
    4: _packet_within,
    UDP: datagram,
    41: _packet_within,
    47: _gre,
    51: _authenticated,
    94: _packet_within,
    97: _ethernet_within,
    137: mpls,
}
PORTS: dict[int, Step] = {
    1701: _layer_two_tunnel,
    2152: _gtp,
    3544: _teredo,
    4754: _gre,
    4789: _vxlan,
    4790: _vxlan,
    5247: _capwap,
    6081: _geneve,
    6635: mpls,
    8472: _vxlan,
    37008: _tazmen,
}
"""Well-known ports of tunnels."""


def quoted(packet: Inner) -> Quoted | None:
    """What an ICMP error quotes, when at least its ports are there."""
    data, start = packet.data, packet.start
    version = 6 if packet.protocol == ICMP6 else 4
    if packet.end - start < 36 or (version, data[start]) not in ERRORS:
        return None
    code = data[start] << 8 | data[start + 1] | (version == 6) << 16
    ip = start + 8
    if data[ip] >> 4 == 4:
        head, protocol, addresses, size = (data[ip] & 15) * 4, data[ip + 9], ip + 12, 4
        whole = not int.from_bytes(data[ip + 6 : ip + 8], "big") & 0x1FFF
    else:
        head, protocol, addresses, size = 40, data[ip + 6], ip + 8, 16
        whole = data[ip] >> 4 == 6
    if not whole or protocol not in (TCP, UDP) or head < 20 or packet.end < ip + head + 8:
        return None
    return Quoted(
        code,
        protocol,
        data[addresses : addresses + size],
        data[addresses + size : addresses + 2 * size],
        ip + head,
    )
