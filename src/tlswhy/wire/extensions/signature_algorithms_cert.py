"""signature_algorithms_cert, extension 50 (RFC 8446 section 4.2.3)."""

from __future__ import annotations

from typing import Self

from msgspec import Struct

from tlswhy.wire.extensions import Forms, In
from tlswhy.wire.reader import Reader, uints, vector

TYPE = 50


class SignatureAlgorithmsCert(Struct, frozen=True):
    """The signatures a peer accepts on certificates, when signature_algorithms does not say it.

    schemes: SignatureScheme numbers, the preferred one first.
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
    In.CLIENT_HELLO: SignatureAlgorithmsCert,
    In.CERTIFICATE_REQUEST: SignatureAlgorithmsCert,
}
