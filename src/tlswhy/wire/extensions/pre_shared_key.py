"""pre_shared_key, extension 41 (RFC 8446 section 4.2.11)."""

from __future__ import annotations

from typing import Self

from msgspec import Struct

from tlswhy.wire.extensions import Forms, In
from tlswhy.wire.reader import Reader, vector

TYPE = 41


class PskIdentity(Struct, frozen=True):
    """The name of one key.

    identity: a ticket, or a name agreed on outside TLS.
    obfuscated_ticket_age: milliseconds since the ticket came plus its ticket_age_add,
        modulo 2**32; 0 for a key from outside.
    """

    identity: bytes
    obfuscated_ticket_age: int


class PreSharedKeyClient(Struct, frozen=True):
    """The keys a client offers; it must be its hello's last extension.

    binders: one for each identity, in the same order: an HMAC that proves the client has it.
    """

    identities: tuple[PskIdentity, ...]
    binders: tuple[bytes, ...]

    @property
    def binders_size(self) -> int:
        """How many bytes at the hello's end its binders do not cover (section 4.2.11.2)."""
        return 2 + sum(1 + len(binder) for binder in self.binders)

    @classmethod
    def read(cls, body: Reader) -> Self:
        offered = body.vector(2, "identities")
        identities: list[PskIdentity] = []
        while offered:
            place = f"[{len(identities)}]"
            identity = offered.vector(2, f"{place}.identity").rest()
            identities.append(
                PskIdentity(identity, offered.uint(4, f"{place}.obfuscated_ticket_age"))
            )
        binders = body.vector(2, "binders").vectors(1, "")
        body.close()
        return cls(tuple(identities), binders)

    def write(self) -> bytes:
        identities = (
            vector(2, offered.identity) + offered.obfuscated_ticket_age.to_bytes(4, "big")
            for offered in self.identities
        )
        binders = (vector(1, binder) for binder in self.binders)
        return vector(2, b"".join(identities)) + vector(2, b"".join(binders))


class PreSharedKeyServer(Struct, frozen=True):
    """The key a server takes.

    selected_identity: its place in the client's list, from 0.
    """

    selected_identity: int

    @classmethod
    def read(cls, body: Reader) -> Self:
        selected_identity = body.uint(2, "selected_identity")
        body.close()
        return cls(selected_identity)

    def write(self) -> bytes:
        return self.selected_identity.to_bytes(2, "big")


FORMS: Forms = {In.CLIENT_HELLO: PreSharedKeyClient, In.SERVER_HELLO: PreSharedKeyServer}
