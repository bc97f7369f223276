"""Signatures with every kind of key, and what does not verify."""

from __future__ import annotations

import subprocess
import sys

import pytest
from cryptography.hazmat.primitives.asymmetric import dsa, mldsa, padding, rsa, x25519
from cryptography.hazmat.primitives.hashes import SHA1, SHA256
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    PrivateFormat,
)

from handshake.peer import certificate, client_certificate, key, offer
from tlswhy.handshake.client import Client
from tlswhy.handshake.signatures import (
    certificate_type,
    encrypted,
    leaf_key,
    load_key,
    schemes_of,
    sign,
    verifies,
)
from tlswhy.model.attempt import ClientCertificate, Secret
from tlswhy.wire.reader import Malformed

KINDS = (
    "rsa",
    "SECP256R1",
    "SECP384R1",
    "SECP521R1",
    "BrainpoolP256R1",
    "BrainpoolP384R1",
    "BrainpoolP512R1",
    "ed25519",
    "ed448",
)
TLS11, TLS12, TLS13 = 0x0302, 0x0303, 0x0304
SIGNED = b"what was signed"


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("version", [TLS12, TLS13])
def test_every_scheme_of_a_key_verifies(kind: str, version: int) -> None:
    schemes = schemes_of(key(kind), version)
    assert schemes
    for scheme in schemes:
        signature = sign(key(kind), scheme, SIGNED)
        assert verifies(key(kind).public_key(), scheme, signature, SIGNED)
        assert not verifies(key(kind).public_key(), scheme, signature, SIGNED + b"!")
        assert not verifies(key(kind).public_key(), scheme, b"", SIGNED)


@pytest.mark.parametrize("kind", ["rsa", "SECP256R1"])
def test_before_tls_12_nobody_names_the_scheme(kind: str) -> None:
    assert schemes_of(key(kind), TLS11)
    signature = sign(key(kind), None, SIGNED)
    assert verifies(key(kind).public_key(), None, signature, SIGNED)
    assert not verifies(key(kind).public_key(), None, signature, b"")
    assert not verifies(key(kind).public_key(), None, b"\1" * 256, SIGNED)


@pytest.mark.parametrize("kind", ["ed25519", "ed448"])
def test_edwards_curves_came_with_tls_12(kind: str) -> None:
    assert not schemes_of(key(kind), TLS11)
    assert not verifies(key(kind).public_key(), None, bytes(64), SIGNED)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("scheme", [0x0401, 0x0403, 0x0804, 0x0807, 0x0808, 0x0402, 0xFFFF, 0x0904])
def test_schemes_of_other_keys_do_not_verify(kind: str, scheme: int) -> None:
    if scheme in schemes_of(key(kind), TLS12):
        return
    assert not verifies(key(kind).public_key(), scheme, bytes(64), SIGNED)


def test_tls_13_has_no_pkcs_1() -> None:
    assert schemes_of(key("rsa"), TLS13) == {0x0804, 0x0805, 0x0806}
    assert 0x0401 in schemes_of(key("rsa"), TLS12)


@pytest.mark.parametrize(
    ("version", "schemes"),
    [(TLS11, set()), (TLS12, {0x0809, 0x080A, 0x080B}), (TLS13, {0x0809, 0x080A, 0x080B})],
)
def test_a_certificate_for_pss_has_schemes_of_its_own(version: int, schemes: set[int]) -> None:
    assert schemes_of(key("rsa"), version, pss=True) == schemes


@pytest.mark.parametrize("scheme", [0x0809, 0x080A, 0x080B])
def test_keys_for_pss_alone(scheme: int) -> None:
    """Their schemes make the same signature as those for any RSA key (RFC 8446 section 4.2.3)."""
    signature = sign(key("rsa"), scheme - 5, SIGNED)
    assert verifies(key("rsa").public_key(), scheme, signature, SIGNED)


def test_another_salt_length_does_not_verify() -> None:
    ours = key("rsa")
    assert isinstance(ours, rsa.RSAPrivateKey)
    signature = ours.sign(SIGNED, padding.PSS(padding.MGF1(SHA256()), 20), SHA256())
    assert not verifies(ours.public_key(), 0x0804, signature, SIGNED)


def test_dsa() -> None:
    ours = dsa.generate_private_key(1024)
    assert verifies(ours.public_key(), None, ours.sign(SIGNED, SHA1()), SIGNED)
    assert verifies(ours.public_key(), 0x0402, ours.sign(SIGNED, SHA256()), SIGNED)
    assert not verifies(ours.public_key(), 0x0403, ours.sign(SIGNED, SHA256()), SIGNED)
    assert not schemes_of(ours, TLS12)
    assert certificate_type(ours) is None
    with pytest.raises(TypeError, match="DSA"):
        sign(ours, 0x0402, SIGNED)


