"""Did this key sign that certificate (RFC 5280 section 6.1.3 (a) (1))."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Protocol, cast

from tlswhy.pki import oids
from tlswhy.pki.certificate import Certificate
from tlswhy.pki.der import BIT_STRING, SEQUENCE, BadDer, Fields, element

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.types import PublicKeyTypes


class _SignsWhole(Protocol):
    """A key that takes the message as it is: Ed25519, Ed448, ML-DSA."""

    def verify(self, signature: bytes, data: bytes) -> None: ...


LARGEST_KEPT = 1 << 17
"""In bytes, of what an answer is kept for: as large as a certificate may be."""

_BY_NAME = {algorithm.name: algorithm for algorithm in oids.SIGNATURES.values()}


def signed_by(child: Certificate, issuer: Certificate) -> bool | None:
    """Whether the key of `issuer` made the signature of `child`.

    None: the algorithm or the key is of a kind this machine's `cryptography` cannot use.
    The last 1024 answers are kept.
    """
    return made_by(child.der, child.signature_algorithm, child.signature_hash, issuer)


def made_by(der: bytes, name: str, digest: str, signer: Certificate) -> bool | None:
    """The same for anything that, like a certificate, is what is signed, algorithm, signature.

    name, digest: of the algorithm, as `certificate.signature` gives them.
    """
    algorithm = _BY_NAME.get(name)
    if algorithm is None or signer.key_type not in oids.KEYS.values():
        return None
    if algorithm.key != signer.key_type and (algorithm.key, signer.key_type) != ("rsa-pss", "rsa"):
        return False
    # A revocation list may have 20 MB, which is not worth keeping.
    check = _verified if len(der) <= LARGEST_KEPT else _verified.__wrapped__
    return check(der, algorithm.key, digest, signer.spki)


def price(child: Certificate, issuer: Certificate) -> int:
    """What `signed_by` costs, in units of a signature with P-256 (0.13 ms).

    Measured with OpenSSL 3: RSA costs by the squared size of the key and by that of the exponent,
    curves without hand-written code seven times as much as P-256.
    """
    size = 1 + (len(child.der) >> 16)
    match issuer.key_type:
        case "rsa" | "rsa-pss":
            return size + (issuer.key_bits**2 * _exponent(issuer.spki) >> 28)
        case "ec":
            return size if issuer.curve == "P-256" else size + 6 * max(issuer.key_bits // 384, 1)
        case _:
            return size + 2


@lru_cache(256)
def _exponent(spki: bytes) -> int:
    """The size in bits of the public exponent of an RSA key."""
    try:
        numbers = element(element(spki).children()[1].bits()).children()
    except (BadDer, IndexError):
        return 1
    return 8 * len(numbers[1].value) if len(numbers) > 1 else 1


@lru_cache(1024)
def _verified(der: bytes, family: str, digest: str, spki: bytes) -> bool | None:
    from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm

    outer = Fields(element(der))
    signed = outer.take("tbsCertificate", SEQUENCE).raw
    outer.take("signatureAlgorithm", SEQUENCE)
    try:
        signature = outer.take("signatureValue", BIT_STRING).bits()
        _verify(_key(spki), family, digest, signature, signed)
    except InvalidSignature:
        return False
    except (UnsupportedAlgorithm, ValueError):
        return None
    return True


@lru_cache(256)
def _key(spki: bytes) -> PublicKeyTypes:
    from cryptography.hazmat.primitives.serialization import load_der_public_key

    return load_der_public_key(spki)


def _verify(key: PublicKeyTypes, family: str, digest: str, signature: bytes, signed: bytes) -> None:
    """Raises what `cryptography` raises, ValueError for a digest it does not have."""
    from cryptography.hazmat.primitives import hashes
    from cryptography.hazmat.primitives.asymmetric import dsa, ec, padding, rsa

    if not digest and family != "rsa-pss":
        cast(_SignsWhole, key).verify(signature, signed)
        return
    by_name: dict[str, hashes.HashAlgorithm] = {
        "md5": hashes.MD5(),  # noqa: S303
        "sha1": hashes.SHA1(),  # noqa: S303
        "sha224": hashes.SHA224(),
        "sha256": hashes.SHA256(),
        "sha384": hashes.SHA384(),
        "sha512": hashes.SHA512(),
    }
    if digest not in by_name:
        raise ValueError(digest)
    chosen = by_name[digest]
    if isinstance(key, rsa.RSAPublicKey):
        pss = padding.PSS(padding.MGF1(chosen), padding.PSS.AUTO)
        padded = pss if family == "rsa-pss" else padding.PKCS1v15()
        key.verify(signature, signed, padded, chosen)
    elif isinstance(key, ec.EllipticCurvePublicKey):
        key.verify(signature, signed, ec.ECDSA(chosen))
    else:
        cast(dsa.DSAPublicKey, key).verify(signature, signed, chosen)
