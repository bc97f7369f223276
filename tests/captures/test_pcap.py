"""pcap files of every kind, whole and cut."""

from __future__ import annotations

import io
import struct

import pytest

from packets import BEGAN, addressed, conversation, ethernet, pcap
from tlswhy.captures import pcap as reader
from tlswhy.captures.blocks import Blocks, NotACapture
from tlswhy.captures.flows import flows
from tlswhy.captures.pcap import Pcap

FRAMES = [ethernet(packet) for packet in addressed(conversation())]


def read(data: bytes, size: int = 1 << 16) -> tuple[list[tuple[int, int, bytes, int]], list[str]]:
    """Number, time, bytes and size on the wire of every packet; and the notes."""
    blocks = Blocks(io.BytesIO(data), size)
    blocks.more(0)
    packets = []
    made = Pcap(blocks)
    for batch in made:
        for i, (at, start, captured, wire) in enumerate(
            zip(batch.at, batch.start, batch.captured, batch.wire, strict=True)
        ):
            held = bytes(batch.buffer[start : start + captured])
            packets.append((batch.first + i, int(at), held, int(wire)))
    return packets, made.notes


@pytest.mark.parametrize("order", ["<", ">"])
@pytest.mark.parametrize("magic", [0xA1B2C3D4, 0xA1B23C4D, 0xA1B2CD34])
@pytest.mark.parametrize("size", [1 << 16, 300])
def test_every_kind_gives_the_same_packets(order: str, magic: int, size: int) -> None:
    packets, notes = read(pcap(FRAMES, order=order, magic=magic), size)
    assert notes == []
    assert [packet[2] for packet in packets] == FRAMES
    assert [packet[0] for packet in packets] == list(range(1, len(FRAMES) + 1))
    unit = 1 if magic == 0xA1B23C4D else 1_000
    times = [BEGAN * 10**9 + 1_000 * i * unit for i in range(len(FRAMES))]
    assert [packet[1] for packet in packets] == times


def test_a_snap_length_leaves_the_size_on_the_wire() -> None:
    packets, _ = read(pcap(FRAMES, cut=60))
    assert [len(packet[2]) for packet in packets] == [min(60, len(frame)) for frame in FRAMES]
    assert [packet[3] for packet in packets] == [len(frame) for frame in FRAMES]


def test_every_prefix_gives_the_packets_that_are_whole() -> None:
    data = pcap(FRAMES)
    whole = [24]
    for frame in FRAMES:
        whole.append(whole[-1] + 16 + len(frame))
    for size in range(24, len(data)):
        packets, notes = read(data[:size])
        count = sum(end <= size for end in whole[1:])
        assert len(packets) == count
        assert bool(notes) == (size not in whole)


def test_a_damaged_length_is_said_with_its_place() -> None:
    data = bytearray(pcap(FRAMES))
    place = 24 + 16 + len(FRAMES[0])
    struct.pack_into("<I", data, place + 8, 0xFFFFFFF0)
    packets, notes = read(bytes(data))
    assert len(packets) == 1
    assert notes == [
        f"packet 2 at byte {place} says it has 4294967280 bytes: the file is damaged from there on"
    ]


def test_a_live_source_may_have_nothing_for_now() -> None:
    data = pcap(FRAMES)
    pieces: list[bytes | None] = [data[:30], None, None, data[30:200], None, data[200:], b""]

    class Live:
        def readinto(self, buffer: memoryview) -> int | None:
            piece = pieces.pop(0)
            if piece is None:
                return None
            buffer[: len(piece)] = piece
            return len(piece)

    blocks = Blocks(Live())
    blocks.more(0)
    found = sum(len(batch.start) for batch in Pcap(blocks))
    assert found == len(FRAMES)


def test_a_header_alone_is_an_empty_capture() -> None:
    assert read(pcap([])) == ([], [])
    assert read(pcap([])[:10])[1] == ["the file ends within its header"]


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "empty"),
        (b"snoop\0\0\0\0\0\0\2", "editcap"),
        (b"-----BEGIN CERTIFICATE-----\n", "PEM"),
        (b"CLIENT_RANDOM " + b"0" * 64, "key log"),
        (b"Nov 25 10:00:00 host sshd: hello\n", "text"),
        (b"\x7fELF\2\1\1", "a program"),
        (bytes(100), "no kind"),
    ],
)
def test_other_files_are_named(data: bytes, said: str) -> None:
    with pytest.raises(NotACapture, match=said):
        flows(io.BytesIO(data))


def test_more_packets_than_a_batch_keep_their_numbers(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reader, "BATCH", 4)
    packets, _ = read(pcap(FRAMES * 5))
    assert [packet[0] for packet in packets] == list(range(1, 5 * len(FRAMES) + 1))
    assert [packet[2] for packet in packets] == FRAMES * 5
