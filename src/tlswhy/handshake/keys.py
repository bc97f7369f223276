"""Key schedules: the PRF up to TLS 1.2, HKDF for TLS 1.3.

RFC 2246 section 5, RFC 5246 sections 5 and 8.1, RFC 7627 section 4, RFC 8446 section 7.1.
A hash is named as `hashlib` names it.
"""

from __future__ import annotations

import hashlib
import hmac
from functools import cache

from tlswhy.wire.reader import vector


def digest(hash_: str, data: bytes) -> bytes:
    """The hash of `data`; `md5sha1` is what TLS 1.0 and 1.1 use: MD5 and SHA-1, side by side."""
    if hash_ == "md5sha1":
        return digest("md5", data) + digest("sha1", data)
    return hashlib.new(hash_, data, usedforsecurity=False).digest()


def prf(hash_: str, secret: bytes, label: bytes, seed: bytes, size: int) -> bytes:
    """`size` bytes of the PRF (RFC 5246 section 5); `md5sha1` gives that of RFC 2246 section 5."""
    if hash_ != "md5sha1":
        return _p_hash(hash_, secret, label + seed, size)
    # "L_S1 = L_S2 = ceil(L_S / 2)": for an odd length the halves share the middle byte.
    half = (len(secret) + 1) // 2
    left = _p_hash("md5", secret[:half], label + seed, size)
    right = _p_hash("sha1", secret[len(secret) - half :], label + seed, size)
    return bytes(a ^ b for a, b in zip(left, right, strict=True))


def hkdf_extract(hash_: str, salt: bytes, secret: bytes) -> bytes:
    """HKDF-Extract (RFC 5869 section 2.2)."""
    return hmac.digest(salt, secret, hash_)


def hkdf_expand_label(hash_: str, secret: bytes, label: str, context: bytes, size: int) -> bytes:
    """HKDF-Expand-Label (RFC 8446 section 7.1)."""
    info = size.to_bytes(2, "big") + vector(1, b"tls13 " + label.encode()) + vector(1, context)
    return hkdf_expand(hash_, secret, info, size)


def hkdf_expand(hash_: str, secret: bytes, info: bytes, size: int) -> bytes:
    """HKDF-Expand (RFC 5869 section 2.3)."""
    block = out = b""
    count = 1
    while len(out) < size:
        block = hmac.digest(secret, block + info + bytes((count,)), hash_)
        out += block
        count += 1
    return out[:size]


def finished_data(hash_: str, secret: bytes, transcript: bytes) -> bytes:
    """verify_data of TLS 1.3 (RFC 8446 section 4.4.4).

    secret: the sender's handshake traffic secret. transcript: the hash of the messages so far.
    """
    key = hkdf_expand_label(hash_, secret, "finished", b"", len(transcript))
    return hmac.digest(key, transcript, hash_)


def next_secret(hash_: str, secret: bytes) -> bytes:
    """The traffic secret after a KeyUpdate (RFC 8446 section 7.2)."""
    return hkdf_expand_label(hash_, secret, "traffic upd", b"", len(secret))


class Schedule:
    """The secrets of one TLS 1.3 handshake without a pre-shared key (RFC 8446 section 7.1)."""

    def __init__(self, hash_: str, shared: bytes) -> None:
        self.hash = hash_
        self._handshake = hkdf_extract(hash_, _after_early(hash_), shared)
        zeros = bytes(len(self._handshake))
        self._master = hkdf_extract(hash_, _derived(hash_, self._handshake), zeros)

    def handshake(self, transcript: bytes) -> tuple[bytes, bytes]:
        """The client's and the server's handshake traffic secret.

        transcript: the hash up to ServerHello.
        """
        return self._pair(self._handshake, "hs", transcript)

    def application(self, transcript: bytes) -> tuple[bytes, bytes]:
        """The client's and the server's first application traffic secret.

        transcript: the hash up to the server's Finished.
        """
        return self._pair(self._master, "ap", transcript)

    def _pair(self, secret: bytes, stage: str, transcript: bytes) -> tuple[bytes, bytes]:
        ours, theirs = (
            hkdf_expand_label(self.hash, secret, f"{side} {stage} traffic", transcript, len(secret))
            for side in ("c", "s")
        )
        return ours, theirs


@cache
def _after_early(hash_: str) -> bytes:
    """What follows the early secret, which is the same for all without a pre-shared key."""
    zeros = bytes(hashlib.new(hash_).digest_size)
    return _derived(hash_, hkdf_extract(hash_, zeros, zeros))


def _derived(hash_: str, secret: bytes) -> bytes:
    return hkdf_expand_label(hash_, secret, "derived", digest(hash_, b""), len(secret))


def _p_hash(hash_: str, secret: bytes, seed: bytes, size: int) -> bytes:
    out = b""
    a = seed
    while len(out) < size:
        a = hmac.digest(secret, a, hash_)
        out += hmac.digest(secret, a + seed, hash_)
    return out[:size]
