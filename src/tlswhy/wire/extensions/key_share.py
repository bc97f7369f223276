"""key_share, extension 51 (RFC 8446 section 4.2.8)."""

from __future__ import annotations

from typing import Self

from msgspec import Struct

from tlswhy.wire.extensions import Forms, In
from tlswhy.wire.reader import Reader, vector

TYPE = 51


class KeyShareEntry(Struct, frozen=True):
    """One public key.

    group: number of IANA's "TLS Supported Groups".
    key_exchange: the public key in the form that the group prescribes. GREASE entries have
        one byte (RFC 8701 section 3.1).
    """

    group: int
    key_exchange: bytes

    @classmethod
    def read(cls, body: Reader, place: str = "entry") -> Self:
        """Read one entry and leave what follows it."""
        group = body.uint(2, f"{place}.group")
        return cls(group, body.vector(2, f"{place}.key_exchange").rest())

    def write(self) -> bytes:
        return self.group.to_bytes(2, "big") + vector(2, self.key_exchange)


class KeyShareClient(Struct, frozen=True):
    """The public keys a client offers; none when it wants a HelloRetryRequest."""

    entries: tuple[KeyShareEntry, ...]

    @classmethod
    def read(cls, body: Reader) -> Self:
        offered = body.vector(2, "entries")
        entries: list[KeyShareEntry] = []
        while offered:
            entries.append(KeyShareEntry.read(offered, f"[{len(entries)}]"))
        body.close()
        return cls(tuple(entries))

    def write(self) -> bytes:
        return vector(2, b"".join(entry.write() for entry in self.entries))


class KeyShareServer(Struct, frozen=True):
    """The public key a server answers with, or for a KEM its ciphertext."""

    entry: KeyShareEntry

    @classmethod
    def read(cls, body: Reader) -> Self:
        entry = KeyShareEntry.read(body)
        body.close()
        return cls(entry)

    def write(self) -> bytes:
        return self.entry.write()


class KeyShareRetry(Struct, frozen=True):
    """The group for which a server wants a key in the second ClientHello."""

    group: int

    @classmethod
    def read(cls, body: Reader) -> Self:
        group = body.uint(2, "group")
        body.close()
        return cls(group)

    def write(self) -> bytes:
        return self.group.to_bytes(2, "big")


FORMS: Forms = {
    In.CLIENT_HELLO: KeyShareClient,
    In.SERVER_HELLO: KeyShareServer,
    In.HELLO_RETRY_REQUEST: KeyShareRetry,
}
