"""cookie, extension 44 (RFC 8446 section 4.2.2)."""

from __future__ import annotations

from typing import Self

from msgspec import Struct

from tlswhy.wire.extensions import Forms, In
from tlswhy.wire.reader import Reader, vector

TYPE = 44


class Cookie(Struct, frozen=True):
    """What a HelloRetryRequest asks the client to repeat in its second ClientHello."""

    cookie: bytes

    @classmethod
    def read(cls, body: Reader) -> Self:
        cookie = body.vector(2, "cookie").rest()
        body.close()
        return cls(cookie)

    def write(self) -> bytes:
        return vector(2, self.cookie)


FORMS: Forms = {In.CLIENT_HELLO: Cookie, In.HELLO_RETRY_REQUEST: Cookie}
