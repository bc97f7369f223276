"""Bytes of a capture from files, pipes and packed files."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import os
import threading
from collections.abc import Callable
from pathlib import Path

import lz4.frame  # type: ignore[import-untyped]
import pytest
import zstandard

from tlswhy.captures import blocks
from tlswhy.captures.blocks import Blocks, NotACapture

DATA = os.urandom(3_000) * 20
PACKED: dict[str, Callable[[bytes], bytes]] = {
    "gzip": gzip.compress,
    "xz": lzma.compress,
    "bzip2": bz2.compress,
    "lz4": lz4.frame.compress,
    "zstandard": zstandard.compress,
    "plain": bytes,
}


def everything(source: blocks.Source, size: int = 4_096) -> tuple[bytes, str]:
    made = b""
    held = Blocks(source, size)
    while held.more(held.end):
        assert held.end <= size
        made += held.buffer[: held.end]
    held.close()
    return made, held.broken


@pytest.mark.parametrize("packing", PACKED)
def test_a_packed_file_gives_its_bytes(packing: str, tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.write_bytes(PACKED[packing](DATA))
    assert everything(path) == (DATA, "")


@pytest.mark.parametrize("packing", PACKED)
def test_two_packed_files_in_a_row_are_one(packing: str) -> None:
    packed = PACKED[packing](DATA) + PACKED[packing](b"more")
    assert everything(io.BytesIO(packed)) == (DATA + b"more", "")


@pytest.mark.parametrize("packing", PACKED)
def test_a_cut_file_gives_what_is_there(packing: str) -> None:
    packed = PACKED[packing](DATA)
    for size in (len(packed) - 5, len(packed) // 2, 20, 5, 1, 0):
        made, _ = everything(io.BytesIO(packed[:size]))
        assert DATA.startswith(made) or size <= 5


def test_a_cut_gzip_file_says_so() -> None:
    made, broken = everything(io.BytesIO(gzip.compress(DATA)[:-9]))
    assert made == DATA
    assert broken == "the packed file ends too early"


@pytest.mark.parametrize("packing", [name for name in PACKED if name != "plain"])
def test_damaged_packing_is_said(packing: str) -> None:
    packed = bytearray(PACKED[packing](DATA))
    packed[len(packed) // 2 :] = b"\xff" * (len(packed) - len(packed) // 2)
    _, broken = everything(io.BytesIO(bytes(packed)))
    assert "damaged" in broken or "too early" in broken


@pytest.mark.parametrize("packing", ["gzip", "xz", "zstandard", "lz4", "bzip2"])
def test_what_unpacks_without_end_is_stopped(packing: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(blocks, "UNPACKED", 1 << 20)
    monkeypatch.setattr(blocks, "RATIO", 100)
    bomb = PACKED[packing](bytes(40 << 20))
    held = Blocks(io.BytesIO(bomb), 1 << 16)
    total = 0
    while held.more(held.end):
        total += held.end
    assert total < 40 << 20
    assert "100 times its size" in held.broken


def test_a_pipe_fills_the_buffer_before_anybody_works_on_it() -> None:
    reading, writing = os.pipe()

    def write() -> None:
        with os.fdopen(writing, "wb", buffering=0) as pipe:
            for at in range(0, len(DATA), 700):
                pipe.write(DATA[at : at + 700])

    thread = threading.Thread(target=write)
    thread.start()
    with os.fdopen(reading, "rb", buffering=0) as pipe:
        held = Blocks(pipe, 8_192)
        held.more(0)
        assert held.end == 8_192
        made = bytes(held.buffer[: held.end])
        while held.more(held.end):
            made += held.buffer[: held.end]
    thread.join()
    assert made == DATA


def test_what_was_not_used_moves_to_the_front() -> None:
    held = Blocks(io.BytesIO(bytes(range(100))), 40)
    assert held.more(0)
    assert held.more(33)
    assert (held.start, held.end) == (33, 40)
    assert held.buffer[:40] == bytes(range(33, 73))
    assert not held.more(0)


def test_something_with_read_alone_is_enough() -> None:
    class Reads:
        def __init__(self) -> None:
            self.left = io.BytesIO(DATA)

        def read(self, size: int) -> bytes:
            return self.left.read(min(size, 1_000))

    assert everything(Reads()) == (DATA, "")  # type: ignore[arg-type] # that is the point


def test_no_file_and_a_folder_are_said(tmp_path: Path) -> None:
    with pytest.raises(NotACapture, match="No such file"):
        Blocks(tmp_path / "none")
    with pytest.raises(NotACapture, match="is a folder"):
        Blocks(tmp_path)
