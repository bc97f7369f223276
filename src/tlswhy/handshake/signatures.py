"""Signatures in a handshake: checking the server's, making ours.

RFC 5246 section 4.7 and 7.4.1.4.1, RFC 2246 section 7.4.3, RFC 8446 sections 4.2.3 and 4.4.3.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, TypeAlias

from tlswhy.handshake.keys import digest
from tlswhy.model.attempt import ClientCertificate
from tlswhy.wire.reader import Reader

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.padding import AsymmetricPadding
    from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey, RSAPublicKey
    from cryptography.hazmat.primitives.asymmetric.types import PrivateKeyTypes, PublicKeyTypes
    from cryptography.hazmat.primitives.hashes import HashAlgorithm

    PublicKey: TypeAlias = PublicKeyTypes
    PrivateKey: TypeAlias = PrivateKeyTypes

_TLS12, _TLS13 = 0x0303, 0x0304

# A hash in the high byte, a signature in the low one (RFC 5246 section 7.4.1.4.1).
_RSA_PKCS1 = (0x0401, 0x0501, 0x0601, 0x0301, 0x0201, 0x0101)
_DSA_ANY = (0x0402, 0x0502, 0x0602, 0x0302, 0x0202)
_ECDSA_SHA = (0x0403, 0x0503, 0x0603, 0x0303, 0x0203)
# One number for all (RFC 8446 section 4.2.3, RFC 8734).
_RSA_PSS = (0x0804, 0x0805, 0x0806)
_PSS_PSS = (0x0809, 0x080A, 0x080B)
_BRAINPOOL = (0x081A, 0x081B, 0x081C)
_ED25519, _ED448 = 0x0807, 0x0808
_RSA_ANY = _RSA_PKCS1 + _RSA_PSS + _PSS_PSS
_ECDSA_ANY = _ECDSA_SHA + _BRAINPOOL
# What TLS 1.0 and 1.1 mean.
_DSA_SHA1, _ECDSA_SHA1 = 0x0202, 0x0203
_RSASSA_PSS = bytes.fromhex("06092a864886f70d01010a")  # RFC 4055 section 3.1
_WHERE_OID = 24  # in the first bytes of a SubjectPublicKeyInfo, behind three lengths
_CURVE_SCHEMES = {
    "secp256r1": 0x0403,
    "secp384r1": 0x0503,
    "secp521r1": 0x0603,
    "brainpoolP256r1": 0x081A,
    "brainpoolP384r1": 0x081B,
    "brainpoolP512r1": 0x081C,
}
_HASHES = {1: "MD5", 2: "SHA1", 3: "SHA224", 4: "SHA256", 5: "SHA384", 6: "SHA512"}
_HASHES_OF_8 = dict(
    zip(_RSA_PSS + _PSS_PSS + _BRAINPOOL, ("SHA256", "SHA384", "SHA512") * 3, strict=True)
)


def leaf_key(der: bytes) -> PublicKey | None:
    """The public key in a certificate; None when it is of a kind that cannot be loaded.

    Goes straight to subjectPublicKeyInfo (RFC 5280 section 4.1): what else is wrong with the
    certificate is not the handshake's business, and `cryptography.x509` takes long to import.

    Raises:
        Malformed: the bytes are no certificate as far as that place.
    """
    from cryptography.exceptions import UnsupportedAlgorithm
    from cryptography.hazmat.primitives.serialization import load_der_public_key

    spki = _spki(der)
    try:
        return load_der_public_key(spki)
    except (UnsupportedAlgorithm, ValueError):
        return None


def verifies(key: PublicKey, scheme: int | None, signature: bytes, signed: bytes) -> bool:
    """Whether the signature is the key's; scheme None is that of TLS 1.0 and 1.1.

    False also when the scheme is for another kind of key.
    """
    from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm

    try:
        return _check(key, scheme, signature, signed)
    except (InvalidSignature, UnsupportedAlgorithm, ValueError):
        return False


def encrypted(key: PublicKey | None, premaster: bytes) -> bytes | None:
    """EncryptedPreMasterSecret (RFC 5246 section 7.4.7.1).

    None: the key is not RSA, or too short for it.
    """
    from cryptography.hazmat.primitives.asymmetric import padding, rsa

    if not isinstance(key, rsa.RSAPublicKey):
        return None
    try:
        return key.encrypt(premaster, padding.PKCS1v15())
    except ValueError:
        return None


def load_key(certificate: ClientCertificate) -> PrivateKey:
    """Our own key.

    Raises:
        ValueError: it is no unencrypted PKCS#8, or of a kind that cannot be loaded.
    """
    return _loaded(bytes.fromhex(certificate.key.reveal()))


def is_for_pss(der: bytes) -> bool:
    """Whether a certificate's RSA key may only be used with PSS (RFC 8446 section 4.2.3).

    A key that was loaded does not say so any more.
    """
    return _RSASSA_PSS in _spki(der)[:_WHERE_OID]


def schemes_of(key: PrivateKey, version: int, *, pss: bool = False) -> frozenset[int]:
    """The schemes our key can sign with in that version; before TLS 1.2 they are not named.

    pss: its certificate is for RSASSA-PSS.
    """
    from cryptography.hazmat.primitives.asymmetric import ec, ed448, ed25519, rsa

    if isinstance(key, rsa.RSAPrivateKey) and pss:
        return frozenset(_PSS_PSS if version >= _TLS12 else ())
    if isinstance(key, rsa.RSAPrivateKey):
        # In TLS 1.3 the PKCS #1 schemes are for certificates alone (RFC 8446 section 4.2.3).
        return frozenset(_RSA_PSS if version >= _TLS13 else _RSA_PSS + _RSA_PKCS1)
    if isinstance(key, ec.EllipticCurvePrivateKey):
        # Only TLS 1.3 ties the curve to the hash.
        ours = _CURVE_SCHEMES.get(key.curve.name, 0)
        return frozenset((ours,) if version >= _TLS13 else _ECDSA_SHA)
    if version >= _TLS12 and isinstance(key, ed25519.Ed25519PrivateKey):
        return frozenset((_ED25519,))
    if version >= _TLS12 and isinstance(key, ed448.Ed448PrivateKey):
        return frozenset((_ED448,))
    return frozenset()


def certificate_type(key: PrivateKey) -> int | None:
    """The ClientCertificateType that stands for our key (RFC 5246 section 7.4.4, RFC 8422 5.5)."""
    from cryptography.hazmat.primitives.asymmetric import ec, ed448, ed25519, rsa

    if isinstance(key, rsa.RSAPrivateKey):
        return 1
    elliptic = (ec.EllipticCurvePrivateKey, ed25519.Ed25519PrivateKey, ed448.Ed448PrivateKey)
    return 64 if isinstance(key, elliptic) else None


def sign(key: PrivateKey, scheme: int | None, signed: bytes) -> bytes:
    """Sign with a scheme from `schemes_of`, or with None as TLS 1.0 and 1.1 do.

    Raises:
        TypeError: the key is none for a client certificate.
    """
    from cryptography.hazmat.primitives.asymmetric import ec, ed448, ed25519, rsa

    if isinstance(key, rsa.RSAPrivateKey):
        return _sign_md5sha1(key, signed) if scheme is None else _sign_rsa(key, scheme, signed)
    if isinstance(key, ec.EllipticCurvePrivateKey):
        return key.sign(signed, ec.ECDSA(_hash(scheme or _ECDSA_SHA1)))
    if isinstance(key, ed25519.Ed25519PrivateKey | ed448.Ed448PrivateKey):
        return key.sign(signed)
    raise TypeError(f"{type(key).__name__} is no key for a client certificate")


@lru_cache(maxsize=4)
def _loaded(der: bytes) -> PrivateKey:
    """Checking an RSA key takes 60 ms, and one diagnosis makes many attempts with the same."""
    from cryptography.exceptions import UnsupportedAlgorithm
    from cryptography.hazmat.primitives.serialization import load_der_private_key

    try:
        return load_der_private_key(der, None)
    except (TypeError, UnsupportedAlgorithm) as bad:
        raise ValueError(f"the client certificate's key: {bad}") from None


def _check(key: PublicKey, scheme: int | None, signature: bytes, signed: bytes) -> bool:
    """False for a scheme of another kind of key; a bad signature raises InvalidSignature."""
    from cryptography.hazmat.primitives.asymmetric import dsa, ec, ed448, ed25519, mldsa, rsa

    match key, scheme:
        case rsa.RSAPublicKey(), None:
            return _recovered(key, signature) == digest("md5sha1", signed)
        case rsa.RSAPublicKey(), int() if scheme in _RSA_ANY:
            key.verify(signature, signed, _rsa_padding(scheme), _hash(scheme))
        case ec.EllipticCurvePublicKey(), _ if (scheme or _ECDSA_SHA1) in _ECDSA_ANY:
            key.verify(signature, signed, ec.ECDSA(_hash(scheme or _ECDSA_SHA1)))
        case dsa.DSAPublicKey(), _ if (scheme or _DSA_SHA1) in _DSA_ANY:
            key.verify(signature, signed, _hash(scheme or _DSA_SHA1))
        case ed25519.Ed25519PublicKey(), 0x0807:
            key.verify(signature, signed)
        case ed448.Ed448PublicKey(), 0x0808:
            key.verify(signature, signed)
        case mldsa.MLDSA44PublicKey(), 0x0904:
            key.verify(signature, signed)
        case mldsa.MLDSA65PublicKey(), 0x0905:
            key.verify(signature, signed)
        case mldsa.MLDSA87PublicKey(), 0x0906:
            key.verify(signature, signed)
        case _:
            return False
    return True


def _recovered(key: RSAPublicKey, signature: bytes) -> bytes:
    """What was signed with PKCS #1 padding but, as in TLS 1.0, without naming the hash."""
    from cryptography.hazmat.primitives.asymmetric import padding

    return key.recover_data_from_signature(signature, padding.PKCS1v15(), None)


