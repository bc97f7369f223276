"""server_name, extension 0 (RFC 6066 section 3)."""

from __future__ import annotations

from typing import Self

from msgspec import Struct

from tlswhy.wire.extensions import Forms, In
from tlswhy.wire.reader import Reader, vector

TYPE = 0

HOST_NAME = 0


class ServerName(Struct, frozen=True):
    """One name the client asks for.

    type: 0 is a host name; no other was ever given out.
    name: as sent, without a final dot if the client keeps to the RFC. Bytes, because a peer
        may send what is no ASCII.
    """

    type: int
    name: bytes


class ServerNames(Struct, frozen=True):
    """The names a client asks for, normally one host name."""

    names: tuple[ServerName, ...]

    @property
    def host(self) -> bytes | None:
        """The first host name, the one that servers look at."""
        return next((name.name for name in self.names if name.type == HOST_NAME), None)

    @classmethod
    def read(cls, body: Reader) -> Self:
        listed = body.vector(2, "names")
        names: list[ServerName] = []
        while listed:
            place = f"[{len(names)}]"
            # "all future data structures associated with new NameTypes MUST begin with a
            # 16-bit length field", so a type we do not know can be read too.
            names.append(
                ServerName(
                    listed.uint(1, f"{place}.type"), listed.vector(2, f"{place}.name").rest()
                )
            )
        body.close()
        return cls(tuple(names))

    def write(self) -> bytes:
        listed = (name.type.to_bytes(1, "big") + vector(2, name.name) for name in self.names)
        return vector(2, b"".join(listed))


class ServerNameAck(Struct, frozen=True):
    """A server's empty answer: it used the name to choose what it presents."""

    @classmethod
    def read(cls, body: Reader) -> Self:
        body.close()
        return cls()

    def write(self) -> bytes:
        return b""


FORMS: Forms = {
    In.CLIENT_HELLO: ServerNames,
    In.SERVER_HELLO: ServerNameAck,
    In.ENCRYPTED_EXTENSIONS: ServerNameAck,
}
