"""pcapng files: sections of either byte order, any interfaces, decryption secrets.

The layout is that of draft-ietf-opsawg-pcapng. Runs of packet blocks of one kind are read in
arrays; blocks of other kinds one by one.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from itertools import islice

import numpy as np

from tlswhy.captures.blocks import Blocks
from tlswhy.captures.pcap import BATCH, LONGEST, Batch, Ints, pause, rows

SECTION, INTERFACE, OLD, SIMPLE, ENHANCED, SECRETS = 0x0A0D0D0A, 1, 2, 3, 6, 10
_ORDERS = {b"\x4d\x3c\x2b\x1a": "<", b"\x1a\x2b\x3c\x4d": ">"}
_HEADS = {OLD: 28, SIMPLE: 12, ENHANCED: 28}
"""Bytes of a packet block in front of the packet."""

TLS_KEY_LOG = 0x544C534B
BIGGEST = 1 << 22
"""No block is longer: the longest packet, with room for its options."""

SECRETS_KEPT = 1 << 24
"""Bytes of all secrets that are kept."""


def takes(head: bytes) -> bool:
    return head[:4] == b"\x0a\x0d\x0d\x0a" and head[8:12] in _ORDERS


class Pcapng:
    """The packets of a pcapng file. notes: what was wrong with it. secrets: its TLS key logs."""

    def __init__(self, blocks: Blocks) -> None:
        self.blocks = blocks
        self.notes: list[str] = []
        self.secrets: list[bytes] = []
        self._order = "<"
        self._links: list[int] = []
        self._snaps: list[int] = []
        self._units: list[tuple[int, int, int]] = []  # base, exponent, offset in seconds
        self._number = 1
        self._kept = 0

    def __iter__(self) -> Iterator[Batch]:
        blocks = self.blocks
        used = 0
        while True:
            while (size := self._size(used)) > 0:
                kind = self._word(used)
                if kind in _HEADS:
                    steps = _steps(blocks, used, self._order, kind)
                    at = np.fromiter(islice(steps, BATCH), np.int64)
                    yield self._batch(at, kind)
                    self._number += len(at)
                    used = int(at[-1])
                    size = self._size(used)
                else:
                    self._other(kind, used, size)
                used += size
            if size < 0:
                self.notes.append(
                    f"the block at byte {blocks.start + used} has no sensible length: "
                    "the file is damaged from there on"
                )
                return
            if blocks.paused:
                yield pause(blocks, self._number)
            added = blocks.more(used)
            used = 0
            if not added and (blocks.finished or blocks.full()):
                break
        if blocks.broken:
            self.notes.append(blocks.broken)
        elif blocks.end > used:
            self.notes.append(f"the file ends within a block, at byte {blocks.start + used}")

    def _word(self, at: int) -> int:
        word: int = struct.unpack_from(self._order + "I", self.blocks.buffer, at)[0]
        return word

    def _size(self, at: int) -> int:
        """Bytes of the block; 0 when it is not in the buffer whole, -1 when it cannot be."""
        blocks = self.blocks
        if blocks.end - at < 12:
            return 0
        if blocks.buffer[at : at + 4] == b"\x0a\x0d\x0d\x0a":
            order = _ORDERS.get(bytes(blocks.buffer[at + 8 : at + 12]))
            if order is None:
                return -1
            self._order = order
        size = self._word(at + 4)
        if size < _HEADS.get(self._word(at), 8) + 4 or size > BIGGEST:
            return -1
        size = (size + 3) & ~3
        return size if blocks.end - at >= size else 0

    def _other(self, kind: int, at: int, size: int) -> None:
        if kind == SECTION:
            self._links.clear()
            self._snaps.clear()
            self._units.clear()
        elif kind == INTERFACE and size >= 20:
            link, snap = struct.unpack_from(self._order + "H2xI", self.blocks.buffer, at + 8)
            self._links.append(link)
            self._snaps.append(snap or LONGEST)
            self._units.append(self._unit(at + 16, at + size - 4))
        elif kind == SECRETS and size >= 20:
            form, length = struct.unpack_from(self._order + "II", self.blocks.buffer, at + 8)
            end = min(at + 16 + length, at + size - 4)
            if form == TLS_KEY_LOG and self._kept < SECRETS_KEPT:
                self.secrets.append(bytes(self.blocks.buffer[at + 16 : end]))
                self._kept += end - at

    def _unit(self, at: int, end: int) -> tuple[int, int, int]:
        """Time unit of an interface from its options (section 4.2): if_tsresol, if_tsoffset."""
        base, exponent, offset = 10, 6, 0
        while at + 4 <= end:
            code, length = struct.unpack_from(self._order + "HH", self.blocks.buffer, at)
            if code == 9 and length == 1:
                value = self.blocks.buffer[at + 4]
                base, exponent = (2, value & 0x7F) if value & 0x80 else (10, value)
            elif code == 14 and length == 8:
                offset = struct.unpack_from(self._order + "q", self.blocks.buffer, at + 4)[0]
            elif code == 0:
                break
            at += 4 + ((length + 3) & ~3)
        return base, exponent, offset

    def _batch(self, at: Ints, kind: int) -> Batch:
        buffer = self.blocks.buffer
        head = _HEADS[kind]
        words = rows(buffer, at, 28).view(self._order + "u4").astype(np.int64)
        room = words[:, 1] - head - 4
        if kind == SIMPLE:
            card = np.zeros(len(at), np.int64)
            wire = words[:, 2]
            captured = np.minimum(wire, self._snaps[0] if self._snaps else LONGEST)
            time = np.zeros(len(at), np.int64)
        else:
            card = words[:, 2]
            if kind == OLD:  # interface and drops count share the word
                card = card >> 16 if self._order == ">" else card & 0xFFFF
            time = words[:, 3] << 32 | words[:, 4]
            captured, wire = words[:, 5], words[:, 6]
        captured = np.clip(captured, 0, room)
        link = np.full(len(at), -1, np.int64)
        when = np.zeros(len(at), np.int64)
        for each in np.unique(card).tolist():
            mine = card == each
            if each < len(self._links):
                link[mine] = self._links[each]
                when[mine] = _nanoseconds(time[mine], *self._units[each])
            else:
                note = f"packets are from an interface {each} that the file does not describe"
                if note not in self.notes and len(self.notes) < 20:
                    self.notes.append(note)
        return Batch(
            buffer, self._number, when, at + head, captured, np.maximum(wire, captured), link
        )


def _steps(blocks: Blocks, at: int, order: str, kind: int) -> Iterator[int]:
    head = struct.Struct(order + "II").unpack_from
    buffer = blocks.buffer
    least = _HEADS[kind] + 4
    last = blocks.end - 12
    while at <= last:
        found, size = head(buffer, at)
        after = at + ((size + 3) & ~3)
        if found != kind or size < least or size > BIGGEST or after > blocks.end:
            return
        yield at
        at = after


def _nanoseconds(time: Ints, base: int, exponent: int, offset: int) -> Ints:
    shift = (offset % (1 << 33)) * 1_000_000_000
    if base == 10 and exponent <= 9:
        return time * np.int64(10 ** (9 - exponent)) + shift
    if base == 10:
        return time // np.int64(10 ** min(exponent - 9, 18)) + shift
    exact = [(one * 1_000_000_000 >> exponent) & 0x7FFFFFFFFFFFFFFF for one in time.tolist()]
    return np.array(exact, np.int64) + shift
