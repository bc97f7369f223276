"""status_request, extension 5 (RFC 6066 section 8, RFC 8446 section 4.4.2.1).

Before TLS 1.3 the status is a handshake message of its own and a ServerHello only announces
it; since then it stands beside the certificate it speaks of.
"""

from __future__ import annotations

from typing import Self

from msgspec import Struct

from tlswhy.wire.extensions import Forms, In
from tlswhy.wire.reader import Reader, vector

TYPE = 5

OCSP = 1


class OcspStatusRequest(Struct, frozen=True):
    """What a client wants to know by OCSP.

    responder_ids: the responders it trusts, each a ResponderID in DER; none means it does not say.
    request_extensions: OCSP's Extensions in DER; empty when there are none.
    """

    responder_ids: tuple[bytes, ...] = ()
    request_extensions: bytes = b""

    @classmethod
    def read(cls, body: Reader) -> Self:
        responder_ids = body.vector(2, "responder_ids").vectors(2, "")
        extensions = body.vector(2, "request_extensions").rest()
        body.close()
        return cls(responder_ids, extensions)

    def write(self) -> bytes:
        listed = b"".join(vector(2, responder) for responder in self.responder_ids)
        return vector(2, listed) + vector(2, self.request_extensions)


class StatusRequest(Struct, frozen=True):
    """A client wants the status of the server's certificate.

    status_type: 1 is OCSP, the only one in use.
    request: the bytes as they are for any other type.
    """

    status_type: int
    request: OcspStatusRequest | bytes

    @classmethod
    def read(cls, body: Reader) -> Self:
        status_type = body.uint(1, "status_type")
        if status_type != OCSP:
            return cls(status_type, body.rest())
        return cls(status_type, OcspStatusRequest.read(body))

    def write(self) -> bytes:
        request = self.request if isinstance(self.request, bytes) else self.request.write()
        return self.status_type.to_bytes(1, "big") + request


class StatusRequestAck(Struct, frozen=True):
    """Empty. In a ServerHello: a status may follow. In a CertificateRequest: please send one."""

    @classmethod
    def read(cls, body: Reader) -> Self:
        body.close()
        return cls()

    def write(self) -> bytes:
        return b""


class CertificateStatus(Struct, frozen=True):
    """The status of the certificate beside which it stands (TLS 1.3).

    status_type: 1 is OCSP.
    response: for OCSP an OCSPResponse in DER.
    """

    status_type: int
    response: bytes

    @classmethod
    def read(cls, body: Reader) -> Self:
        status_type = body.uint(1, "status_type")
        response = body.vector(3, "response").rest()
        body.close()
        return cls(status_type, response)

    def write(self) -> bytes:
        return self.status_type.to_bytes(1, "big") + vector(3, self.response)


FORMS: Forms = {
    In.CLIENT_HELLO: StatusRequest,
    In.SERVER_HELLO: StatusRequestAck,
    In.CERTIFICATE_REQUEST: StatusRequestAck,
    In.CERTIFICATE_ENTRY: CertificateStatus,
}
