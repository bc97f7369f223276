"""Packets sorted into flows, all at once, and the flows that come of them.

Theory of operation: one sort by flow, direction and order. What can be told of every flow in arrays
is told so: who opened it, what ended it, where its streams begin, whether they are in order. A flow
makes its packets only when asked for them, and its heads by joining slices when they are in order.
"""

from __future__ import annotations

from collections.abc import Iterator
from ipaddress import IPv6Address
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tlswhy.captures.columns import KIND_ICMP, KIND_TCP, KIND_UDP, ROW, SIX, Columns
from tlswhy.captures.flow import ACK, FIN, ICMP, RST, SYN, TCP, UDP, End, Flow, Packet, joined
from tlswhy.captures.pcap import Ints, Mask, some
from tlswhy.captures.table import DATAGRAMS, Table

SECOND = 1_000_000_000
SOME = 4_096
"""Flows that are made at once, from lists."""

FAR = np.int64(1 << 62)
"""A time that never comes."""

_BELOW = (1 << 32) - 1
_SHIFT = np.uint64(25)
_EARLIER = -65_536
"""How far before the first packet that was seen a stream may begin."""


class Epoch:
    """Flows by index, in arrays.

    count, held: packets and payload bytes. began: frame of the first packet. last: time of the last
    one. reset: time of the first RST. closed: both sides sent FIN. closing: a side sent FIN or RST.
    beyond: more came than is kept of a head. talked: both sides sent data.
    """

    def __init__(
        self, rows: NDArray[Any], stores: list[bytes], columns: Columns, table: Table
    ) -> None:
        self.stores = [memoryview(store) for store in stores]
        self.columns = columns
        self.addresses, self.senders, self.labels = (
            columns.addresses,
            columns.senders,
            columns.labels,
        )
        self.table = table
        self.rows, self._first, self._older = _sorted(rows)
        rows, first = self.rows, self._first
        self._end = np.append(first[1:], len(rows))
        self.count = self._end - first
        down = rows["down"].astype(np.int64)
        self._mid = self._end - np.add.reduceat(down, first)
        self._flow = np.repeat(np.arange(len(first)), self.count)
        frames = rows["frame"]
        self.began = np.minimum.reduceat(frames, first)
        self.held = np.add.reduceat(rows["got"].astype(np.int64), first)
        self._tell(down)

    def _tell(self, down: Ints) -> None:
        rows, first, flow = self.rows, self._first, self._flow
        count = len(first)
        side = flow * 2 + down  # of every row: its flow and direction in one number
        tcp = rows["kind"] == KIND_TCP
        flags = np.where(tcp, rows["flags"], 0)
        seq, size, got = rows["seq"], rows["size"], rows["got"]
        at = rows["at"]

        def seen(chosen: Mask) -> Mask:
            made = np.zeros(2 * count, np.bool_)
            made[side[chosen]] = True
            return made.reshape(-1, 2)

        opens = flags & SYN != 0
        pure = seen(opens & (flags & ACK == 0))
        answer = seen(opens & (flags & ACK != 0))
        fins = seen(flags & FIN != 0)
        resets = np.flatnonzero(flags & RST != 0)
        self.reset = np.full(count, FAR)
        np.minimum.at(self.reset, flow[resets], at[resets])
        self.closed = fins.all(axis=1)
        self.closing = fins.any(axis=1) | (self.reset != FAR)
        self._opened = pure.any(axis=1) | answer.any(axis=1)
        data = np.flatnonzero(tcp & (got > 0))
        talks = seen(tcp & (got > 0))
        self.talked = talks.all(axis=1)

        # Where each stream begins: behind its SYN, else at the lowest of its bytes.
        self._base: NDArray[np.uint32] = np.zeros(2 * count, np.uint32)
        self._based: Mask = np.zeros(2 * count, np.bool_)
        for chosen in (data, np.flatnonzero(tcp & ~opens & (size == 0))):
            self._lowest(chosen, side, seq)
        which = np.flatnonzero(opens)[::-1]
        self._base[side[which]] = seq[which] + np.uint32(1)
        self._based[side[which]] = True

        # Whether its data is in order and whole.
        start = seq[data] + (flags[data] & SYN != 0).astype(np.uint32)
        next_ = start + size[data].astype(np.uint32)
        of = side[data]
        same = of[1:] == of[:-1]
        wrong = same & ((start[1:] != next_[:-1]) | (got[data][:-1] < size[data][:-1]))
        mixed = np.zeros(2 * count, np.bool_)
        mixed[of[1:][wrong]] = True
        heads = np.flatnonzero(np.concatenate(([True], ~same))) if len(data) else data
        mixed[of[heads[start[heads] != self._base[of[heads]]]]] = True
        self._places = rows["place"][data].tolist()
        self._lengths = got[data].tolist()
        bounds = np.stack([first, self._mid, self._end], axis=1)
        self._bounds = np.searchsorted(data, bounds)
        self._mixed = mixed.reshape(-1, 2)

        self._client = np.where(
            pure[:, 0] & ~pure[:, 1],
            0,
            np.where(pure[:, 1] & ~pure[:, 0], 1, np.where(answer[:, 0], 1, 0)),
        )
        for i in np.flatnonzero(~(self._opened & (pure.sum(axis=1) < 2))).tolist():
            self._client[i] = self._guessed(i)
        self._sums(side, np.where(rows["kind"] >= KIND_ICMP, 0, size), at, count)

    def _lowest(self, chosen: Ints, side: Ints, seq: NDArray[np.uint32]) -> None:
        chosen = chosen[~self._based[side[chosen]]]
        if not len(chosen):
            return
        of = side[chosen]
        starts = np.flatnonzero(np.concatenate(([True], of[1:] != of[:-1])))
        origin = np.repeat(seq[chosen[starts]], np.diff(np.append(starts, len(of))))
        offset = (seq[chosen] - origin).view(np.int32).astype(np.int64)
        offset[offset < _EARLIER] = 0
        lowest = np.minimum.reduceat(offset, starts)
        self._base[of[starts]] = seq[chosen[starts]] + lowest.astype(np.uint32)
        self._based[of[starts]] = True

    def _sums(self, side: Ints, size: Ints, at: Ints, count: int) -> None:
        places = self.table.places
        slot = self.rows["slot"][self._first].astype(np.int64)
        slot ^= self.rows["down"][self._first]
        key = self.rows["key"][self._first]
        sums = np.bincount(side, weights=size, minlength=2 * count).astype(np.int64)
        sums = sums.reshape(-1, 2)
        self.last = np.maximum.reduceat(at, self._first)
        self._acks = np.full((count, 2), -1, np.int64)
        self.beyond = np.zeros(count, np.bool_)
        base = self._base.reshape(-1, 2)
        based = self._based.reshape(-1, 2)
        self.kind = self.rows["kind"][self._first]
        datagrams = self.kind & KIND_UDP != 0
        for down in (0, 1):
            place = some(places, slot ^ down)
            mine = (place["key"] == key ^ np.uint64(down)) & ~self._older
            past = np.where(mine, place["past"], 0)
            sums[:, down] += past
            self.beyond |= (past > 0) & ~datagrams
            self.last = np.where(mine, np.maximum(self.last, place["last"]), self.last)
            heard = (place["ack"] - base[:, 1 - down]).view(np.int32)
            known = mine & based[:, 1 - down] & (heard >= 0) & ~datagrams
            self._acks[:, 1 - down] = np.where(known, heard, -1)
        self._totals = sums
        self.slot, self.key = slot, key

    def numbered(self, number: int) -> int:
        """Give numbers to new flows, in the order of their first packets; gives the next number."""
        numbers = np.maximum.reduceat(self.rows["number"], self._first)
        new = np.flatnonzero(numbers == 0)
        new = new[np.argsort(self.began[new], kind="stable")]
        numbers[new] = number + np.arange(len(new))
        self.rows["number"] = numbers[self._flow]
        self.numbers = numbers
        return number + len(new)

    def close(self, leaving: Mask) -> None:
        """Keep nothing more of these flows, but of later ones with the same ends."""
        which = np.flatnonzero(leaving & ~self._older)
        slot, key = self.slot[which], self.key[which]
        # Nothing says that datagrams are the first between two ends, but that there were none long.
        again = (self.kind[which] & KIND_UDP != 0) & (self.count[which] < DATAGRAMS)
        for down in (0, 1):
            self.table.close(slot ^ down, key ^ np.uint64(down), again)

    def carried(self, staying: Mask) -> tuple[list[NDArray[Any]], list[bytes]]:
        """The packets of these flows, in the order of the capture, and their payloads."""
        columns = self.columns
        rows = some(self.rows, staying[self._flow])
        if not len(rows):
            columns.addresses, columns.senders = {}, {}
            return [], []
        rows = some(rows, np.argsort(rows["frame"], kind="stable"))
        got = rows["got"].astype(np.int64)
        store = b"".join(map(self._payload, rows["place"].tolist(), got.tolist()))
        rows["place"] = np.cumsum(got) - got
        ends = rows[["low", "high"]]
        names = np.unique(np.concatenate([ends["low"], ends["high"]]))
        known = columns.addresses
        columns.addresses = {one: known[one] for one in names[names >= SIX].tolist()}
        errors = rows["frame"][rows["kind"] >= KIND_ICMP].tolist()
        columns.senders = {one: columns.senders[one] for one in errors}
        return [rows], [store]

    def _payload(self, place: int, size: int) -> bytes:
        begin = place & _BELOW
        return bytes(self.stores[place >> 32][begin : begin + size])

    def flows(self, chosen: Mask, over: Mask) -> Iterator[Flow]:
        """The chosen flows by number."""
        which = np.flatnonzero(chosen)
        which = which[np.argsort(self.numbers[which], kind="stable")]
        for at in range(0, len(which), SOME):
            yield from self._flows(which[at : at + SOME], over)

    def _flows(self, which: Ints, over: Mask) -> Iterator[Flow]:
        columns: tuple[NDArray[Any], ...] = (
            self.numbers,
            self.kind,
            self.rows["label"][self._first],
            self._client,
            self.last,
            over,
            np.asarray(self._opened),
            self._totals,
            self._acks,
            self._bounds,
            self._mixed,
            self.began,
        )
        told = [one[which].tolist() for one in columns]
        for (
            i,
            number,
            kind,
            label,
            client,
            last,
            ended,
            opened,
            sent,
            acks,
            bounds,
            mixed,
            began,
        ) in zip(which.tolist(), *told, strict=True):
            flow = _Seen(
                number=number,
                protocol=UDP if kind & KIND_UDP else TCP,
                client=None,
                server=None,
                packets=None,
                sent=sent[client],
                received=sent[1 - client],
                last=last,
                over=ended,
                opened=opened,
                within=self.labels[label],
                heard=acks[client],
                answered=acks[1 - client],
                began=began,
            )
            flow.lies(self, i, client, bounds, mixed)
            yield flow

    def end(self, i: int, *, ours: bool) -> End:
        row = self.rows[self._first[i]]
        number = int(row["high" if (self._client[i] == 1) == ours else "low"])
        if number < SIX:
            address = number >> 16
            text = f"{address >> 24}.{address >> 16 & 255}.{address >> 8 & 255}.{address & 255}"
            return End(text, number & 0xFFFF)
        packed, port = self.addresses[number]
        return End(str(IPv6Address(packed)), port)

    def slices(self, begin: int, end: int) -> bytes:
        """Payloads of data packets that follow each other."""
        stores = self.stores
        return b"".join(
            [
                stores[place >> 32][(at := place & _BELOW) : at + size]
                for place, size in zip(
                    self._places[begin:end], self._lengths[begin:end], strict=True
                )
            ]
        )

    def stream(self, i: int, down: int) -> bytes:
        """The stream of one direction whose packets are late, repeated or missing."""
        rows = self.rows[self._mid[i] if down else self._first[i] :][: self.count[i]]
        base = self._base[2 * i + down]
        return joined(
            [
                (
                    (int(row["seq"]) - int(base) + (int(row["flags"]) & SYN != 0) + _HALF) % _WHOLE
                    - _HALF,
                    self._payload(int(row["place"]), int(row["got"])),
                )
                for row in rows[rows["down"] == down]
                if row["kind"] == KIND_TCP and row["got"]
            ]
        )

    def packets(self, i: int) -> Iterator[Packet]:
        rows = self.rows[self._first[i] : self._end[i]]
        rows = rows[np.argsort(rows["frame"], kind="stable")]
        client = int(self._client[i])
        base = [int(one) for one in self._base[2 * i : 2 * i + 2]]
        based = self._based[2 * i : 2 * i + 2].tolist()
        for row in rows.tolist():
            one = dict(zip(_NAMES, row, strict=True))
            down, kind, flags = one["down"], one["kind"], one["flags"]
            seq, ack = 0, -1
            if not kind & KIND_UDP:
                if not based[down]:
                    base[down], based[down] = one["seq"], True
                seq = _signed(one["seq"] - base[down])
                if kind == KIND_TCP and flags & ACK:
                    if not based[1 - down]:
                        base[1 - down], based[1 - down] = one["ack"], True
                    ack = _signed(one["ack"] - base[1 - down])
            yield Packet(
                frame=one["frame"],
                at=one["at"],
                ours=down == client,
                kind=ICMP if kind >= KIND_ICMP else UDP if kind == KIND_UDP else TCP,
                flags=flags,
                seq=seq,
                ack=ack,
                data=self._payload(one["place"], one["got"]),
                size=one["size"],
                ttl=one["ttl"],
                ident=one["ident"],
                window=one["window"],
                by=_address(self.senders[one["frame"]]) if kind >= KIND_ICMP else "",
            )

    def _guessed(self, i: int) -> int:
        """Which end is the client, without a SYN: who sends a hello, else the higher port."""
        rows = self.rows[self._first[i] : self._end[i]]
        rows = rows[np.argsort(rows["frame"], kind="stable")]
        for row in rows[:8]:
            data = self._payload(int(row["place"]), min(int(row["got"]), 16))
            down = int(row["down"])
            if row["kind"] == KIND_TCP and data[:2] == b"\x16\x03" and data[5:6] in (b"\1", b"\2"):
                return down if data[5] == 1 else 1 - down
            if row["kind"] == KIND_UDP and data[:1] == b"\x16" and data[13:14] in (b"\1", b"\2"):
                return down if data[13] == 1 else 1 - down
        ports = [self.port(rows[0][name]) for name in ("low", "high")]
        if ports[0] != ports[1] and min(ports) < _DYNAMIC:
            return int(ports[1] > ports[0])
        return int(rows[0]["down"])

    def port(self, number: np.uint64) -> int:
        return int(number) & 0xFFFF if number < SIX else self.addresses[int(number)][1]


