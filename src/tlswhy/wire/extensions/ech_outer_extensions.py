"""ech_outer_extensions, extension 0xfd00 (RFC 9849 section 5.1)."""

from __future__ import annotations

from typing import Self

from msgspec import Struct

from tlswhy.wire.extensions import Forms, In
from tlswhy.wire.reader import Reader, uints, vector

TYPE = 0xFD00


class OuterExtensions(Struct, frozen=True):
    """Stands in an encrypted hello for extensions that the outer one has just so.

    types: in the order in which they stand there.
    """

    types: tuple[int, ...]

    @classmethod
    def read(cls, body: Reader) -> Self:
        types = body.vector(1, "types").uints(2, "")
        body.close()
        return cls(types)

    def write(self) -> bytes:
        return vector(1, uints(2, self.types))


FORMS: Forms = {In.CLIENT_HELLO: OuterExtensions}
