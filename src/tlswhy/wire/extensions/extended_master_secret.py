"""extended_master_secret, extension 23 (RFC 7627 section 5.1)."""

from __future__ import annotations

from typing import Self

from msgspec import Struct

from tlswhy.wire.extensions import Forms, In
from tlswhy.wire.reader import Reader

TYPE = 23


class ExtendedMasterSecret(Struct, frozen=True):
    """Empty: the peer binds the master secret to the whole handshake."""

    @classmethod
    def read(cls, body: Reader) -> Self:
        body.close()
        return cls()

    def write(self) -> bytes:
        return b""


FORMS: Forms = {In.CLIENT_HELLO: ExtendedMasterSecret, In.SERVER_HELLO: ExtendedMasterSecret}