class _Seen(Flow):
    """A flow that lies in an epoch."""

    __slots__ = ("_bounds", "_down", "_epoch", "_index", "_mixed")

    def lies(
        self, epoch: Epoch, index: int, client: int, bounds: list[int], mixed: list[bool]
    ) -> None:
        """client: 1 when its packets are those of the higher end. bounds: of the data packets of
        both directions. mixed: which of them are not in order."""
        self._epoch = epoch
        self._index = index
        self._down = client
        self._bounds = bounds
        self._mixed = mixed

    def _end(self, *, ours: bool) -> End:
        return self._epoch.end(self._index, ours=ours)

    def _all(self) -> tuple[Packet, ...]:
        return tuple(self._epoch.packets(self._index))

    def _head(self, *, ours: bool) -> bytes:
        down = self._down if ours else 1 - self._down
        if self._mixed[down]:
            return self._epoch.stream(self._index, down)
        return self._epoch.slices(self._bounds[down], self._bounds[down + 1])


_HALF = 1 << 31
_WHOLE = 1 << 32
_DYNAMIC = 10_000
_NAMES = tuple(ROW.names or ())


def _signed(number: int) -> int:
    return (number + _HALF) % _WHOLE - _HALF


def _address(packed: bytes) -> str:
    return str(IPv6Address(packed)) if len(packed) == 16 else ".".join(map(str, packed))


