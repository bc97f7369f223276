"""early_data, extension 42 (RFC 8446 section 4.2.10)."""

from __future__ import annotations

from typing import Self

from msgspec import Struct

from tlswhy.wire.extensions import Forms, In
from tlswhy.wire.reader import Reader

TYPE = 42


class EarlyData(Struct, frozen=True):
    """Empty: the client sends data right behind its hello, or the server takes it."""

    @classmethod
    def read(cls, body: Reader) -> Self:
        body.close()
        return cls()

    def write(self) -> bytes:
        return b""


class EarlyDataLimit(Struct, frozen=True):
    """How much a client may send early with a ticket.

    max_early_data_size: in bytes of plaintext, without padding and content type.
    """

    max_early_data_size: int

    @classmethod
    def read(cls, body: Reader) -> Self:
        size = body.uint(4, "max_early_data_size")
        body.close()
        return cls(size)

    def write(self) -> bytes:
        return self.max_early_data_size.to_bytes(4, "big")


FORMS: Forms = {
    In.CLIENT_HELLO: EarlyData,
    In.ENCRYPTED_EXTENSIONS: EarlyData,
    In.NEW_SESSION_TICKET: EarlyDataLimit,
}