def _sign_md5sha1(key: RSAPrivateKey, signed: bytes) -> bytes:
    from cryptography.hazmat.primitives.asymmetric import padding, utils

    return key.sign(digest("md5sha1", signed), padding.PKCS1v15(), utils.NoDigestInfo())


def _sign_rsa(key: RSAPrivateKey, scheme: int, signed: bytes) -> bytes:
    return key.sign(signed, _rsa_padding(scheme), _hash(scheme))


def _spki(der: bytes) -> bytes:
    certificate = _open(Reader(der, "certificate"), "outer")
    body = _open(certificate, "tbs")
    version = body.take(1, "version")
    if version == b"\xa0":
        _rest_of(body, version, "version")
        version = body.take(1, "serialNumber")
    _rest_of(body, version, "serialNumber")
    for field in ("signature", "issuer", "validity", "subject"):
        _element(body, field)
    return _element(body, "subjectPublicKeyInfo")


def _open(outer: Reader, field: str) -> Reader:
    """What is inside the next element."""
    start = outer.offset
    tag = outer.take(1, field)
    head, body = _rest_of(outer, tag, field)
    return Reader(body, field, start=start + len(head))


def _element(outer: Reader, field: str) -> bytes:
    """The next element, with its tag and length."""
    return b"".join(_rest_of(outer, outer.take(1, field), field))


