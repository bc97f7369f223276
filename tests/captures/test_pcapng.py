"""pcapng files: byte orders, interfaces, time units, block types, secrets."""

from __future__ import annotations

import io
import struct

import pytest

from packets import (
    BEGAN,
    addressed,
    block,
    conversation,
    enhanced,
    ethernet,
    interface,
    section,
)
from tlswhy.captures.blocks import Blocks
from tlswhy.captures.pcapng import Pcapng, takes

PACKETS = addressed(conversation())
TIME = BEGAN * 1_000_000 + 250_000


def read(data: bytes, size: int = 1 << 16) -> tuple[list[tuple[int, int, int, bytes]], Pcapng]:
    """Number, time, link type and bytes of every packet; and the reader."""
    blocks = Blocks(io.BytesIO(data), size)
    blocks.more(0)
    made = Pcapng(blocks)
    packets = []
    for batch in made:
        for i, (at, start, captured, link) in enumerate(
            zip(batch.at, batch.start, batch.captured, batch.link, strict=True)
        ):
            held = bytes(batch.buffer[start : start + captured])
            packets.append((batch.first + i, int(at), int(link), held))
    return packets, made


@pytest.mark.parametrize("order", ["<", ">"])
@pytest.mark.parametrize("size", [1 << 16, 300])
def test_enhanced_packets_of_either_byte_order(order: str, size: int) -> None:
    data = section(order) + interface(1, order)
    data += b"".join(enhanced(ethernet(packet), TIME, 0, order) for packet in PACKETS)
    assert takes(data)
    packets, reader = read(data, size)
    assert reader.notes == []
    assert packets == [
        (number, TIME * 1_000, 1, ethernet(packet)) for number, packet in enumerate(PACKETS, 1)
    ]


def test_interfaces_have_their_own_link_and_time() -> None:
    nanoseconds = struct.pack("<HHB3x", 9, 1, 9) + struct.pack("<HH", 0, 0)
    binary = struct.pack("<HHB3x", 9, 1, 0x80 | 20)
    shifted = struct.pack("<HHq", 14, 8, 3600)
    data = section() + interface(1) + interface(101, options=nanoseconds)
    data += enhanced(ethernet(PACKETS[0]), TIME, 0) + enhanced(PACKETS[1], TIME * 1_000 + 7, 1)
    data += interface(101, options=binary) + interface(101, options=shifted)
    data += enhanced(PACKETS[2], BEGAN << 20 | 1 << 19, 2) + enhanced(PACKETS[3], TIME, 3)
    packets, _ = read(data)
    assert [packet[1:3] for packet in packets] == [
        (TIME * 1_000, 1),
        (TIME * 1_000 + 7, 101),
        (BEGAN * 10**9 + 500_000_000, 101),
        (TIME * 1_000 + 3600 * 10**9, 101),
    ]


def test_sections_of_different_byte_order_follow_each_other() -> None:
    data = b"".join(
        section(order) + interface(101, order) + enhanced(PACKETS[i], TIME, 0, order)
        for i, order in enumerate("<><")
    )
    packets, reader = read(data)
    assert [packet[3] for packet in packets] == PACKETS[:3]
    assert reader.notes == []


def test_simple_and_old_packet_blocks() -> None:
    simple = block(3, struct.pack("<I", len(PACKETS[0])) + PACKETS[0])
    old = struct.pack("<HHIIII", 0, 3, TIME >> 32, TIME & 0xFFFFFFFF, *[len(PACKETS[1])] * 2)
    data = section() + interface(101) + simple + block(2, old + PACKETS[1])
    packets, _ = read(data)
    assert packets == [(1, 0, 101, PACKETS[0]), (2, TIME * 1_000, 101, PACKETS[1])]


def test_secrets_are_kept_and_other_blocks_passed_over() -> None:
    log = b"CLIENT_RANDOM 00 11\n"
    data = section() + block(10, struct.pack("<II", 0x544C534B, len(log)) + log)
    data += block(4, bytes(8)) + interface(101) + block(0x0BAD, b"custom") + block(5, bytes(12))
    data += enhanced(PACKETS[0], TIME) + block(10, struct.pack("<II", 0x57474B4C, 4) + b"none")
    packets, reader = read(data)
    assert len(packets) == 1
    assert reader.secrets == [log]
    assert reader.notes == []


def test_an_interface_that_is_not_described_is_said_once() -> None:
    packets, reader = read(section() + enhanced(PACKETS[0], TIME, 5) * 3)
    assert [packet[2] for packet in packets] == [-1] * 3
    assert reader.notes == ["packets are from an interface 5 that the file does not describe"]


def test_every_prefix_gives_what_is_whole() -> None:
    data = section() + interface(101) + b"".join(enhanced(packet, TIME) for packet in PACKETS[:4])
    count = 0
    for size in range(28, len(data) + 1):
        packets, reader = read(data[:size])
        assert [packet[3] for packet in packets] == PACKETS[: len(packets)]
        assert len(packets) in (count, count + 1)
        count = len(packets)
        assert len(reader.notes) <= 1
    assert count == 4


@pytest.mark.parametrize("size", [0, 8, 11, 31, 0xFFFFFFF0])
def test_a_length_that_cannot_be_ends_the_file(size: int) -> None:
    damaged = bytearray(enhanced(PACKETS[0], TIME))
    struct.pack_into("<I", damaged, 4, size)
    packets, reader = read(section() + interface(101) + enhanced(PACKETS[0], TIME) + damaged)
    assert len(packets) == 1
    assert "no sensible length" in reader.notes[0]


def test_a_captured_length_beyond_its_block_is_not_believed() -> None:
    lying = bytearray(enhanced(PACKETS[0], TIME))
    struct.pack_into("<I", lying, 20, 60_000)
    packets, _ = read(section() + interface(101) + bytes(lying) + enhanced(PACKETS[1], TIME))
    assert packets[0][3][: len(PACKETS[0])] == PACKETS[0]
    assert len(packets[0][3]) < len(PACKETS[0]) + 4
    assert packets[1][3] == PACKETS[1]
