"""A TLS 1.2 server's first messages with any chain inside; no private key is needed.

A client reads ServerHello and Certificate before it can know whether the server has the key,
and most verify the chain right there (RFC 5246 section 7.3). Those that wait for
ServerHelloDone get a ServerKeyExchange whose signature is of a kind that the suite does not allow:
the chain comes first, and what they say then is nothing they would say of a chain.
"""

from __future__ import annotations

from collections.abc import Sequence

_RSA = bytes.fromhex("06092a864886f70d010101")
"""rsaEncryption stands before an RSA key only; signature algorithms end in another byte."""

_GROUP = bytes.fromhex("03001d20")  # named_curve, x25519, and 32 bytes follow
_POINT = bytes([9] * 32)  # RFC 7748's base point will do
_RENEGOTIATION_INFO = bytes.fromhex("ff01000100")
_EXTENDED_MASTER_SECRET = bytes.fromhex("00170000")


def flight(chain: Sequence[bytes]) -> bytes:
    """Records from ServerHello to ServerHelloDone, with the chain's certificates in this order."""
    return b"".join(_record(message) for message in _messages(chain))


def _messages(chain: Sequence[bytes]) -> list[bytes]:
    is_rsa = _RSA in chain[0]
    suite = bytes.fromhex("c02f" if is_rsa else "c02b")  # ECDHE_RSA or _ECDSA, AES_128_GCM
    scheme = bytes.fromhex("0403" if is_rsa else "0401")  # the other one's, with SHA-256
    extensions = _sized(_RENEGOTIATION_INFO + _EXTENDED_MASTER_SECRET, 2)
    hello = b"\x03\x03" + bytes([7] * 32) + b"\0" + suite + b"\0" + extensions
    certificates = _sized(b"".join(_sized(one, 3) for one in chain), 3)
    signature = _sized(bytes(256) if is_rsa else bytes.fromhex("3006020101020101"), 2)
    exchange = _GROUP + _POINT + scheme + signature
    bodies = ((2, hello), (11, certificates), (12, exchange), (14, b""))
    return [bytes([kind]) + _sized(body, 3) for kind, body in bodies]


def _sized(body: bytes, octets: int) -> bytes:
    return len(body).to_bytes(octets) + body


def _record(message: bytes) -> bytes:
    parts = [message[at : at + 16384] for at in range(0, len(message), 16384)]
    return b"".join(b"\x16\x03\x03" + _sized(part, 2) for part in parts)
