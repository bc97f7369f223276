"""The bytes of a capture in large blocks, from a file, a pipe or standard input, unpacked.

Theory of operation: one buffer is filled as far as it goes before anybody works on it, because a
pipe delivers small pieces and work on arrays is dear for small ones. What the reader of a format
could not use, the beginning of a record, moves to the front before the next filling. Nothing but
this buffer is held, so a file of any size, or one that unpacks to any size, needs the same memory.
"""

from __future__ import annotations

from collections.abc import Callable
from io import FileIO
from pathlib import Path
from typing import Any, BinaryIO, Protocol

from tlswhy.model.errors import InputError

BLOCK = 4 << 20
PAD = 256
"""Bytes behind the buffer's end that may be looked at, though they mean nothing."""

PIECE = 1 << 18
HEAD = 512
UNPACKED = 256 << 20
RATIO = 4_000


class NotACapture(InputError):
    """The file is something else; the text says what."""


class Readable(Protocol):
    """What a capture may come from: it fills a buffer, and 0 is the end of it.

    A live one gives None from time to time, whether there is more or not: then what has come is
    worked on. It may have `idle`, the nanoseconds since it gave something.
    """

    def readinto(self, buffer: memoryview, /) -> int | None: ...


Source = str | Path | BinaryIO | Readable


class Blocks:
    """A buffer over a file, packed or not, or over an open binary stream such as standard input.

    buffer: its bytes up to `end` are from the source, where they begin at `start`. broken: how the
    source broke before its end. paused: a live source gave None at the last filling.

    Raises:
        NotACapture: there is no such file.
        InputError: the package that unpacks it is not installed.
    """

    def __init__(self, source: Source, size: int = BLOCK) -> None:
        self._file = _file(source) if isinstance(source, str | Path) else None
        self._given = source
        plain = _Returned(self._file or source)
        packing = next((one for magic, one in _PACKINGS if plain.head.startswith(magic)), None)
        self.source: Readable = plain if packing is None else packing(plain)
        self.size = size
        self.buffer = bytearray(size + PAD)
        self.end = 0
        self.start = 0
        self.broken = ""
        self.finished = False
        self.paused = False
        self._view = memoryview(self.buffer)

    def close(self) -> None:
        """Close the file, if it was opened here."""
        if self._file is not None:
            self._file.close()

    @property
    def idle(self) -> int:
        """Nanoseconds since a live source gave something; 0 of others."""
        return getattr(self._given, "idle", 0)

    def full(self) -> bool:
        return self.end == self.size

    def more(self, used: int) -> bool:
        """Forget the first `used` bytes and fill the buffer again; False when nothing was added."""
        rest = self.end - used
        self.paused = False
        if used:
            self.buffer[:rest] = self.buffer[used : self.end]
            self.start += used
            self.end = rest
        while not self.finished and self.end < self.size:
            try:
                count = self.source.readinto(self._view[self.end : self.size])
            except Broken as broken:
                self.broken = str(broken)
                count = 0
            except OSError as broken:
                self.broken = f"reading broke: {broken.strerror or broken}"
                count = 0
            if count is None:
                self.paused = True
                break
            if not count:
                self.finished = True
                break
            self.end += count
        return self.end > rest


class Broken(Exception):
    """Packed bytes that do not unpack."""


def _file(source: str | Path) -> FileIO:
    path = Path(source)
    try:
        if path.is_dir():
            raise NotACapture(f"{path} is a folder, not a capture file")
        return path.open("rb", buffering=0)
    except OSError as wrong:
        raise NotACapture(f"{path}: {wrong.strerror}") from None


class _Returned:
    """A stream whose first bytes were looked at and come again."""

    def __init__(self, raw: Any) -> None:  # noqa: ANN401 - whatever has readinto or read
        self._fill = getattr(raw, "readinto", None)
        self._read = getattr(raw, "read", None)
        self.head = b""
        first = bytearray(HEAD)
        while len(self.head) < HEAD:
            count = self._plain(memoryview(first)[: HEAD - len(self.head)])
            if not count:
                break
            self.head += first[:count]
        self._left = self.head

    def readinto(self, buffer: memoryview, /) -> int | None:
        if self._left:
            count = min(len(buffer), len(self._left))
            buffer[:count] = self._left[:count]
            self._left = self._left[count:]
            return count
        return self._plain(buffer)

    def _plain(self, buffer: memoryview) -> int | None:
        if self._fill is not None:
            count: int | None = self._fill(buffer)
            return count
        data = self._read(len(buffer)) if self._read is not None else b""
        buffer[: len(data)] = data
        return len(data)


