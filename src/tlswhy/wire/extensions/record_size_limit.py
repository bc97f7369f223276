"""record_size_limit, extension 28 (RFC 8449 section 4)."""

from __future__ import annotations

from typing import Self

from msgspec import Struct

from tlswhy.wire.extensions import Forms, In
from tlswhy.wire.reader import Reader

TYPE = 28


class RecordSizeLimit(Struct, frozen=True):
    """The largest plaintext the sender wants to receive in one record.

    limit: in bytes; in TLS 1.3 it counts the content type and the padding.
    """

    limit: int

    @classmethod
    def read(cls, body: Reader) -> Self:
        limit = body.uint(2, "limit")
        body.close()
        return cls(limit)

    def write(self) -> bytes:
        return self.limit.to_bytes(2, "big")


FORMS: Forms = {
    In.CLIENT_HELLO: RecordSizeLimit,
    In.SERVER_HELLO: RecordSizeLimit,
    In.ENCRYPTED_EXTENSIONS: RecordSizeLimit,
}
