"""TLS records and the alerts in them (RFC 8446 sections 5.1 and 6, RFC 5246 section 6.2)."""

from __future__ import annotations

from enum import IntEnum
from typing import Self

from msgspec import Struct

from tlswhy.wire.reader import Malformed, Reader, vector

HEADER = 5
"""Size of a record's header in bytes."""

LARGEST = 2**14 + 2048
"""The longest fragment any version allows, in bytes: TLSCiphertext of RFC 5246 section 6.2.3."""


class ContentType(IntEnum):
    """What a record carries: IANA's "TLS ContentType", those that travel over TCP, and `ACK`."""

    CHANGE_CIPHER_SPEC = 20
    ALERT = 21
    HANDSHAKE = 22
    APPLICATION_DATA = 23
    HEARTBEAT = 24
    ACK = 26


_TYPES = frozenset(int(known) for known in ContentType)


class Record(Struct, frozen=True):
    """One record as it travels, its fragment encrypted or not.

    version: `legacy_record_version`; its first byte is always 3.
    fragment: may be empty.
    """

    type: int
    version: int
    fragment: bytes

    def write(self) -> bytes:
        """The record with its header."""
        head = self.type.to_bytes(1, "big") + self.version.to_bytes(2, "big")
        return head + vector(2, self.fragment)


class Alert(Struct, frozen=True):
    """An alert in the clear (RFC 8446 section 6): both numbers are kept whatever they are."""

    level: int
    description: int

    @classmethod
    def read(cls, body: Reader) -> Self:
        """Read a whole fragment.

        Raises:
            Malformed: it is not two bytes long.
        """
        alert = cls(body.uint(1, "level"), body.uint(1, "description"))
        body.close()
        return alert

    def write(self) -> bytes:
        """The two bytes."""
        return bytes((self.level, self.description))


def split(data: bytes) -> tuple[list[Record], bytes]:
    """The whole records at the start of `data`, and the bytes after them.

    What follows the last whole record is handed back even when it cannot become a record: a
    peer may send an alert and then plain text, and the alert must not be lost. Asked again
    with that rest, this raises.

    Raises:
        Malformed: the first bytes, as many as there are, cannot start a TLS record.
    """
    found: list[Record] = []
    at = 0
    while True:
        head = data[at : at + HEADER]
        problem = _problem(head)
        if problem is not None and not found:
            raise problem
        end = at + HEADER + _length(head)
        if problem is not None or len(head) < HEADER or end > len(data):
            return found, data[at:]
        version = int.from_bytes(head[1:3], "big")
        found.append(Record(head[0], version, data[at + HEADER : end]))
        at = end


def records_of(type_: int, version: int, payload: bytes, limit: int = 2**14) -> bytes:
    """Cut `payload` into records of at most `limit` bytes each; nothing becomes an empty record."""
    starts = range(0, max(len(payload), 1), limit)
    return b"".join(Record(type_, version, payload[at : at + limit]).write() for at in starts)


def _problem(head: bytes) -> Malformed | None:
    """Why these bytes, perhaps only the first of a header, cannot start a record."""
    if head and head[0] not in _TYPES:
        return Malformed("record.type", 0, f"{head[0]} is no content type of TLS")
    if len(head) > 1 and head[1] != 3:
        return Malformed("record.version", 1, f"major version {head[1]} is not 3")
    if len(head) == HEADER and _length(head) > LARGEST:
        problem = f"{_length(head)} bytes, at most {LARGEST} are allowed"
        return Malformed("record.length", 3, problem)
    return None


def _length(head: bytes) -> int:
    """The length in a whole header."""
    return int.from_bytes(head[3:], "big")