def _sorted(rows: NDArray[Any]) -> tuple[NDArray[Any], Ints, Mask]:
    """Rows by flow, direction and order; where flows begin; which are not the last of their ends.

    One sort of numbers made of the upper bits of the key, the direction and the index. Two keys
    with the same upper bits, or two flows with one key, show afterwards, and the slow way is gone.
    """
    count = len(rows)
    key, part = rows["key"].copy(), _generations(rows)
    if part is not None:
        key ^= part.astype(np.uint64) * _MIX
    down = rows["down"].astype(np.uint64)
    index = np.arange(count, dtype=np.uint64)
    packed = (key >> _SHIFT << _SHIFT) | down << np.uint64(_INDEX) | index
    packed.sort()
    order = (packed & np.uint64((1 << _INDEX) - 1)).astype(np.int64)
    key = key[order]
    made = some(rows, order)
    low, high = made["low"], made["high"]
    new = key[1:] != key[:-1]
    near = (key[1:] ^ key[:-1]) >> _SHIFT == 0
    other = (low[1:] != low[:-1]) | (high[1:] != high[:-1])
    if (new & near).any() or (other & ~new).any() or count > 1 << _INDEX:
        generation = np.zeros(count, np.int64) if part is None else part
        keys = (rows["frame"], rows["down"], generation, rows["high"], rows["low"], rows["key"])
        order = np.lexsort(keys)
        made = some(rows, order)
        new = np.zeros(count - 1, np.bool_)
        for one in (generation[order], made["high"], made["low"], made["key"]):
            new |= one[1:] != one[:-1]
    first = np.concatenate(([0], np.flatnonzero(new) + 1))
    older = np.zeros(len(first), np.bool_)
    if part is not None:
        mine = part[order][first]
        ends = made[["low", "high", "kind"]][first].tolist()
        names = [(low, high, kind & KIND_UDP) for low, high, kind in ends]
        latest = dict(sorted(zip(names, mine.tolist(), strict=True), key=lambda one: one[1]))
        older[:] = [latest[name] > one for name, one in zip(names, mine.tolist(), strict=True)]
    return made, first, older


