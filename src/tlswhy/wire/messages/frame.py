"""The header every handshake message has (RFC 8446 section 4)."""

from __future__ import annotations

from enum import IntEnum

from msgspec import Struct

from tlswhy.wire.reader import Malformed, vector

HEADER = 4
"""Size of a message's header in bytes."""

LARGEST = 2**20
"""The longest body read, in bytes. The wire allows 2**24 - 1; no honest peer comes near this."""


class HandshakeType(IntEnum):
    """IANA's "TLS HandshakeType", as far as `parse_message` reads them."""

    HELLO_REQUEST = 0
    CLIENT_HELLO = 1
    SERVER_HELLO = 2
    NEW_SESSION_TICKET = 4
    END_OF_EARLY_DATA = 5
    ENCRYPTED_EXTENSIONS = 8
    CERTIFICATE = 11
    SERVER_KEY_EXCHANGE = 12
    CERTIFICATE_REQUEST = 13
    SERVER_HELLO_DONE = 14
    CERTIFICATE_VERIFY = 15
    CLIENT_KEY_EXCHANGE = 16
    FINISHED = 20
    CERTIFICATE_STATUS = 22
    KEY_UPDATE = 24
    COMPRESSED_CERTIFICATE = 25
    MESSAGE_HASH = 254


class Frame(Struct, frozen=True):
    """One whole handshake message, not looked into.

    offset: where its header stands in the bytes it was cut from.
    """

    type: int
    body: bytes
    offset: int

    def write(self) -> bytes:
        """The message with its header, as it goes into the transcript hash."""
        return wrap(self.type, self.body)


class Gathering:
    """Fragments of one side as they come, until a message in them is whole.

    Nothing is looked into again before enough is there: a peer may send a message byte by byte.
    """

    def __init__(self) -> None:
        self._waiting = bytearray()

    def __bool__(self) -> bool:
        """Whether a message has begun and is not whole."""
        return bool(self._waiting)

    def add(self, fragment: bytes) -> list[Frame]:
        """Every message that is whole with this fragment; offsets count from what had waited.

        Raises:
            Malformed: as `frames`.
        """
        self._waiting += fragment
        if len(self._waiting) < _due(self._waiting):
            return []
        found, rest = frames(bytes(self._waiting))
        self._waiting = bytearray(rest)
        return found


def wrap(type_: int, body: bytes) -> bytes:
    """Put the header in front of a message's body."""
    return type_.to_bytes(1, "big") + vector(3, body)


def _due(data: bytearray) -> int:
    """How many bytes there must be before the first message can be judged."""
    size = int.from_bytes(data[1:HEADER], "big") if len(data) >= HEADER else 0
    return HEADER + size if size <= LARGEST else HEADER


def frames(data: bytes) -> tuple[list[Frame], bytes]:
    """The whole messages at the start of `data`, and the bytes after them.

    A message may be cut over records and a record may hold several, so `data` is the
    fragments put together. What follows the last whole message is handed back even when it
    cannot become one, as in `records.split`: asked again with that rest, this raises.

    Raises:
        Malformed: the first header claims more than `LARGEST` bytes.
    """
    found: list[Frame] = []
    at = 0
    while at + HEADER <= len(data):
        start = at + HEADER
        size = int.from_bytes(data[at + 1 : start], "big")
        if size > LARGEST and not found:
            raise Malformed("handshake.length", 1, f"{size} bytes, at most {LARGEST} are read")
        if size > LARGEST or start + size > len(data):
            break
        found.append(Frame(data[at], data[start : start + size], at))
        at = start + size
    return found, data[at:]
