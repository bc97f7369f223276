"""status_request_v2, extension 17 (RFC 6961 section 2.2): the status of the whole chain.

TLS 1.3 has no use for it (RFC 8446 section 4.4.2.1).
"""

from __future__ import annotations

from typing import Self

from msgspec import Struct

from tlswhy.wire.extensions import Forms, In
from tlswhy.wire.extensions.status_request import OCSP, OcspStatusRequest
from tlswhy.wire.reader import Reader, vector

TYPE = 17

OCSP_MULTI = 2


class StatusRequestItem(Struct, frozen=True):
    """One way to send the status.

    status_type: 1 is OCSP for the leaf, 2 OCSP for each certificate of the chain.
    request: the bytes as they are for any other type.
    """

    status_type: int
    request: OcspStatusRequest | bytes

    @classmethod
    def read(cls, body: Reader, place: str) -> Self:
        """Read one item and leave what follows it."""
        status_type = body.uint(1, f"{place}.status_type")
        request = body.vector(2, f"{place}.request")
        if status_type not in {OCSP, OCSP_MULTI}:
            return cls(status_type, request.rest())
        return cls(status_type, OcspStatusRequest.read(request))

    def write(self) -> bytes:
        request = self.request if isinstance(self.request, bytes) else self.request.write()
        return self.status_type.to_bytes(1, "big") + vector(2, request)


class StatusRequestV2(Struct, frozen=True):
    """The ways in which a client would take the status, the preferred one first."""

    items: tuple[StatusRequestItem, ...]

    @classmethod
    def read(cls, body: Reader) -> Self:
        listed = body.vector(2, "items")
        items: list[StatusRequestItem] = []
        while listed:
            items.append(StatusRequestItem.read(listed, f"[{len(items)}]"))
        body.close()
        return cls(tuple(items))

    def write(self) -> bytes:
        return vector(2, b"".join(item.write() for item in self.items))


class StatusRequestV2Ack(Struct, frozen=True):
    """A server's empty answer: a CertificateStatus message may follow."""

    @classmethod
    def read(cls, body: Reader) -> Self:
        body.close()
        return cls()

    def write(self) -> bytes:
        return b""


FORMS: Forms = {In.CLIENT_HELLO: StatusRequestV2, In.SERVER_HELLO: StatusRequestV2Ack}
