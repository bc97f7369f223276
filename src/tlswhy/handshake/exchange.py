"""Key exchange: a share of ours, and the secret it makes with the peer's.

RFC 8446 section 4.2.8, RFC 8422 section 5.11 and RFC 7919; hybrids as in
draft-ietf-tls-ecdhe-mlkem section 4. Each function imports what it needs: a ClientHello with an
X25519 share must not wait for the rest of `cryptography`.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from functools import cache

from msgspec import Struct


class Share(Struct, frozen=True):
    """Our half of a key exchange.

    public: `key_exchange` of a KeyShareEntry.
    secret: what the peer's `key_exchange` makes of it; raises ValueError when that is no public
        key of the group.
    """

    group: int
    public: bytes
    secret: Callable[[bytes], bytes]


def share(group: int) -> Share | None:
    """A fresh key pair, or None for a group that this client cannot compute.

    A GREASE group (RFC 8701 section 3.1) gets one byte, and no secret.
    """
    if group & 0x0F0F == 0x0A0A and group >> 8 == group & 0xFF:
        return Share(group, b"\0", _none)
    if group in _SIMPLE:
        return Share(group, *_SIMPLE[group]())
    if group in _CURVES:
        return Share(group, *_curve(_CURVES[group]))
    if group in _HYBRIDS:
        return Share(group, *_hybrid(*_HYBRIDS[group]))
    if group in _FFDHE:
        return Share(group, *_ffdhe(*_FFDHE[group]))
    return None


def dhe(p: bytes, g: bytes, theirs: bytes) -> tuple[bytes, bytes]:
    """Our public value and the premaster secret for a group that the server spelled out.

    "Leading bytes of Z that contain all zero bits are stripped" (RFC 5246 section 8.1.2).

    Raises:
        ValueError: the server's value is not between 1 and p - 1.
    """
    public, secret = _dhe(int.from_bytes(p, "big"), int.from_bytes(g, "big"))
    return public, secret(theirs).lstrip(b"\0")


_Pair = tuple[bytes, Callable[[bytes], bytes]]


def _none(peer: bytes) -> bytes:
    raise ValueError(f"GREASE has no secret with {len(peer)} bytes")


def _x25519() -> _Pair:
    from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey

    key = X25519PrivateKey.generate()
    return (
        key.public_key().public_bytes_raw(),
        lambda peer: key.exchange(X25519PublicKey.from_public_bytes(peer)),
    )


def _x448() -> _Pair:
    from cryptography.hazmat.primitives.asymmetric.x448 import X448PrivateKey, X448PublicKey

    key = X448PrivateKey.generate()
    return (
        key.public_key().public_bytes_raw(),
        lambda peer: key.exchange(X448PublicKey.from_public_bytes(peer)),
    )


def _curve(name: str) -> _Pair:
    from cryptography.hazmat.primitives.asymmetric import ec
    from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

    curve: ec.EllipticCurve = getattr(ec, name)()
    key = ec.generate_private_key(curve)
    # The point is uncompressed: RFC 8446 section 4.2.8.2 knows no other form.
    return (
        key.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint),
        lambda peer: key.exchange(
            ec.ECDH(), ec.EllipticCurvePublicKey.from_encoded_point(curve, peer)
        ),
    )


def _mlkem768() -> _Pair:
    from cryptography.hazmat.primitives.asymmetric.mlkem import MLKEM768PrivateKey

    key = MLKEM768PrivateKey.generate()
    return key.public_key().public_bytes_raw(), key.decapsulate


def _mlkem1024() -> _Pair:
    from cryptography.hazmat.primitives.asymmetric.mlkem import MLKEM1024PrivateKey

    key = MLKEM1024PrivateKey.generate()
    return key.public_key().public_bytes_raw(), key.decapsulate


def _hybrid(first: int, second: int, size: int) -> _Pair:
    """Two key exchanges side by side; the peer's first half has `size` bytes."""
    halves = (share(first), share(second))
    one, two = (half for half in halves if half is not None)
    return (
        one.public + two.public,
        lambda peer: one.secret(peer[:size]) + two.secret(peer[size:]),
    )


def _ffdhe(bits: int, step: int) -> _Pair:
    return _dhe(_safe_prime(bits, step), 2)


def _dhe(p: int, g: int) -> _Pair:
    """Public value and secret are as long as the prime (RFC 8446 sections 4.2.8.1 and 7.4.1)."""
    size = (p.bit_length() + 7) // 8
    # 256 random bits are twice the strength of the largest group in use (RFC 7919 section 5.2).
    exponent = int.from_bytes(os.urandom(32), "big")

    def secret(peer: bytes) -> bytes:
        theirs = int.from_bytes(peer, "big")
        if not 1 < theirs < p - 1:
            raise ValueError("the public value is not between 1 and p - 1")
        return pow(theirs, exponent, p).to_bytes(size, "big")

    return pow(g, exponent, p).to_bytes(size, "big"), secret


@cache
def _safe_prime(bits: int, step: int) -> int:
    """The prime of an FFDHE group from its formula (RFC 7919 appendix A).

    p = 2^b - 2^(b-64) + (floor(2^(b-130) * e) + step) * 2^64 - 1
    """
    # e as a sum of 1/n!, with enough spare bits that the sum's last ones do not matter.
    spare = 64
    total = term = 1 << (bits - 130 + spare)
    count = 1
    while term:
        term //= count
        total += term
        count += 1
    return (1 << bits) - (1 << (bits - 64)) + (((total >> spare) + step) << 64) - 1


_X25519, _X448, _P256, _P384, _MLKEM768, _MLKEM1024 = 29, 30, 23, 24, 0x0201, 0x0202

_SIMPLE: dict[int, Callable[[], _Pair]] = {
    _X25519: _x25519,
    _X448: _x448,
    _MLKEM768: _mlkem768,
    _MLKEM1024: _mlkem1024,
}
_CURVES = {
    19: "SECP192R1",
    21: "SECP224R1",
    22: "SECP256K1",
    _P256: "SECP256R1",
    _P384: "SECP384R1",
    25: "SECP521R1",
    26: "BrainpoolP256R1",
    27: "BrainpoolP384R1",
    28: "BrainpoolP512R1",
    31: "BrainpoolP256R1",
    32: "BrainpoolP384R1",
    33: "BrainpoolP512R1",
}
# The order of the halves is not the same in all: X25519MLKEM768 has ML-KEM first.
_HYBRIDS = {
    0x11EB: (_P256, _MLKEM768, 65),
    0x11EC: (_MLKEM768, _X25519, 1088),
    0x11ED: (_P384, _MLKEM1024, 97),
}
_FFDHE = {
    0x0100: (2048, 560316),
    0x0101: (3072, 2625351),
    0x0102: (4096, 5736041),
    0x0103: (6144, 15705020),
    0x0104: (8192, 10965728),
}
