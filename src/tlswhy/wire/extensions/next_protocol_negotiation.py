"""next_protocol_negotiation (NPN), extension 13172 (draft-agl-tls-nextprotoneg-04 section 3).

What ALPN replaced; some clients of its time still send it.
"""

from __future__ import annotations

from typing import Self

from msgspec import Struct

from tlswhy.wire.extensions import Forms, In
from tlswhy.wire.reader import Reader, vector

TYPE = 13172


class NextProtocolOffer(Struct, frozen=True):
    """Empty: the client wants to choose from the server's protocols."""

    @classmethod
    def read(cls, body: Reader) -> Self:
        body.close()
        return cls()

    def write(self) -> bytes:
        return b""


class NextProtocols(Struct, frozen=True):
    """The protocols a server has.

    names: in the order sent. Unlike in ALPN, no length stands before the whole.
    """

    names: tuple[bytes, ...]

    @classmethod
    def read(cls, body: Reader) -> Self:
        return cls(body.vectors(1, ""))

    def write(self) -> bytes:
        return b"".join(vector(1, name) for name in self.names)


FORMS: Forms = {In.CLIENT_HELLO: NextProtocolOffer, In.SERVER_HELLO: NextProtocols}