_INDEX = 24
_MIX = np.uint64(0xD6E8FEB86659FD93)


def _generations(rows: NDArray[Any]) -> Ints | None:
    """Of every row, which connection with the same ends it belongs to; None where all are first.

    A SYN of the client with another initial sequence number than before begins a new one.
    """
    pure = np.flatnonzero((rows["kind"] == KIND_TCP) & (rows["flags"] & (SYN | ACK) == SYN))
    keys = rows["key"][pure] ^ rows["down"][pure]
    begins = rows["seq"][pure]
    order = np.lexsort((begins, keys))
    keys, begins = keys[order], begins[order]
    again = (keys[1:] == keys[:-1]) & (begins[1:] != begins[:-1])
    if not again.any():
        return None
    down = rows["down"][pure][order][1:][again]
    which = np.flatnonzero(np.isin(rows["key"], keys[1:][again] ^ down))
    made = np.zeros(len(rows), np.int64)
    state: dict[tuple[int, int], tuple[int, tuple[int, int] | None]] = {}
    chosen = rows[["low", "high", "down", "flags", "seq", "kind"]][which].tolist()
    for i, (low, high, side, flags, seq, kind) in zip(which.tolist(), chosen, strict=True):
        if kind & KIND_UDP:
            continue
        number, begun = state.get((low, high), (-1, None))
        if kind == KIND_TCP and flags & (SYN | ACK) == SYN and begun != (side, seq):
            number, begun = number + 1, (side, seq)
        made[i] = number = max(number, 0)
        state[low, high] = number, begun
    return made