@pytest.mark.parametrize("scheme", [0x0001, 0x1234])
def test_a_scheme_without_a_hash(scheme: int) -> None:
    with pytest.raises(ValueError, match="no hash"):
        sign(key("rsa"), scheme, SIGNED)


@pytest.mark.parametrize(
    ("kind", "scheme"),
    [
        (mldsa.MLDSA44PrivateKey, 0x0904),
        (mldsa.MLDSA65PrivateKey, 0x0905),
        (mldsa.MLDSA87PrivateKey, 0x0906),
    ],
)
def test_mldsa(
    kind: type[mldsa.MLDSA44PrivateKey | mldsa.MLDSA65PrivateKey | mldsa.MLDSA87PrivateKey],
    scheme: int,
) -> None:
    ours = kind.generate()
    signature = ours.sign(SIGNED)
    assert verifies(ours.public_key(), scheme, signature, SIGNED)
    assert not verifies(ours.public_key(), scheme, signature, b"")
    assert not verifies(ours.public_key(), 0x0403, signature, SIGNED)


def test_a_key_that_cannot_sign() -> None:
    ours = x25519.X25519PrivateKey.generate().public_key()
    assert not verifies(ours, 0x0807, bytes(64), SIGNED)


def test_certificate_types() -> None:
    assert certificate_type(key("rsa")) == 1
    assert certificate_type(key("SECP256R1")) == 64
    assert certificate_type(key("ed448")) == 64


@pytest.mark.parametrize("kind", KINDS)
def test_the_key_of_a_certificate(kind: str) -> None:
    assert leaf_key(certificate(kind)) == key(kind).public_key()


def test_the_key_of_a_certificate_of_version_1() -> None:
    """X.509v1 has no version field (RFC 5280 section 4.1.2.1)."""
    der = certificate("SECP256R1")
    start = der.index(b"\xa0\x03\x02\x01\x02")
    # Both lengths before it are in one byte after 0x81 or two after 0x82; 5 bytes go from each.
    assert der[1] == 0x82
    outer = int.from_bytes(der[2:4], "big") - 5
    assert der[5] == 0x81
    inner = bytes((der[6] - 5,))
    older = b"\x30\x82" + outer.to_bytes(2, "big") + b"\x30\x81" + inner + der[start + 5 :]
    assert leaf_key(older) == key("SECP256R1").public_key()


@pytest.mark.parametrize("size", range(0, 140, 7))
def test_a_cut_certificate_is_malformed(size: int) -> None:
    with pytest.raises(Malformed, match="certificate"):
        leaf_key(certificate("SECP256R1")[:size])


def test_a_length_of_four_bytes_is_malformed() -> None:
    with pytest.raises(Malformed, match="a length of 4 bytes"):
        leaf_key(b"\x30\x84\0\0\0\0")


def test_an_unknown_kind_of_key_is_none() -> None:
    assert leaf_key(certificate("ed25519").replace(b"\x2b\x65\x70", b"\x2b\x65\x7f")) is None


def test_only_rsa_encrypts() -> None:
    sealed = encrypted(key("rsa").public_key(), bytes(48))
    assert sealed is not None
    ours = key("rsa")
    assert isinstance(ours, rsa.RSAPrivateKey)
    assert ours.decrypt(sealed, padding.PKCS1v15()) == bytes(48)
    assert encrypted(key("SECP256R1").public_key(), bytes(48)) is None
    assert encrypted(None, bytes(48)) is None


def test_a_key_too_short_to_encrypt() -> None:
    tiny = rsa.RSAPublicNumbers(65537, (1 << 383) + 3).public_key()
    assert encrypted(tiny, bytes(48)) is None


def test_our_own_key() -> None:
    loaded = load_key(client_certificate("ed25519"))
    assert loaded.public_key() == key("ed25519").public_key()


@pytest.mark.parametrize("bad", ["zz", "3000", "encrypted"])
def test_a_key_of_our_own_that_cannot_be_loaded(bad: str) -> None:
    if bad == "encrypted":
        locked = BestAvailableEncryption(b"password")
        bad = key("rsa").private_bytes(Encoding.DER, PrivateFormat.PKCS8, locked).hex()
    with pytest.raises(ValueError, match=r"."):
        Client(offer(), certificate=ClientCertificate((), Secret(bad)))


def test_a_leaf_needs_no_x509() -> None:
    code = f"""
import sys
from tlswhy.handshake.signatures import leaf_key
assert leaf_key(bytes.fromhex({certificate("SECP256R1").hex()!r})) is not None
assert "cryptography.x509" not in sys.modules
"""
    path = ":".join(path for path in sys.path if path)
    subprocess.run([sys.executable, "-c", code], check=True, env={"PYTHONPATH": path})
