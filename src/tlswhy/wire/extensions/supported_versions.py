"""supported_versions, extension 43 (RFC 8446 section 4.2.1)."""

from __future__ import annotations

from typing import Self

from msgspec import Struct

from tlswhy.wire.extensions import Forms, In
from tlswhy.wire.reader import Reader, uints, vector

TYPE = 43


class SupportedVersions(Struct, frozen=True):
    """The versions a client offers, the preferred one first.

    versions: as in the record header: 0x0303 is TLS 1.2, 0x0304 TLS 1.3, 0x7fNN draft NN.
    """

    versions: tuple[int, ...]

    @classmethod
    def read(cls, body: Reader) -> Self:
        versions = body.vector(1, "versions").uints(2, "")
        body.close()
        return cls(versions)

    def write(self) -> bytes:
        return vector(1, uints(2, self.versions))


class SelectedVersion(Struct, frozen=True):
    """The version a server chose. Before TLS 1.3 a server does not send this."""

    version: int

    @classmethod
    def read(cls, body: Reader) -> Self:
        version = body.uint(2, "version")
        body.close()
        return cls(version)

    def write(self) -> bytes:
        return self.version.to_bytes(2, "big")


FORMS: Forms = {
    In.CLIENT_HELLO: SupportedVersions,
    In.SERVER_HELLO: SelectedVersion,
    In.HELLO_RETRY_REQUEST: SelectedVersion,
}