def _rest_of(outer: Reader, tag: bytes, field: str) -> tuple[bytes, bytes]:
    """Tag and length, and the contents, of an element whose tag was taken."""
    first = outer.take(1, field)
    more = outer.take(first[0] & 0x7F, field) if first[0] & 0x80 else b""
    if len(more) > 3:
        raise outer.malformed(f"a length of {len(more)} bytes", field)
    size = int.from_bytes(more, "big") if more else first[0]
    return tag + first + more, outer.take(size, field)


def _hash(scheme: int) -> HashAlgorithm:
    from cryptography.hazmat.primitives import hashes

    name = _HASHES_OF_8.get(scheme) or _HASHES.get(scheme >> 8)
    if name is None:
        raise ValueError(f"no hash in scheme {scheme:#06x}")
    made: HashAlgorithm = getattr(hashes, name)()
    return made


def _rsa_padding(scheme: int) -> AsymmetricPadding:
    from cryptography.hazmat.primitives.asymmetric import padding

    if scheme in _RSA_PKCS1:
        return padding.PKCS1v15()
    # "The length of the Salt MUST be equal to the length of the output of the digest algorithm"
    return padding.PSS(mgf=padding.MGF1(_hash(scheme)), salt_length=padding.PSS.DIGEST_LENGTH)
