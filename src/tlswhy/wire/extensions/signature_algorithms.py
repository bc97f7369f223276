"""signature_algorithms, extension 13 (RFC 8446 section 4.2.3, RFC 5246 section 7.4.1.4.1)."""

from __future__ import annotations

from typing import Self

from msgspec import Struct

from tlswhy.wire.extensions import Forms, In
from tlswhy.wire.reader import Reader, uints, vector

TYPE = 13


class SignatureAlgorithms(Struct, frozen=True):
    """The signatures a peer accepts in CertificateVerify and ServerKeyExchange, best first.

    schemes: 2 bytes each. TLS 1.2 reads them as a hash (high byte) and a signature (low byte),
        TLS 1.3 as one SignatureScheme, which for ECDSA names the curve too.
    """

    schemes: tuple[int, ...]

    @classmethod
    def read(cls, body: Reader) -> Self:
        schemes = body.vector(2, "schemes").uints(2, "")
        body.close()
        return cls(schemes)

    def write(self) -> bytes:
        return vector(2, uints(2, self.schemes))


FORMS: Forms = {
    In.CLIENT_HELLO: SignatureAlgorithms,
    In.CERTIFICATE_REQUEST: SignatureAlgorithms,
}
