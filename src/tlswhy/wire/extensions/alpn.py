"""application_layer_protocol_negotiation, extension 16 (RFC 7301 section 3.1)."""

from __future__ import annotations

from typing import Self

from msgspec import Struct

from tlswhy.wire.extensions import Forms, In
from tlswhy.wire.reader import Reader, vector

TYPE = 16


class Alpn(Struct, frozen=True):
    """The protocols a client offers, or the single one a server chose.

    names: in the order sent, 1 to 255 bytes each. Bytes, because GREASE names
        (RFC 8701 section 3.1) are not text. An empty name is kept: a peer may send it.
    """

    names: tuple[bytes, ...]

    @classmethod
    def read(cls, body: Reader) -> Self:
        names = body.vector(2, "names").vectors(1, "")
        body.close()
        return cls(names)

    def write(self) -> bytes:
        return vector(2, b"".join(vector(1, name) for name in self.names))


FORMS: Forms = {In.CLIENT_HELLO: Alpn, In.SERVER_HELLO: Alpn, In.ENCRYPTED_EXTENSIONS: Alpn}
