"""Packets in arrays: fixed layouts at once, all others one by one through `layers`.

Theory of operation: most packets of most captures have one of few layouts, in which every field
lies at the same place: Ethernet with up to two VLAN tags, or a cooked, null or raw link layer, then
IPv4 without options or IPv6 without extension headers, then TCP or UDP. Their first bytes are
gathered as rows of one array, and each field is a column of it. A mask finds what has none of these
layouts. Of both kinds come the same parts: columns to decide on, and full rows of what is kept.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import starmap
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from tlswhy.captures import layers, link
from tlswhy.captures.pcap import Batch, Ints, Mask, rows, some

WIDTH = 80
"""Bytes of a packet in a row: two VLAN tags, IPv6, and TCP as far as its window."""

KIND_TCP, KIND_UDP, KIND_ICMP = 0, 1, 2
"""An ICMP error has the kind that it is about in its last bit."""

ROW = np.dtype(
    [
        ("key", "u8"),  # of both ends and the protocol; the same in both directions
        ("low", "u8"),  # the ends as numbers, the lower one first
        ("high", "u8"),
        ("at", "i8"),
        ("frame", "i8"),
        ("place", "i8"),  # of the payload: store << 32 | offset
        ("number", "i8"),  # of the flow, 0 before it has one
        ("seq", "u4"),
        ("ack", "u4"),
        ("size", "i4"),  # of the payload on the wire
        ("got", "i4"),  # and in the capture
        ("slot", "i4"),
        ("ident", "i4"),
        ("label", "i4"),
        ("flags", "i4"),
        ("window", "u2"),
        ("ttl", "u1"),
        ("down", "u1"),  # 1 when it comes from the higher end
        ("kind", "u1"),
        ("", "V3"),
    ]
)
SIX = np.uint64(1 << 63)
"""Marks an end of IPv6, whose number is a hash."""

LABELS = 65_536
DEEPEST = 3
"""Tunnels within each other that are read at once."""

DENSE = 2
"""A block is kept whole when a half of it is wanted."""

_K1 = np.uint64(0x9E3779B97F4A7C15)
_K2 = np.uint64(0xC2B2AE3D27D4EB4F)
_TUNNELS = np.zeros(65_536, np.bool_)
_TUNNELS[list(layers.PORTS)] = True

Words = NDArray[np.uint64]


class Part(NamedTuple):
    """Packets to decide on. which: of the batch. low, high, key, down: as in `ROW`. the others: of
    TCP. fill: makes rows of chosen ones, full but for these. store: the payloads of chosen ones in
    one piece, and where each begins."""

    kind: int
    which: Ints
    key: Words
    down: Ints
    seq: NDArray[np.uint32]
    ack: NDArray[np.uint32]
    flags: NDArray[np.int32]
    size: NDArray[np.int32]
    fill: Callable[[Ints], NDArray[Any]]
    store: Callable[[Ints], tuple[bytes, Ints]]

    def only(self, chosen: Mask) -> Part:
        """Those alone."""
        index = np.flatnonzero(chosen)
        return self._replace(
            which=self.which[index],
            key=self.key[index],
            down=self.down[index],
            seq=self.seq[index],
            ack=self.ack[index],
            flags=self.flags[index],
            size=self.size[index],
            fill=lambda picked: self.fill(index[picked]),
            store=lambda picked: self.store(index[picked]),
        )


class Columns:
    """Makes columns of batches. labels: what packets were wrapped in, by number. addresses: of
    IPv6 ends by their number. senders: of ICMP errors, by frame. passed: datagrams and packets that
    are no TCP and nothing else of ours."""

    def __init__(self) -> None:
        self.layers = layers.Layers()
        self.labels: list[tuple[str, ...]] = [()]
        self.addresses: dict[int, tuple[bytes, int]] = {}
        self.senders: dict[int, bytes] = {}
        self.datagrams = 0
        self.others = 0
        self._label: dict[tuple[str, ...], int] = {(): 0}

    def parts(self, batch: Batch) -> Iterator[Part]:
        """All TCP packets of a batch, datagrams that look like QUIC or DTLS, and ICMP errors."""
        left: list[Ints] = []
        every = np.arange(len(batch.start))
        waiting = [_Level(batch, every, np.zeros(len(every), np.int32), 0)]
        while waiting:
            level = waiting.pop()
            kinds = np.unique(level.batch.link).tolist()
            for one in kinds:
                index = np.flatnonzero(level.batch.link == one)
                head = rows(batch.buffer, level.batch.start[index], WIDTH)
                for layout in _layouts(one, head):
                    yield from self._laid_out(level, head, index, layout, left, waiting)
        odd = np.sort(np.concatenate(left)) if left else every[:0]
        if len(odd):
            yield from self._one_by_one(batch, odd)

    def label(self, within: tuple[str, ...]) -> int:
        number = self._label.get(within)
        if number is None:
            if len(self.labels) >= LABELS:
                return 0
            number = self._label[within] = len(self.labels)
            self.labels.append(within)
        return number

    def _laid_out(  # noqa: PLR0913, PLR0917 - two are lists that it adds to
        self,
        level: _Level,
        head: NDArray[np.uint8],
        index: Ints,
        layout: _Layout,
        left: list[Ints],
        waiting: list[_Level],
    ) -> Iterator[Part]:
        if layout.chosen is not None:
            if not layout.chosen.any():
                return
            if not layout.chosen.all():
                head, index = _some(head, layout.chosen), index[layout.chosen]
        if layout.version == 0:
            left.append(level.which[index])
            return
        batch = level.batch
        laid = _Laid(level, layout, head, index)
        at = layout.at
        first = head[:, at]
        view = head.view(_fields(at, layout.version)).ravel()
        captured = batch.captured[index]
        if layout.version == 4:
            length = view["length"].astype(np.int32)
            protocol = head[:, at + 9]
            fine = (first == 0x45) & (view["places"] & 0x3FFF == 0) & (length >= 28)
            base = at + 20
        else:
            length = view["length"].astype(np.int32) + 40
            protocol = head[:, at + 6]
            fine = (first >> 4 == 6) & (length > 40)
            base = at + 40
        fine &= captured >= base + 8
        length = np.minimum(length, batch.wire[index] - at).astype(np.int32)
        tcp = fine & (protocol == layers.TCP) & (captured >= base + 20)
        udp = fine & (protocol == layers.UDP) & ~_TUNNELS[view["to"]] & ~_TUNNELS[view["from"]]
        space = (head[:, base + 12] >> 4).astype(np.int32) * 4
        header = base - at + space
        tcp &= (space >= 20) & (header <= length) & (captured >= at + header)
        rest = ~(tcp | udp)
        if rest.any():
            if level.deep < DEEPEST:
                rest &= ~self._inside(laid, rest & fine, base, length, waiting)
            left.append(level.which[index[rest]])
        if tcp.any():
            yield self._part(laid, tcp, KIND_TCP, length - header, header)
        if udp.any():
            size = length - (base - at + 8)
            looks = udp & (size > 0) & _interesting(head, base + 8, captured)
            self.datagrams += int(np.count_nonzero(udp) - np.count_nonzero(looks))
            if looks.any():
                header = np.full(len(head), base - at + 8, np.int32)
                yield self._part(laid, looks, KIND_UDP, size, header)

    def _part(
        self,
        laid: _Laid,
        chosen: Mask,
        kind: int,
        size: NDArray[np.int32],
        header: NDArray[np.int32],
    ) -> Part:
        level, layout, head, index = laid
        batch = level.batch
        if not chosen.all():
            head, index = _some(head, chosen), index[chosen]
            size, header = size[chosen], header[chosen]
        at = layout.at
        view = head.view(_fields(at, layout.version)).ravel()
        source, destination = _ends(view, layout.version)
        down = source > destination
        low, high = np.minimum(source, destination), np.maximum(source, destination)
        key = keyed(low, high, kind)
        if kind == KIND_TCP:
            seq, ack = view["seq"].astype(np.uint32), view["ack"].astype(np.uint32)
            flags = view["flags"].astype(np.int32) & 0x3F
        else:
            seq = ack = np.zeros(len(index), np.uint32)
            flags = np.zeros(len(index), np.int32)
        begin = batch.start[index] + at + header
        got = np.minimum(size, batch.captured[index] - at - header).astype(np.int32)

        def fill(picked: Ints) -> NDArray[Any]:
            made = np.zeros(len(picked), ROW)
            made["low"], made["high"] = low[picked], high[picked]
            made["got"] = got[picked]
            chosen = some(view, picked)
            made["ttl"] = chosen["ttl"]
            made["ident"] = chosen["ident"] if layout.version == 4 else -1
            if kind == KIND_TCP:
                made["window"] = chosen["window"]
            if layout.tags or level.deep:
                made["label"] = self._labels(level.label[index[picked]], chosen, layout.tags)
            if layout.version == 6:
                self._name(chosen, source[picked], destination[picked])
            return made

        def store(picked: Ints) -> tuple[bytes, Ints]:
            whole = memoryview(batch.buffer)
            places, sizes = begin[picked], got[picked].astype(np.int64)
            least, most = int(places[0]), int(places[-1] + sizes[-1])
            if sizes.sum() * DENSE > most - least:  # one copy is faster than many
                return bytes(whole[least:most]), places - least
            ends = (places + sizes).tolist()
            slices = starmap(slice, zip(places.tolist(), ends, strict=True))
            return b"".join(map(whole.__getitem__, slices)), np.cumsum(sizes) - sizes

        which = level.which[index]
        return Part(kind, which, key, down.astype(np.int64), seq, ack, flags, size, fill, store)

    def _inside(
        self,
        laid: _Laid,
        fine: Mask,
        base: int,
        length: NDArray[np.int32],
        waiting: list[_Level],
    ) -> Mask:
        """Packets that carry others in the plain forms of tunnels; those wait for their turn."""
        level, layout, head, index = laid
        made = np.zeros(len(index), np.bool_)
        captured = level.batch.captured[index]
        end = layout.at + length.astype(np.int64)
        for tunnel, begun, size, kind in _tunnels(head, layout, base):
            chosen = begun & fine & (np.minimum(captured, end) > base + size + 20)
            if not chosen.any():
                continue
            made |= chosen
            some_, begin = index[chosen], base + size
            view = _some(head, chosen).view(_fields(layout.at, layout.version)).ravel()
            network = head[chosen, base + 12 : base + 15].astype(np.int64) @ (65_536, 256, 1)
            label = self._labels(
                level.label[some_], view, layout.tags, tunnel, network if kind == 1 else None
            )
            batch = level.batch._replace(
                at=level.batch.at[some_],
                start=level.batch.start[some_] + begin,
                captured=np.minimum(captured, end)[chosen] - begin,
                wire=end[chosen] - begin,
                link=np.full(len(some_), kind, np.int64),
            )
            waiting.append(_Level(batch, level.which[some_], label, level.deep + 1))
        return made

    def _labels(
        self,
        outer: NDArray[np.int32],
        view: NDArray[Any],
        tags: int,
        tunnel: str = "",
        network: Ints | None = None,
    ) -> NDArray[np.int32]:
        """What packets are wrapped in: what their level is, VLANs, and a tunnel with its number."""
        names = [outer.astype(np.int64)]
        if tags:
            names += [view[name].astype(np.int64) & 0xFFF for name in ("tag", "tag2")[:tags]]
        if network is not None:
            names.append(network)
        every, where = np.unique(np.stack(names, axis=1), axis=0, return_inverse=True)
        numbers = []
        for first, *others in every.tolist():
            within = (*self.labels[first], *(f"VLAN {tag}" for tag in others[:tags]))
            if tunnel:
                within += (f"{tunnel} {others[tags]}" if others[tags:] else tunnel,)
            numbers.append(self.label(within))
        return np.array(numbers, np.int32)[where.ravel()]

    def _name(self, view: NDArray[Any], source: Words, destination: Words) -> None:
        for ends, address, port in (
            (source, "source", "from"),
            (destination, "destination", "to"),
        ):
            for number, where in zip(*np.unique(ends, return_index=True), strict=True):
                name = int(number)
                if name not in self.addresses:
                    self.addresses[name] = (view[address][where].tobytes(), int(view[port][where]))

    def _one_by_one(self, batch: Batch, index: Ints) -> Iterator[Part]:
        found: dict[int, list[_Odd]] = {}
        whole = memoryview(batch.buffer)
        for at, start, captured, wire, kind, i in zip(
            batch.at[index].tolist(),
            batch.start[index].tolist(),
            batch.captured[index].tolist(),
            batch.wire[index].tolist(),
            batch.link[index].tolist(),
            index.tolist(),
            strict=True,
        ):
            inner = self.layers.inner(bytes(whole[start : start + captured]), wire, kind, at)
            odd = None if inner is None else self._odd(inner, i, batch.first + i)
            if odd is None:
                self.others += 1
            else:
                found.setdefault(odd.kind, []).append(odd)
        for kind, odds in sorted(found.items()):
            yield self._gathered(kind, odds)

    def _odd(self, inner: layers.Inner, which: int, frame: int) -> _Odd | None:
        if inner.protocol == layers.TCP:
            return self._segment(inner, which)
        if inner.protocol == layers.UDP:
            return self._datagram(inner, which)
        return self._error(inner, which, frame)

    def _segment(self, inner: layers.Inner, which: int) -> _Odd | None:
        data, start, end = inner.data, inner.start, inner.end
        space = (data[start + 12] >> 4) * 4 if end >= start + 20 else 0
        if space < 20:
            return None
        begin = min(start + space, end)
        size = end - begin + inner.beyond - (start + space - begin)
        flags = data[start + 13] & 0x3F
        return self._made(KIND_TCP, inner, which, flags, data[begin:end], size)

    def _datagram(self, inner: layers.Inner, which: int) -> _Odd | None:
        payload = inner.data[inner.start + 8 : inner.end]
        if not looks(payload):
            self.datagrams += 1
            return None
        return self._made(KIND_UDP, inner, which, 0, payload, len(payload) + inner.beyond)

    def _error(self, inner: layers.Inner, which: int, frame: int) -> _Odd | None:
        """An ICMP error about TCP, QUIC or DTLS; by port 443 when it quotes no payload."""
        quote = layers.quoted(inner)
        if quote is None:
            return None
        about = inner.data[quote.start : inner.end]
        kind = KIND_ICMP
        if quote.protocol == layers.UDP:
            kind |= KIND_UDP
            if not looks(about[8:]) and (len(about) > 8 or about[2:4] != b"\x01\xbb"):
                return None
        self.senders[frame] = inner.source
        of = inner._replace(start=quote.start, source=quote.source, destination=quote.destination)
        return self._made(kind, of, which, quote.code, about, len(about) + inner.beyond)

    def _made(  # noqa: PLR0913, PLR0917 - one field each
        self, kind: int, inner: layers.Inner, which: int, flags: int, payload: bytes, size: int
    ) -> _Odd:
        return _Odd(
            kind,
            which,
            inner.source,
            inner.destination,
            inner.data[inner.start : min(inner.start + 16, inner.end)],
            flags,
            payload,
            max(size, 0),
            inner.ttl,
            inner.ident,
            self.label(inner.within),
        )

    def _gathered(self, kind: int, odds: list[_Odd]) -> Part:
        count = len(odds)
        ports = np.frombuffer(b"".join(odd.head.ljust(16, b"\0") for odd in odds), np.dtype(_HEAD))
        source = self._numbers([odd.source for odd in odds], ports["from"])
        destination = self._numbers([odd.destination for odd in odds], ports["to"])
        down = source > destination
        low, high = np.minimum(source, destination), np.maximum(source, destination)
        stream = kind & KIND_UDP == 0
        full = np.zeros(count, ROW)
        full["low"], full["high"] = low, high
        full["got"] = [len(odd.payload) for odd in odds]
        full["ttl"] = [odd.ttl for odd in odds]
        full["ident"] = [odd.ident for odd in odds]
        full["label"] = [odd.label for odd in odds]
        if kind == KIND_TCP:
            full["window"] = ports["window"]
        none = np.zeros(count, np.uint32)
        return Part(
            kind,
            np.array([odd.which for odd in odds], np.int64),
            keyed(low, high, kind & KIND_UDP),
            down.astype(np.int64),
            ports["seq"].astype(np.uint32) if stream else none,
            ports["ack"].astype(np.uint32) if stream else none,
            np.array([odd.flags for odd in odds], np.int32),
            np.array([min(odd.size, 1 << 30) for odd in odds], np.int32),
            lambda picked: some(full, picked),
            lambda picked: (
                b"".join([odds[i].payload for i in picked.tolist()]),
                np.cumsum(full["got"][picked], dtype=np.int64) - full["got"][picked],
            ),
        )

    def _numbers(self, addresses: list[bytes], ports: NDArray[Any]) -> Words:
        made = np.zeros(len(addresses), np.uint64)
        six = np.array([len(one) == 16 for one in addresses], np.bool_)
        padded = b"".join(one.rjust(16, b"\0") for one in addresses)
        table = np.frombuffer(padded, np.uint8).reshape(-1, 16)
        low = table.view(">u8")[:, 1].astype(np.uint64)
        made[:] = low << np.uint64(16) | ports.astype(np.uint64)
        made[six] = _hashed(table[six], ports[six])
        for i in np.flatnonzero(six).tolist():
            self.addresses.setdefault(int(made[i]), (addresses[i], int(ports[i])))
        return made


def _some(head: NDArray[np.uint8], which: Mask) -> NDArray[np.uint8]:
    return head.view(f"V{WIDTH}").ravel()[which].view(np.uint8).reshape(-1, WIDTH)


class _Odd(NamedTuple):
    kind: int
    which: int
    source: bytes
    destination: bytes
    head: bytes
    flags: int
    payload: bytes
    size: int
    ttl: int
    ident: int
    label: int


class _Layout(NamedTuple):
    """chosen: rows that have it, None for all. version: of IP, 0 for none that is known here."""

    chosen: Mask | None
    version: int
    at: int
    tags: int


class _Level(NamedTuple):
    """Packets within the same number of tunnels. which: of the batch they are. label: of each."""

    batch: Batch
    which: Ints
    label: NDArray[np.int32]
    deep: int


class _Laid(NamedTuple):
    """Packets of one layout: their rows, and which of their level they are."""

    level: _Level
    layout: _Layout
    head: NDArray[np.uint8]
    which: Ints


def _tunnels(
    head: NDArray[np.uint8], layout: _Layout, base: int
) -> Iterator[tuple[str, Mask, int, int]]:
    """Name, packets, size of the header and link type of what is in it."""
    protocol = head[:, layout.at + (9 if layout.version == 4 else 6)]

    def begins(at: int, data: bytes) -> Mask:
        place = base + at
        same: Mask = (head[:, place : place + len(data)] == np.frombuffer(data, np.uint8)).all(1)
        return same

    def version(at: int) -> NDArray[np.uint8]:
        return np.right_shift(head[:, base + at], 4, dtype=np.uint8)

    four, six = version(0) == 4, version(0) == 6
    yield "IP", ((protocol == 4) | (protocol == 41) | (protocol == 94)) & (four | six), 0, 101
    plain = begins(0, b"\0\0\x08\0") & (version(4) == 4) | (
        begins(0, b"\0\0\x86\xdd") & (version(4) == 6)
    )
    yield "GRE", (protocol == 47) & plain, 4, 101
    datagram = protocol == layers.UDP
    vxlan = begins(2, b"\x12\xb5") | begins(2, b"\x21\x18")
    yield "VXLAN", datagram & vxlan & begins(8, b"\x08"), 16, link.ETHERNET
    inner = version(16)
    packets = begins(2, b"\x08\x68") & begins(8, b"\x30\xff") & ((inner == 4) | (inner == 6))
    yield "GTP-U", datagram & packets, 16, 101


_HEAD = [("from", ">u2"), ("to", ">u2"), ("seq", ">u4"), ("ack", ">u4"), ("space", "u1"),
         ("flags", "u1"), ("window", ">u2")]  # fmt: skip


def _fields(at: int, version: int) -> np.dtype[Any]:
    made = _FIELDS.get((at, version))
    if made is None:
        base = at + (20 if version == 4 else 40)
        names = {
            "from": (">u2", base),
            "to": (">u2", base + 2),
            "seq": (">u4", base + 4),
            "ack": (">u4", base + 8),
            "flags": ("u1", base + 13),
            "window": (">u2", base + 14),
        }
        if version == 4:
            names |= {
                "length": (">u2", at + 2),
                "ident": (">u2", at + 4),
                "places": (">u2", at + 6),
                "ttl": ("u1", at + 8),
                "source": (">u4", at + 12),
                "destination": (">u4", at + 16),
            }
        else:
            names |= {
                "length": (">u2", at + 4),
                "ttl": ("u1", at + 7),
                "source": ("V16", at + 8),
                "destination": ("V16", at + 24),
            }
        if at >= 18:
            names |= {"tag": (">u2", 14), "tag2": (">u2", 18)}
        made = _FIELDS[at, version] = np.dtype(
            {
                "names": list(names),
                "formats": [one for one, _ in names.values()],
                "offsets": [one for _, one in names.values()],
                "itemsize": WIDTH,
            }
        )
    return made


_FIELDS: dict[tuple[int, int], np.dtype[Any]] = {}


def _layouts(kind: int, head: NDArray[np.uint8]) -> Iterator[_Layout]:
    if kind == link.ETHERNET:
        yield from _typed(head, 12, 0)
    elif kind == link.SLL:
        yield from _typed(head, 14, 2)
    elif kind == link.SLL2:
        yield from _typed(head, 0, 2)
    elif kind in link.RAW or kind in (link.NULL, link.LOOP):
        at = 0 if kind in link.RAW else 4
        nibble = head[:, at] >> 4
        yield _Layout(nibble == 4, 4, at, 0)
        yield _Layout(nibble == 6, 6, at, 0)
        yield _Layout((nibble != 4) & (nibble != 6), 0, at, 0)
    else:
        yield _Layout(None, 0, 0, 0)


def _typed(head: NDArray[np.uint8], at: int, tags: int) -> Iterator[_Layout]:
    """Layouts by the Ethernet type at a place. tags: that are behind already; 2 looks for none."""
    begin = {12: 14, 14: 16, 0: 20}.get(at, at + 2)
    kind = head[:, at].astype(np.int32) << 8 | head[:, at + 1]
    four = kind == link.IPV4
    if four.all():
        yield _Layout(None, 4, begin, 0)
        return
    six = kind == link.IPV6
    yield _Layout(four, 4, begin, 0)
    yield _Layout(six, 6, begin, 0)
    rest = ~(four | six)
    if tags == 0:
        tagged = np.isin(kind, list(link.VLANS))
        if tagged.any():
            second = head[:, 16].astype(np.int32) << 8 | head[:, 17]
            third = head[:, 20].astype(np.int32) << 8 | head[:, 21]
            twice = tagged & np.isin(second, list(link.VLANS))
            for version, number in ((4, link.IPV4), (6, link.IPV6)):
                yield _Layout(tagged & (second == number), version, 18, 1)
                yield _Layout(twice & (third == number), version, 22, 2)
                rest &= ~(tagged & (second == number)) & ~(twice & (third == number))
    yield _Layout(rest, 0, 0, 0)


def _ends(view: NDArray[Any], version: int) -> tuple[Words, Words]:
    if version == 4:
        shift = np.uint64(16)
        source = view["source"].astype(np.uint64) << shift | view["from"]
        return source, view["destination"].astype(np.uint64) << shift | view["to"]
    made = []
    for address, port in (("source", "from"), ("destination", "to")):
        table = np.ascontiguousarray(view[address]).view(np.uint8).reshape(-1, 16)
        made.append(_hashed(table, view[port]))
    return made[0], made[1]


def _hashed(addresses: NDArray[np.uint8], ports: NDArray[Any]) -> Words:
    words = np.ascontiguousarray(addresses).view(">u8").astype(np.uint64)
    mixed = words[:, 0] * _K1 ^ words[:, 1] * _K2
    mixed ^= mixed >> np.uint64(32)
    mixed = (mixed + ports.astype(np.uint64)) * _K1
    mixed ^= mixed >> np.uint64(29)
    return mixed | SIX


def keyed(low: Words, high: Words, kind: int) -> Words:
    """A number for a pair of ends and a protocol, well mixed in its upper bits."""
    mixed = high * _K2
    key: Words = ((low ^ np.uint64(kind << 61)) * _K1) ^ (mixed >> np.uint64(7)) ^ mixed
    key ^= key >> np.uint64(29)
    return key * _K1


def looks(payload: bytes) -> bool:
    """Whether a datagram may be a QUIC packet with a long header or DTLS records."""
    if len(payload) < 6:
        return False
    first = payload[0]
    if first & 0x80:
        return bool(_quic(int.from_bytes(payload[1:5], "big")))
    return 20 <= first <= 26 and payload[1:3] in (b"\xfe\xff", b"\xfe\xfd", b"\xfe\xfc", b"\x01\0")


def _quic(version: Any) -> Any:  # noqa: ANN401 - one number, or an array of them
    """Versions 1 and 2 (RFC 9000, RFC 9369), negotiation, drafts, Google's and greased ones."""
    return (
        (version == 0)
        | (version == 1)
        | (version == 0x6B3343CF)
        | (version & 0xFFFFFF00 == 0xFF000000)
        | (version >> 8 == 0x513034)  # "Q04": Q043 to Q049
        | (version >> 8 == 0x513035)
        | (version >> 8 == 0x543035)  # "T05"
        | (version & 0xFFFFFFF0 == 0xFACEB000)
        | (version & 0x0F0F0F0F == 0x0A0A0A0A)
    )


def _interesting(head: NDArray[np.uint8], at: int, captured: Ints) -> Mask:
    first = head[:, at]
    long = first & 0x80 != 0
    if long.any():
        version = head[:, at + 1 : at + 5].copy().view(">u4").ravel().astype(np.int64)
        long &= _quic(version)
    pair = head[:, at + 1].astype(np.int32) << 8 | head[:, at + 2]
    records = (first >= 20) & (first <= 26)
    records &= np.isin(pair, (0xFEFF, 0xFEFD, 0xFEFC, 0x0100))
    made: Mask = (long | records) & (captured >= at + 6)
    return made
