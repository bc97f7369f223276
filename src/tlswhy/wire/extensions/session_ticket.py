"""session_ticket, extension 35 (RFC 5077 section 3.2)."""

from __future__ import annotations

from typing import Self

from msgspec import Struct

from tlswhy.wire.extensions import Forms, In
from tlswhy.wire.reader import Reader

TYPE = 35


class SessionTicket(Struct, frozen=True):
    """A ticket of an earlier session, or nothing: "I can use tickets".

    ticket: the whole body, without the length of its own that RFC 4507 asked for (RFC 5077
        appendix A). A server always sends it empty: "a ticket will follow".
    """

    ticket: bytes

    @classmethod
    def read(cls, body: Reader) -> Self:
        return cls(body.rest())

    def write(self) -> bytes:
        return self.ticket


FORMS: Forms = {In.CLIENT_HELLO: SessionTicket, In.SERVER_HELLO: SessionTicket}
