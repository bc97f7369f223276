"""padding, extension 21 (RFC 7685)."""

from __future__ import annotations

from typing import Self

from msgspec import Struct

from tlswhy.wire.extensions import Forms, In
from tlswhy.wire.reader import Reader

TYPE = 21


class Padding(Struct, frozen=True):
    """Bytes that make a ClientHello longer, against servers that hang on some lengths.

    size: how many bytes.
    odd: the bytes, when they are not the zeros they must be; else empty.
    """

    size: int
    odd: bytes = b""

    @classmethod
    def read(cls, body: Reader) -> Self:
        padding = body.rest()
        return cls(len(padding), padding if any(padding) else b"")

    def write(self) -> bytes:
        return self.odd or bytes(self.size)


FORMS: Forms = {In.CLIENT_HELLO: Padding}
