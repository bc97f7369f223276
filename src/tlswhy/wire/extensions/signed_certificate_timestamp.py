"""signed_certificate_timestamp, extension 18 (RFC 6962 section 3.3)."""

from __future__ import annotations

from typing import Self

from msgspec import Struct

from tlswhy.wire.extensions import Forms, In
from tlswhy.wire.reader import Reader, vector

TYPE = 18


class SctRequest(Struct, frozen=True):
    """Empty: the peer wants to see that the certificate is in public logs."""

    @classmethod
    def read(cls, body: Reader) -> Self:
        body.close()
        return cls()

    def write(self) -> bytes:
        return b""


class SctList(Struct, frozen=True):
    """Proofs of logs that they know the certificate.

    scts: each a serialized SignedCertificateTimestamp of any version.
    """

    scts: tuple[bytes, ...]

    @classmethod
    def read(cls, body: Reader) -> Self:
        scts = body.vector(2, "scts").vectors(2, "")
        body.close()
        return cls(scts)

    def write(self) -> bytes:
        return vector(2, b"".join(vector(2, sct) for sct in self.scts))


# TLS 1.3 moved the list from the ServerHello to the certificate (RFC 8446 section 4.4.2.1).
FORMS: Forms = {
    In.CLIENT_HELLO: SctRequest,
    In.CERTIFICATE_REQUEST: SctRequest,
    In.SERVER_HELLO: SctList,
    In.CERTIFICATE_ENTRY: SctList,
}
