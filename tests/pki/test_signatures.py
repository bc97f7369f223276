from __future__ import annotations

import msgspec
import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import dsa, padding, rsa

from pki import chains
from pki.chains import between, key, root
from tlswhy.pki.certificate import Certificate, read
from tlswhy.pki.signatures import LARGEST_KEPT, made_by, price, signed_by


def parsed(der: bytes) -> Certificate:
    one = read(der)
    assert isinstance(one, Certificate)
    return one


@pytest.mark.parametrize("kind", ["p256", "p521", "ed25519", "ml-dsa-65", "rsa2048"])
def test_who_signed_and_who_did_not(kind: str) -> None:
    mine, other = root(f"mine {kind}", kind=kind), root(f"other {kind}", kind=kind)
    child = parsed(between(mine).der)
    assert signed_by(child, parsed(mine.der)) is True
    assert signed_by(child, parsed(other.der)) is False


def test_a_key_of_another_family_signed_nothing() -> None:
    child = parsed(between(root()).der)
    assert signed_by(child, parsed(root("RSA", kind="rsa2048").der)) is False


def signed(private: rsa.RSAPrivateKey | dsa.DSAPrivateKey, pad: padding.PSS | None) -> Certificate:
    """Its own issuer, by a key that the builder of chains does not have."""
    same = chains.name("x")
    builder = x509.CertificateBuilder(same, same, private.public_key(), 1, chains.AT, chains.AT)
    made = builder.sign(private, hashes.SHA384(), rsa_padding=pad)
    return parsed(made.public_bytes(serialization.Encoding.DER))


def test_rsa_pss_and_dsa() -> None:
    private = key("pss", "rsa2048")
    assert isinstance(private, rsa.RSAPrivateKey)
    pss = padding.PSS(padding.MGF1(hashes.SHA384()), padding.PSS.MAX_LENGTH)
    one = signed(private, pss)
    assert (one.signature_algorithm, one.signature_hash) == ("rsassaPss", "sha384")
    assert signed_by(one, one) is True
    two = signed(dsa.generate_private_key(1024), None)
    assert (two.signature_algorithm, two.key_type) == ("dsa_with_SHA384", "dsa")
    assert signed_by(two, two) is True


def test_sha1_can_still_be_checked() -> None:
    issuer = root("old", kind="rsa2048")
    assert signed_by(parsed(chains.with_sha1(issuer, issuer.private).der), parsed(issuer.der))


def test_what_cannot_be_checked_is_neither_true_nor_false() -> None:
    issuer = parsed(root("RSA", kind="rsa2048").der)
    child = parsed(between(root("RSA", kind="rsa2048")).der)
    assert signed_by(msgspec.structs.replace(child, signature_algorithm="1.2.3"), issuer) is None
    assert signed_by(child, msgspec.structs.replace(issuer, key_type="1.2.3")) is None
    assert signed_by(msgspec.structs.replace(child, signature_hash="md2"), issuer) is None
    assert signed_by(child, msgspec.structs.replace(issuer, spki=b"\x30\x00")) is None


def test_the_answer_is_kept() -> None:
    mine = root("kept")
    child = parsed(between(mine).der)
    assert signed_by(child, parsed(mine.der)) is signed_by(child, parsed(mine.der)) is True


def test_what_is_too_large_to_be_kept_is_checked_as_well() -> None:
    mine, other = root("mine"), root("other")
    made = between(mine)
    child = parsed(made.der)
    padded = made.der + bytes(LARGEST_KEPT)
    algorithm = (child.signature_algorithm, child.signature_hash)
    assert made_by(padded, *algorithm, parsed(mine.der)) is True
    assert made_by(padded, *algorithm, parsed(other.der)) is False


def test_what_a_signature_costs() -> None:
    """In proportion to what `openssl speed` says, more or less."""
    child = parsed(between(root()).der)
    kinds = ("p256", "p521", "ed25519", "rsa2048")
    prices = {kind: price(child, parsed(root(kind, kind=kind).der)) for kind in kinds}
    assert prices == {"p256": 1, "p521": 7, "ed25519": 3, "rsa2048": 1}
    large = msgspec.structs.replace(child, der=bytes(1 << 17))
    assert price(large, parsed(root().der)) == 3


def test_a_large_exponent_costs_more() -> None:
    child = parsed(between(root()).der)
    modulus, huge = (1 << 3071) + 1, (1 << 3069) + 1
    for exponent, costs in ((65537, 1), (huge, 109)):
        public = rsa.RSAPublicNumbers(exponent, modulus).public_key()
        spki = public.public_bytes(
            serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo
        )
        issuer = msgspec.structs.replace(child, key_type="rsa", key_bits=3072, spki=spki)
        assert price(child, issuer) == costs
    broken = msgspec.structs.replace(child, key_type="rsa", key_bits=3072, spki=b"0\0")
    assert price(child, broken) == 1