class _Unpacked:
    """A packed stream, unpacked piece by piece; several packed streams in a row are one."""

    def __init__(
        self, raw: Readable, new: Callable[[], Any], broken: tuple[type[Exception], ...]
    ) -> None:
        self._raw = raw
        self._new = new
        self._broken = broken
        self._tool = new()
        self._piece = bytearray(PIECE)
        self._held = b""
        self._began = False
        self._read = 0
        self._made = 0

    def readinto(self, buffer: memoryview, /) -> int | None:
        while True:
            if not self._held and not getattr(self._tool, "pending", False):
                count = self._raw.readinto(memoryview(self._piece))
                if not count:
                    if count == 0 and self._began and not self._tool.eof:
                        self._began = False
                        raise Broken("the packed file ends too early")
                    return count
                self._read += count
                self._held = bytes(self._piece[:count])
            if self._tool.eof:
                self._tool = self._new()
                self._began = False
            try:
                made, self._held = self._tool.unpack(self._held, len(buffer))
            except self._broken as wrong:
                self._held = b""
                self._began = False
                raise Broken(f"the packed file is damaged: {wrong}") from None
            self._began = True
            if self._tool.eof and self._held and not self._held.strip(b"\0"):
                self._held = b""  # padding behind the last stream
            if made:
                self._made += len(made)
                _bounded(self._made, self._read)
                buffer[: len(made)] = made
                return len(made)


class _Inflate:
    """gzip (RFC 1952)."""

    def __init__(self) -> None:
        import zlib

        self._tool = zlib.decompressobj(31)

    @property
    def eof(self) -> bool:
        return self._tool.eof

    def unpack(self, data: bytes, most: int) -> tuple[bytes, bytes]:
        made = self._tool.decompress(data, most)
        return made, self._tool.unused_data if self._tool.eof else self._tool.unconsumed_tail


class _Stepwise:
    """The decompressors that keep what they could not give yet: lzma, bz2, lz4."""

    def __init__(self, tool: Any) -> None:  # noqa: ANN401 - three packages, one shape
        self._tool = tool

    @property
    def eof(self) -> bool:
        return bool(self._tool.eof)

    @property
    def pending(self) -> bool:
        return not self._tool.needs_input and not self._tool.eof

    def unpack(self, data: bytes, most: int) -> tuple[bytes, bytes]:
        made = self._tool.decompress(data, most)
        return made, (self._tool.unused_data or b"") if self._tool.eof else b""


class _Frames:
    """zstandard (RFC 8878), whose own reader goes over all frames."""

    def __init__(self, raw: _Returned) -> None:
        try:
            from zstandard import ZstdDecompressor, ZstdError
        except ModuleNotFoundError:
            raise _missing("zstandard") from None
        self._raw = raw
        self._broken = ZstdError
        packed: Any = self  # it wants no more of a file than `read`
        self._tool = ZstdDecompressor(max_window_size=1 << 27).stream_reader(
            packed, read_size=PIECE, read_across_frames=True
        )
        self._read = 0
        self._made = 0

    def read(self, size: int) -> bytes:
        piece = bytearray(size)
        count = self._raw.readinto(memoryview(piece)) or 0
        self._read += count
        return bytes(piece[:count])

    def readinto(self, buffer: memoryview, /) -> int | None:
        try:
            count: int = self._tool.readinto(buffer)
        except self._broken as wrong:
            raise Broken(f"the packed file is damaged: {wrong}") from None
        self._made += count
        _bounded(self._made, self._read)
        return count


def _bounded(made: int, read: int) -> None:
    if made > UNPACKED and made > RATIO * read:
        raise Broken(f"the file unpacks to more than {RATIO} times its size")


def _gzip(raw: _Returned) -> Readable:
    import zlib

    return _Unpacked(raw, _Inflate, (zlib.error,))


def _xz(raw: _Returned) -> Readable:
    import lzma

    return _Unpacked(raw, lambda: _Stepwise(lzma.LZMADecompressor()), (lzma.LZMAError, EOFError))


def _bzip2(raw: _Returned) -> Readable:
    import bz2

    return _Unpacked(raw, lambda: _Stepwise(bz2.BZ2Decompressor()), (OSError, EOFError))


def _lz4(raw: _Returned) -> Readable:
    try:
        from lz4.frame import LZ4FrameDecompressor  # type: ignore[import-untyped]
    except ModuleNotFoundError:
        raise _missing("lz4") from None
    return _Unpacked(raw, lambda: _Stepwise(LZ4FrameDecompressor()), (RuntimeError, EOFError))


def _missing(package: str) -> InputError:
    return InputError(f"unpacking this file needs {package}: pip install {package}")


_PACKINGS: tuple[tuple[bytes, Callable[[_Returned], Readable]], ...] = (
    (b"\x1f\x8b", _gzip),
    (b"\xfd7zXZ\0", _xz),
    (b"BZh", _bzip2),
    (b"\x04\x22\x4d\x18", _lz4),
    (b"\x28\xb5\x2f\xfd", _Frames),
)
