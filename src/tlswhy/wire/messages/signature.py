"""A signature in a handshake message (RFC 5246 section 4.7, RFC 8446 section 4.4.3)."""

from __future__ import annotations

from tlswhy.wire.reader import Reader, vector

TLS12 = 0x0303
"""The first version that names the scheme beside the signature."""


def read_signature(body: Reader, version: int) -> tuple[int | None, bytes]:
    """The scheme, None before TLS 1.2, and the signature.

    Raises:
        Malformed: a length points past the end.
    """
    scheme = body.uint(2, "scheme") if version >= TLS12 else None
    return scheme, body.vector(2, "signature").rest()


def write_signature(scheme: int | None, signature: bytes) -> bytes:
    """The bytes those two were read from."""
    named = b"" if scheme is None else scheme.to_bytes(2, "big")
    return named + vector(2, signature)
