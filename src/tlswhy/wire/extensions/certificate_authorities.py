"""certificate_authorities, extension 47 (RFC 8446 section 4.2.4)."""

from __future__ import annotations

from typing import Self

from msgspec import Struct

from tlswhy.wire.extensions import Forms, In
from tlswhy.wire.reader import Reader, vector

TYPE = 47


class CertificateAuthorities(Struct, frozen=True):
    """The authorities a peer wants the other's certificate to come from.

    names: each a distinguished name in DER.
    """

    names: tuple[bytes, ...]

    @classmethod
    def read(cls, body: Reader) -> Self:
        names = body.vector(2, "names").vectors(2, "")
        body.close()
        return cls(names)

    def write(self) -> bytes:
        return vector(2, b"".join(vector(2, name) for name in self.names))


FORMS: Forms = {
    In.CLIENT_HELLO: CertificateAuthorities,
    In.CERTIFICATE_REQUEST: CertificateAuthorities,
}
