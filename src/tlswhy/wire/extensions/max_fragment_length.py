"""max_fragment_length, extension 1 (RFC 6066 section 4)."""

from __future__ import annotations

from typing import Self

from msgspec import Struct

from tlswhy.wire.extensions import Forms, In
from tlswhy.wire.reader import Reader

TYPE = 1


class MaxFragmentLength(Struct, frozen=True):
    """How small a client wants its records; a server that agrees repeats it.

    code: 1 to 4, for 512, 1024, 2048 and 4096 bytes.
    """

    code: int

    @property
    def size(self) -> int | None:
        """The most bytes of plaintext in a record; None for a code without meaning."""
        return 2 ** (8 + self.code) if 1 <= self.code <= 4 else None

    @classmethod
    def read(cls, body: Reader) -> Self:
        code = body.uint(1, "code")
        body.close()
        return cls(code)

    def write(self) -> bytes:
        return self.code.to_bytes(1, "big")


FORMS: Forms = {
    In.CLIENT_HELLO: MaxFragmentLength,
    In.SERVER_HELLO: MaxFragmentLength,
    In.ENCRYPTED_EXTENSIONS: MaxFragmentLength,
}
