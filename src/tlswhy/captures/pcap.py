"""pcap files: both byte orders, micro- and nanoseconds, and the "modified" kind of old libpcap.

The layout is that of draft-ietf-opsawg-pcap. Only the headers are stepped over, one number a
packet; all else of a packet is looked at in arrays.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from itertools import islice
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from tlswhy.captures.blocks import Blocks

LONGEST = 1 << 20
"""No packet is longer; what says so is no packet."""

BATCH = 1 << 16
SHORT = 64
_KINDS = {
    0xA1B2C3D4: (16, 1_000),
    0xA1B23C4D: (16, 1),
    0xA1B2CD34: (24, 1_000),
}
"""Magic: bytes of a record's header, nanoseconds of a time unit."""

Ints = NDArray[np.int64]
Mask = NDArray[np.bool_]


class Batch(NamedTuple):
    """Packets in a buffer that is valid until the next batch is asked for.

    first: number of the first packet, from 1. at: nanoseconds since 1970. start: where each packet
    begins. captured, wire: its bytes in the capture and on the wire. link: link types.
    A batch without packets says that a live source paused.
    """

    buffer: bytearray
    first: int
    at: Ints
    start: Ints
    captured: Ints
    wire: Ints
    link: Ints


def takes(head: bytes) -> bool:
    return _order(head) != ""


def _order(head: bytes | bytearray) -> str:
    for order in "<>":
        if len(head) >= 4 and struct.unpack_from(order + "I", head)[0] in _KINDS:
            return order
    return ""


class Pcap:
    """The packets of a pcap file. notes: what was wrong with it."""

    def __init__(self, blocks: Blocks) -> None:
        self.blocks = blocks
        self.notes: list[str] = []
        self.secrets: list[bytes] = []

    def __iter__(self) -> Iterator[Batch]:
        blocks = self.blocks
        order = _order(blocks.buffer)
        magic, link = struct.unpack_from(order + "I16xI", blocks.buffer)
        if blocks.end < 24:
            self.notes.append("the file ends within its header")
            return
        head, unit = _KINDS[magic]
        # Bits above 16 tell of a frame check sequence, draft-ietf-opsawg-pcap section 4.
        link &= 0xFFFF
        number = 1
        used = 24
        while True:
            steps = _steps(blocks, used, order, head)
            while len(at := np.fromiter(islice(steps, BATCH), np.int64)):
                words = rows(blocks.buffer, at, 16).view(order + "u4").astype(np.int64)
                captured = words[:, 2]
                yield Batch(
                    buffer=blocks.buffer,
                    first=number,
                    at=words[:, 0] * 1_000_000_000 + words[:, 1] * unit,
                    start=at + head,
                    captured=captured,
                    wire=np.maximum(words[:, 3], captured),
                    link=np.full(len(at), link, np.int64),
                )
                number += len(at)
                length = struct.unpack_from(order + "I", blocks.buffer, int(at[-1]) + 8)[0]
                used = int(at[-1]) + head + length
            if blocks.end - used >= head:
                length = struct.unpack_from(order + "I", blocks.buffer, used + 8)[0]
                if length > LONGEST:
                    where = blocks.start + used
                    self.notes.append(
                        f"packet {number} at byte {where} says it has {length} bytes: "
                        "the file is damaged from there on"
                    )
                    return
            if blocks.paused:
                yield pause(blocks, number)
            added = blocks.more(used)
            used = 0
            if not added and (blocks.finished or blocks.full()):
                break
        if blocks.broken:
            self.notes.append(blocks.broken)
        elif blocks.end > used:
            self.notes.append(f"the file ends within packet {number}")


def pause(blocks: Blocks, number: int) -> Batch:
    """No packets. number: of the next one."""
    none = np.zeros(0, np.int64)
    return Batch(blocks.buffer, number, none, none, none, none, none)


def _steps(blocks: Blocks, at: int, order: str, head: int) -> Iterator[int]:
    length = struct.Struct(order + "I").unpack_from
    buffer = blocks.buffer
    end = blocks.end
    last = end - head
    while at <= last:
        size = length(buffer, at + 8)[0]
        after = at + head + size
        if after > end or size > LONGEST:
            return
        yield at
        at = after


def some(table: NDArray[Any], which: Ints | Mask) -> NDArray[Any]:
    """Rows of a structured array. numpy copies whole rows ten times as fast as their fields."""
    whole: NDArray[Any] = table.view(f"V{table.dtype.itemsize}")[which].view(table.dtype)
    return whole


def strung(tables: list[NDArray[Any]]) -> NDArray[Any]:
    """Structured arrays one behind the other, in the same way."""
    dtype = tables[0].dtype
    whole: NDArray[Any] = np.concatenate([one.view(f"V{dtype.itemsize}") for one in tables])
    return whole.view(dtype)


def rows(buffer: bytearray, at: Ints, width: int) -> NDArray[np.uint8]:
    """`width` bytes from each place, as rows; the buffer has room behind its end for the last."""
    every = np.ndarray((len(buffer) - width + 1,), f"V{width}", buffer, strides=(1,))
    return every[at].view(np.uint8).reshape(-1, width)
