"""ec_point_formats, extension 11 (RFC 8422 section 5.1.2)."""

from __future__ import annotations

from typing import Self

from msgspec import Struct

from tlswhy.wire.extensions import Forms, In
from tlswhy.wire.reader import Reader, vector

TYPE = 11


class EcPointFormats(Struct, frozen=True):
    """The forms of points on curves a peer can read.

    formats: 0 is uncompressed and must be among them; 1 and 2 are deprecated.
    """

    formats: tuple[int, ...]

    @classmethod
    def read(cls, body: Reader) -> Self:
        formats = body.vector(1, "formats").rest()
        body.close()
        return cls(tuple(formats))

    def write(self) -> bytes:
        return vector(1, bytes(self.formats))


FORMS: Forms = {In.CLIENT_HELLO: EcPointFormats, In.SERVER_HELLO: EcPointFormats}
