"""The key exchange up to TLS 1.2 (RFC 5246 sections 7.4.3 and 7.4.7, RFC 8422 section 5.4)."""

from __future__ import annotations

from typing import ClassVar, Self

from msgspec import Struct

from tlswhy.wire.messages.frame import HandshakeType
from tlswhy.wire.messages.signature import read_signature, write_signature
from tlswhy.wire.reader import Reader, vector

_PRIME = 1
_CHAR2 = 2
_NAMED = 3
_SPELLED_OUT = {_PRIME: 0xFF01, _CHAR2: 0xFF02}
_BASIS_SIZE = {1: 1, 2: 3}


class ServerKeyExchangeEc(Struct, frozen=True):
    """The server's share over an elliptic curve.

    curve_type: 3 when the curve is named. 1 and 2 spell it out (RFC 4492 section 5.4).
    group: the curve's number; for one spelled out 0xFF01 or 0xFF02, as it would be offered.
    public: the point, in the form the group has.
    scheme: None before TLS 1.2 and when anonymous. signature: b"" when anonymous.
    params: what is signed after the two randoms: everything up to `public`, as sent.
    """

    TYPE: ClassVar[int] = HandshakeType.SERVER_KEY_EXCHANGE

    curve_type: int
    group: int
    public: bytes
    scheme: int | None
    signature: bytes
    params: bytes
    anonymous: bool = False

    @classmethod
    def read(cls, body: Reader, *, version: int, anonymous: bool = False) -> Self:
        """Read the whole body as `version` has it.

        anonymous: the suite is an ECDH_anon one, so nothing is signed.

        Raises:
            Malformed: a length points past the end, something is left over, or the curve type
                is unknown, so nobody can say where the point is.
        """
        start = body.offset
        curve_type = body.uint(1, "curve_type")
        if curve_type == _NAMED:
            group = body.uint(2, "group")
            curve = group.to_bytes(2, "big")
        elif curve_type in _SPELLED_OUT:
            group = _SPELLED_OUT[curve_type]
            curve = _curve(body, curve_type)
        else:
            raise body.malformed(f"{curve_type} is no curve type", "curve_type", at=start)
        public = body.vector(1, "public").rest()
        scheme, signature = (None, b"") if anonymous else read_signature(body, version)
        body.close()
        params = bytes((curve_type,)) + curve + vector(1, public)
        return cls(curve_type, group, public, scheme, signature, params, anonymous)

    def write(self) -> bytes:
        """The body, without the message's header: `params` and the signature."""
        return self.params + _signed(self.scheme, self.signature, anonymous=self.anonymous)


class ServerKeyExchangeDh(Struct, frozen=True):
    """The server's share over a finite field.

    p, g, public: big-endian, with the leading zeros sent.
    scheme: None before TLS 1.2 and when anonymous. signature: b"" when anonymous.
    params: what is signed after the two randoms: everything up to `public`, as sent.
    """

    TYPE: ClassVar[int] = HandshakeType.SERVER_KEY_EXCHANGE

    p: bytes
    g: bytes
    public: bytes
    scheme: int | None
    signature: bytes
    params: bytes
    anonymous: bool = False

    @classmethod
    def read(cls, body: Reader, *, version: int, anonymous: bool = False) -> Self:
        """Read the whole body as `version` has it.

        anonymous: the suite is a DH_anon one, so nothing is signed.

        Raises:
            Malformed: a length points past the end, or something is left over.
        """
        p, g, public = (body.vector(2, field).rest() for field in ("p", "g", "public"))
        scheme, signature = (None, b"") if anonymous else read_signature(body, version)
        body.close()
        params = vector(2, p) + vector(2, g) + vector(2, public)
        return cls(p, g, public, scheme, signature, params, anonymous)

    def write(self) -> bytes:
        """The body, without the message's header: `params` and the signature."""
        return self.params + _signed(self.scheme, self.signature, anonymous=self.anonymous)


class ClientKeyExchange(Struct, frozen=True):
    """The client's share; its form depends on the suite, so it is kept as it is."""

    TYPE: ClassVar[int] = HandshakeType.CLIENT_KEY_EXCHANGE

    body: bytes

    @classmethod
    def read(cls, body: Reader) -> Self:
        """Take the whole body."""
        return cls(body.rest())

    def write(self) -> bytes:
        """The body, without the message's header."""
        return self.body


def _signed(scheme: int | None, signature: bytes, *, anonymous: bool) -> bytes:
    return b"" if anonymous else write_signature(scheme, signature)


def _curve(body: Reader, curve_type: int) -> bytes:
    """A curve that is spelled out: ECParameters of RFC 4492 section 5.4 after its type.

    Raises:
        Malformed: a length points past the end, or the basis is unknown.
    """
    field = _char2_field(body) if curve_type == _CHAR2 else vector(1, body.vector(1, "p").rest())
    parts = ("a", "b", "base", "order", "cofactor")
    return field + b"".join(vector(1, body.vector(1, part).rest()) for part in parts)


def _char2_field(body: Reader) -> bytes:
    m = body.take(2, "m")
    start = body.offset
    basis = body.uint(1, "basis")
    if basis not in _BASIS_SIZE:
        raise body.malformed(f"{basis} is no basis type", "basis", at=start)
    exponents = (vector(1, body.vector(1, "k").rest()) for _ in range(_BASIS_SIZE[basis]))
    return m + bytes((basis,)) + b"".join(exponents)
