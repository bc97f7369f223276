"""A cursor over bytes that can say where it is.

Every parser in `tlswhy.wire` reads through a `Reader`, so an error names the field, its
offset and what was missing:

    client_hello.alpn.names[1] at byte 57: needs 8 bytes, 3 are left
"""

from __future__ import annotations


class Malformed(ValueError):
    """Bytes that cannot be what they claim to be.

    Never leaves the package that read the bytes: its caller records a `BadMessage` fact,
    because a peer that sends bad bytes is a finding for the user and not our failure.

    field: dotted name of the place. offset: in bytes from the start of the message.
    problem: what is wrong there.
    """

    def __init__(self, field: str, offset: int, problem: str) -> None:
        super().__init__(f"{field} at byte {offset}: {problem}")
        self.field = field
        self.offset = offset
        self.problem = problem


class Reader:
    """Reads big-endian integers and length-prefixed vectors (RFC 8446 section 3).

    Args:
        data: the bytes of one message or of one part of it.
        field: how errors name this part.
        start: offset of `data[0]` in the whole message, in bytes.
    """

    __slots__ = ("_at", "_data", "_field", "_start")

    def __init__(self, data: bytes, field: str, *, start: int = 0) -> None:
        self._data = data
        self._field = field
        self._start = start
        self._at = 0

    def __bool__(self) -> bool:
        return self._at < len(self._data)

    @property
    def left(self) -> int:
        """How many bytes are still unread."""
        return len(self._data) - self._at

    @property
    def offset(self) -> int:
        """Offset of the next byte in the whole message."""
        return self._start + self._at

    def take(self, size: int, field: str) -> bytes:
        """The next `size` bytes.

        Raises:
            Malformed: fewer are left.
        """
        chunk = self._data[self._at : self._at + size]
        if len(chunk) < size:
            raise self.malformed(f"needs {size} bytes, {len(chunk)} are left", field)
        self._at += size
        return chunk

    def uint(self, size: int, field: str) -> int:
        """An unsigned integer of `size` bytes, most significant first."""
        return int.from_bytes(self.take(size, field), "big")

    def uints(self, size: int, field: str) -> tuple[int, ...]:
        """All that is left as integers of `size` bytes each.

        Raises:
            Malformed: the bytes left are not a multiple of `size`.
        """
        found: list[int] = []
        while self:
            found.append(self.uint(size, f"{field}[{len(found)}]"))
        return tuple(found)

    def vector(self, size: int, field: str) -> Reader:
        """Open the part that follows a length of `size` bytes (RFC 8446 section 3.4).

        Raises:
            Malformed: the length points past the end.
        """
        length = self.uint(size, f"{field}.length")
        start = self.offset
        return Reader(self.take(length, field), self._name(field), start=start)

    def vectors(self, size: int, field: str) -> tuple[bytes, ...]:
        """All that is left as parts that each follow a length of `size` bytes.

        Raises:
            Malformed: a length points past the end.
        """
        found: list[bytes] = []
        while self:
            found.append(self.vector(size, f"{field}[{len(found)}]").rest())
        return tuple(found)

    def rest(self) -> bytes:
        """Everything left, which may be nothing."""
        return self.take(self.left, "rest")

    def close(self) -> None:
        """Check that nothing is left over.

        Raises:
            Malformed: something is.
        """
        if self:
            raise self.malformed(f"{self.left} bytes too many", "end")

    def malformed(self, problem: str, field: str, *, at: int | None = None) -> Malformed:
        """The error to raise for `field`.

        at: the `offset` at which it began, when it has been read already; else it is the next.
        """
        return Malformed(self._name(field), self.offset if at is None else at, problem)

    def _name(self, field: str) -> str:
        return f"{self._field}{field}" if field[0] == "[" else f"{self._field}.{field}"


def vector(size: int, body: bytes) -> bytes:
    """Prefix `body` with its length in `size` bytes.

    Raises:
        OverflowError: the body is too long for that; a mistake of our own.
    """
    return len(body).to_bytes(size, "big") + body


def uints(size: int, values: tuple[int, ...]) -> bytes:
    """Integers of `size` bytes each, one after the other."""
    return b"".join(value.to_bytes(size, "big") for value in values)
