"""The end of a handshake and what comes after it.

RFC 8446 sections 4.4.4, 4.4.1, 4.5, 4.6; RFC 5246 sections 7.4.1.1, 7.4.5, 7.4.9; RFC 5077
section 3.3.
"""

from __future__ import annotations

from typing import ClassVar, Self

from msgspec import Struct

from tlswhy.wire.extensions import Body, In
from tlswhy.wire.messages.extension import (
    Extension,
    Extensions,
    find,
    meaning_of,
    read_extensions,
    write_extensions,
)
from tlswhy.wire.messages.frame import HandshakeType
from tlswhy.wire.reader import Malformed, Reader, vector


class _Empty(Struct, frozen=True):
    """A message whose body is empty."""

    @classmethod
    def read(cls, body: Reader) -> Self:
        """Check that there is nothing.

        Raises:
            Malformed: there is something.
        """
        body.close()
        return cls()

    def write(self) -> bytes:
        """The body, without the message's header: nothing."""
        return b""


class HelloRequest(_Empty, frozen=True):
    """A server asks for a new handshake, up to TLS 1.2."""

    TYPE: ClassVar[int] = HandshakeType.HELLO_REQUEST


class ServerHelloDone(_Empty, frozen=True):
    """The server's first flight ends here, up to TLS 1.2."""

    TYPE: ClassVar[int] = HandshakeType.SERVER_HELLO_DONE


class EndOfEarlyData(_Empty, frozen=True):
    """A client's 0-RTT data ends here."""

    TYPE: ClassVar[int] = HandshakeType.END_OF_EARLY_DATA


class Finished(Struct, frozen=True):
    """The MAC over the handshake.

    verify_data: 12 bytes in TLS 1.0 to 1.2, 36 in SSLv3, as long as the hash in TLS 1.3.
    """

    TYPE: ClassVar[int] = HandshakeType.FINISHED

    verify_data: bytes

    @classmethod
    def read(cls, body: Reader) -> Self:
        """Take the whole body."""
        return cls(body.rest())

    def write(self) -> bytes:
        """The body, without the message's header."""
        return self.verify_data


class MessageHash(Struct, frozen=True):
    """What stands for the first ClientHello in the transcript after a HelloRetryRequest.

    It is never sent.
    """

    TYPE: ClassVar[int] = HandshakeType.MESSAGE_HASH

    hash: bytes

    @classmethod
    def read(cls, body: Reader) -> Self:
        """Take the whole body."""
        return cls(body.rest())

    def write(self) -> bytes:
        """The body, without the message's header."""
        return self.hash


class KeyUpdate(Struct, frozen=True):
    """The sender changes its keys. request: 1 when the receiver shall too, 0 when not."""

    TYPE: ClassVar[int] = HandshakeType.KEY_UPDATE

    request: int

    @classmethod
    def read(cls, body: Reader) -> Self:
        """Read the whole body.

        Raises:
            Malformed: it is not one byte long.
        """
        update = cls(body.uint(1, "request"))
        body.close()
        return update

    def write(self) -> bytes:
        """The body, without the message's header."""
        return self.request.to_bytes(1, "big")


class NewSessionTicket12(Struct, frozen=True):
    """A ticket up to TLS 1.2.

    lifetime_hint: in seconds, 0 when not said. ticket: may be empty: then none is given.
    """

    TYPE: ClassVar[int] = HandshakeType.NEW_SESSION_TICKET

    lifetime_hint: int
    ticket: bytes

    @classmethod
    def read(cls, body: Reader) -> Self:
        """Read the whole body.

        Raises:
            Malformed: a length points past the end, or something is left over.
        """
        ticket = cls(body.uint(4, "lifetime_hint"), body.vector(2, "ticket").rest())
        body.close()
        return ticket

    def write(self) -> bytes:
        """The body, without the message's header."""
        return self.lifetime_hint.to_bytes(4, "big") + vector(2, self.ticket)


class NewSessionTicket13(Struct, frozen=True):
    """A ticket in TLS 1.3.

    lifetime: in seconds. age_add: is added to the age, in milliseconds, that a client states.
    """

    TYPE: ClassVar[int] = HandshakeType.NEW_SESSION_TICKET

    lifetime: int
    age_add: int
    nonce: bytes
    ticket: bytes
    extensions: Extensions

    @classmethod
    def read(cls, body: Reader) -> Self:
        """Read the whole body.

        Raises:
            Malformed: a length points past the end, or something is left over.
        """
        ticket = cls(
            lifetime=body.uint(4, "lifetime"),
            age_add=body.uint(4, "age_add"),
            nonce=body.vector(1, "nonce").rest(),
            ticket=body.vector(2, "ticket").rest(),
            extensions=read_extensions(body),
        )
        body.close()
        return ticket

    def write(self) -> bytes:
        """The body, without the message's header."""
        head = self.lifetime.to_bytes(4, "big") + self.age_add.to_bytes(4, "big")
        tail = vector(2, self.ticket) + write_extensions(self.extensions)
        return head + vector(1, self.nonce) + tail

    def extension(self, type_: int) -> Extension | None:
        """The first extension of that type."""
        return find(self.extensions, type_)

    def meaning(self, type_: int) -> Body | Malformed | None:
        """What the first extension of that type says, or what is wrong with it."""
        return meaning_of(self.extensions, type_, In.NEW_SESSION_TICKET)
