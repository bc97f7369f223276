"""HPKE in base mode with DHKEM(X25519, HKDF-SHA256): RFC 9180 sections 4 to 6.

`cryptography` has HPKE in one shot, without associated data. ECH needs that data, and after a
HelloRetryRequest the same context once more, so the key schedule is done here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from tlswhy.handshake.keys import hkdf_expand, hkdf_extract

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM, ChaCha20Poly1305

X25519_SHA256 = 0x0020
KDFS = {1: "sha256", 2: "sha384", 3: "sha512"}
AEADS = {1: 16, 2: 32, 3: 32}
"""Size of the key in bytes of AES-128-GCM, AES-256-GCM and ChaCha20Poly1305."""

TAG = 16
_CHACHA = 3
_NONCE = 12


class Context:
    """What both sides share once the key is encapsulated; it counts what went through it.

    Args:
        kdf, aead: numbers of IANA's HPKE registries, of `KDFS` and `AEADS`.
        shared: the secret of the KEM. info: what both sides have to agree on besides.
    """

    def __init__(self, kdf: int, aead: int, shared: bytes, info: bytes) -> None:
        suite = b"HPKE" + b"".join(n.to_bytes(2, "big") for n in (X25519_SHA256, kdf, aead))
        labelled = _Labelled(KDFS[kdf], suite)
        # Mode 0 is the base mode: neither a pre-shared key nor a sender who proves himself.
        schedule = (
            b"\0"
            + labelled.extract(b"", b"psk_id_hash", b"")
            + labelled.extract(b"", b"info_hash", info)
        )
        secret = labelled.extract(shared, b"secret", b"")
        self._cipher = _cipher(aead, labelled.expand(secret, b"key", schedule, AEADS[aead]))
        base = labelled.expand(secret, b"base_nonce", schedule, _NONCE)
        self._base = int.from_bytes(base, "big")
        self._count = 0

    def seal(self, aad: bytes, plaintext: bytes) -> bytes:
        """Encrypt the next message; `aad` is authenticated with it."""
        return self._cipher.encrypt(self._nonce(), plaintext, aad)

    def open(self, aad: bytes, ciphertext: bytes) -> bytes:
        """Decrypt the next message.

        Raises:
            ValueError: it was made with another key or other `aad`; it does not count then.
        """
        from cryptography.exceptions import InvalidTag

        try:
            return self._cipher.decrypt(self._nonce(), ciphertext, aad)
        except InvalidTag:
            self._count -= 1
            raise ValueError("the message does not decrypt") from None

    def _nonce(self) -> bytes:
        nonce = self._base ^ self._count
        self._count += 1
        return nonce.to_bytes(_NONCE, "big")


def sender(
    public: bytes, info: bytes, kdf: int, aead: int, ephemeral: X25519PrivateKey | None = None
) -> tuple[bytes, Context]:
    """The encapsulated key to send to whom `public` belongs to, and the context it makes.

    ephemeral: the key to encapsulate with, for a test; otherwise a fresh one.

    Raises:
        ValueError: `public` is no key of X25519.
    """
    from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey

    own = ephemeral or X25519PrivateKey.generate()
    enc = own.public_key().public_bytes_raw()
    secret = own.exchange(X25519PublicKey.from_public_bytes(public))
    return enc, Context(kdf, aead, _shared(secret, enc, public), info)


def receiver(enc: bytes, private: X25519PrivateKey, info: bytes, kdf: int, aead: int) -> Context:
    """The context of the side that owns the key.

    Raises:
        ValueError: `enc` is no encapsulated key.
    """
    from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PublicKey

    secret = private.exchange(X25519PublicKey.from_public_bytes(enc))
    return Context(kdf, aead, _shared(secret, enc, private.public_key().public_bytes_raw()), info)


def _shared(secret: bytes, enc: bytes, public: bytes) -> bytes:
    """ExtractAndExpand (RFC 9180 section 4.1), which has SHA-256 whatever the suite's KDF is."""
    labelled = _Labelled("sha256", b"KEM" + X25519_SHA256.to_bytes(2, "big"))
    prk = labelled.extract(b"", b"eae_prk", secret)
    return labelled.expand(prk, b"shared_secret", enc + public, 32)


class _Labelled(Struct, frozen=True):
    """LabeledExtract and LabeledExpand of one suite (RFC 9180 section 4)."""

    hash: str
    suite: bytes

    def extract(self, salt: bytes, label: bytes, secret: bytes) -> bytes:
        return hkdf_extract(self.hash, salt, b"HPKE-v1" + self.suite + label + secret)

    def expand(self, prk: bytes, label: bytes, info: bytes, size: int) -> bytes:
        whole = size.to_bytes(2, "big") + b"HPKE-v1" + self.suite + label + info
        return hkdf_expand(self.hash, prk, whole, size)


def _cipher(aead: int, key: bytes) -> AESGCM | ChaCha20Poly1305:
    from cryptography.hazmat.primitives.ciphers import aead as ciphers

    return ciphers.ChaCha20Poly1305(key) if aead == _CHACHA else ciphers.AESGCM(key)
