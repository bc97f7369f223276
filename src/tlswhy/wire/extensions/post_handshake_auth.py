"""post_handshake_auth, extension 49 (RFC 8446 section 4.2.6)."""

from __future__ import annotations

from typing import Self

from msgspec import Struct

from tlswhy.wire.extensions import Forms, In
from tlswhy.wire.reader import Reader

TYPE = 49


class PostHandshakeAuth(Struct, frozen=True):
    """Empty: the client takes a CertificateRequest after the handshake too."""

    @classmethod
    def read(cls, body: Reader) -> Self:
        body.close()
        return cls()

    def write(self) -> bytes:
        return b""


FORMS: Forms = {In.CLIENT_HELLO: PostHandshakeAuth}
