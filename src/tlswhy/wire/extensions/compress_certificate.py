"""compress_certificate, extension 27 (RFC 8879 section 3)."""

from __future__ import annotations

from typing import Self

from msgspec import Struct

from tlswhy.wire.extensions import Forms, In
from tlswhy.wire.reader import Reader, uints, vector

TYPE = 27


class CompressCertificate(Struct, frozen=True):
    """How the peer's Certificate message may be compressed, the preferred way first.

    algorithms: 1 is zlib, 2 brotli, 3 zstd.
    """

    algorithms: tuple[int, ...]

    @classmethod
    def read(cls, body: Reader) -> Self:
        algorithms = body.vector(1, "algorithms").uints(2, "")
        body.close()
        return cls(algorithms)

    def write(self) -> bytes:
        return vector(1, uints(2, self.algorithms))


FORMS: Forms = {
    In.CLIENT_HELLO: CompressCertificate,
    In.CERTIFICATE_REQUEST: CompressCertificate,
}
