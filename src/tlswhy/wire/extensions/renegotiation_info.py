"""renegotiation_info, extension 65281 (RFC 5746 section 3.2)."""

from __future__ import annotations

from typing import Self

from msgspec import Struct

from tlswhy.wire.extensions import Forms, In
from tlswhy.wire.reader import Reader, vector

TYPE = 65281


class RenegotiationInfo(Struct, frozen=True):
    """Binds a renegotiation to the handshake before it.

    renegotiated_connection: empty in a first handshake; then the verify_data of the last
        Finished messages: the client's, and in a ServerHello the server's after it.
    """

    renegotiated_connection: bytes

    @classmethod
    def read(cls, body: Reader) -> Self:
        connection = body.vector(1, "renegotiated_connection").rest()
        body.close()
        return cls(connection)

    def write(self) -> bytes:
        return vector(1, self.renegotiated_connection)


FORMS: Forms = {In.CLIENT_HELLO: RenegotiationInfo, In.SERVER_HELLO: RenegotiationInfo}
