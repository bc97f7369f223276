from __future__ import annotations

import pytest
from cryptography.hazmat.primitives import hpke as oracle
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from tlswhy.handshake.hpke import receiver, sender

# RFC 9180 appendix A.1.1: DHKEM(X25519, HKDF-SHA256), HKDF-SHA256, AES-128-GCM, base mode.
INFO = b"Ode on a Grecian Urn"
PLAIN = b"Beauty is truth, truth beauty"
EPHEMERAL = X25519PrivateKey.from_private_bytes(
    bytes.fromhex("52c4a758a802cd8b936eceea314432798d5baf2d7e9235dc084ab1b9cfa2f736")
)
OWNER = X25519PrivateKey.from_private_bytes(
    bytes.fromhex("4612c550263fc8ad58375df3f557aac531d26850903e55a9f23f21d8534e8ac8")
)
PUBLIC = OWNER.public_key().public_bytes_raw()
ENC = bytes.fromhex("37fda3567bdbd628e88668c3c8d7e97d1d1253b6d4ea6d44c150f741f1bf4431")
SEALED = (
    "f938558b5d72f1a23810b4be2ab4f84331acc02fc97babc53a52ae8218a355a96d8770ac83d07bea87e13c512a",
    "af2d7e9ac9ae7e270f46ba1f975be53c09f8d875bdc8535458c2494e8a6eab251c03d0c22a56b8ca42c2063b84",
)
SUITES = [
    (1, 1, oracle.KDF.HKDF_SHA256, oracle.AEAD.AES_128_GCM),
    (1, 3, oracle.KDF.HKDF_SHA256, oracle.AEAD.CHACHA20_POLY1305),
    (2, 2, oracle.KDF.HKDF_SHA384, oracle.AEAD.AES_256_GCM),
    (3, 1, oracle.KDF.HKDF_SHA512, oracle.AEAD.AES_128_GCM),
]


def test_seals_as_the_rfc_does() -> None:
    enc, context = sender(PUBLIC, INFO, 1, 1, EPHEMERAL)
    assert enc == ENC
    for count, sealed in enumerate(SEALED):
        assert context.seal(b"Count-%d" % count, PLAIN).hex() == sealed


def test_opens_what_the_rfc_sealed() -> None:
    context = receiver(ENC, OWNER, INFO, 1, 1)
    for count, sealed in enumerate(SEALED):
        assert context.open(b"Count-%d" % count, bytes.fromhex(sealed)) == PLAIN


@pytest.mark.parametrize(("kdf", "aead", "kdf_", "aead_"), SUITES)
def test_agrees_with_cryptography(
    kdf: int, aead: int, kdf_: oracle.KDF, aead_: oracle.AEAD
) -> None:
    suite = oracle.Suite(oracle.KEM.X25519, kdf_, aead_)
    enc, context = sender(PUBLIC, INFO, kdf, aead)
    assert suite.decrypt(enc + context.seal(b"", PLAIN), OWNER, INFO) == PLAIN
    theirs = suite.encrypt(PLAIN, OWNER.public_key(), INFO)
    assert receiver(theirs[:32], OWNER, INFO, kdf, aead).open(b"", theirs[32:]) == PLAIN


def test_what_does_not_decrypt_does_not_count() -> None:
    context = receiver(ENC, OWNER, INFO, 1, 1)
    with pytest.raises(ValueError, match="does not decrypt"):
        context.open(b"other", bytes.fromhex(SEALED[0]))
    assert context.open(b"Count-0", bytes.fromhex(SEALED[0])) == PLAIN


@pytest.mark.parametrize("public", [b"", bytes(31), bytes(32)], ids=["none", "short", "no point"])
def test_what_is_no_key_is_refused(public: bytes) -> None:
    with pytest.raises(ValueError, match=r"."):
        sender(public, INFO, 1, 1)
    with pytest.raises(ValueError, match=r"."):
        receiver(public, OWNER, INFO, 1, 1)
