"""encrypt_then_mac, extension 22 (RFC 7366 section 2)."""

from __future__ import annotations

from typing import Self

from msgspec import Struct

from tlswhy.wire.extensions import Forms, In
from tlswhy.wire.reader import Reader

TYPE = 22


class EncryptThenMac(Struct, frozen=True):
    """Empty: CBC suites authenticate the ciphertext instead of the plaintext."""

    @classmethod
    def read(cls, body: Reader) -> Self:
        body.close()
        return cls()

    def write(self) -> bytes:
        return b""


FORMS: Forms = {In.CLIENT_HELLO: EncryptThenMac, In.SERVER_HELLO: EncryptThenMac}
