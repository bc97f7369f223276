"""Builds certificates with any field changed, and chains of them, for the tests.

Keys are made once for each name and test run; P-256 unless asked otherwise, because it is fast.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from functools import lru_cache
from ipaddress import ip_address
from ssl import DER_cert_to_PEM_cert
from typing import TypedDict, Unpack

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, mldsa, padding, rsa
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from tlswhy.pki.der import element

AT = datetime(2030, 1, 1, tzinfo=UTC)
"""The time at which all chains are judged; every certificate is valid then unless changed."""

SERVER = (ExtendedKeyUsageOID.SERVER_AUTH,)
CLIENT = (ExtendedKeyUsageOID.CLIENT_AUTH,)
SIGN = ("key_cert_sign", "crl_sign")
TLS = ("digital_signature",)

Key = (
    ec.EllipticCurvePrivateKey
    | rsa.RSAPrivateKey
    | ed25519.Ed25519PrivateKey
    | mldsa.MLDSA65PrivateKey
)


@lru_cache(None)
def key(label: str = "", kind: str = "p256") -> Key:
    """The private key for a label; kind: "p192" to "p521", "ed25519", "ml-dsa-65", "rsa1024"."""
    if kind == "ed25519":
        return ed25519.Ed25519PrivateKey.generate()
    if kind == "ml-dsa-65":
        return mldsa.MLDSA65PrivateKey.generate()
    if kind.startswith("rsa"):
        return rsa.generate_private_key(65537, int(kind[3:]))
    curves: dict[str, type[ec.EllipticCurve]] = {
        "p192": ec.SECP192R1,
        "p224": ec.SECP224R1,
        "p256": ec.SECP256R1,
        "p521": ec.SECP521R1,
    }
    return ec.generate_private_key(curves[kind]())


class Cert:
    """A certificate with its key, so that it can issue others."""

    def __init__(self, parsed: x509.Certificate, private: Key) -> None:
        self.parsed = parsed
        self.private = private
        self.der = parsed.public_bytes(serialization.Encoding.DER)

    @property
    def pem(self) -> bytes:
        return DER_cert_to_PEM_cert(self.der).encode()


def name(cn: str = "", o: str = "", email: str = "") -> x509.Name:
    parts = (
        (NameOID.ORGANIZATION_NAME, o),
        (NameOID.COMMON_NAME, cn),
        (NameOID.EMAIL_ADDRESS, email),
    )
    return x509.Name([x509.NameAttribute(oid, value) for oid, value in parts if value])


def make(
    subject: str | x509.Name = "",
    issuer: Cert | None = None,
    *,
    names: tuple[str, ...] | None = None,
    ips: tuple[str, ...] = (),
    others: tuple[x509.GeneralName, ...] = (),
    ca: bool | None = None,
    path_length: int | None = None,
    usage: tuple[str, ...] | None = None,
    eku: tuple[x509.ObjectIdentifier, ...] | None = None,
    begins: datetime = AT - timedelta(days=100),
    ends: datetime = AT + timedelta(days=100),
    kind: str = "p256",
    private: Key | None = None,
    signer: Key | None = None,
    issuer_name: x509.Name | None = None,
    aki: bytes | None = b"",
    ski: bool = True,
    permitted: tuple[x509.GeneralName, ...] = (),
    excluded: tuple[x509.GeneralName, ...] = (),
    aia: str = "",
    extra: tuple[tuple[x509.ExtensionType, bool], ...] = (),
    serial: int | None = None,
) -> Cert:
    """One certificate; self-signed without an issuer.

    aki: b"" takes the issuer's key identifier, None leaves the extension out.
    names: None leaves the SAN out. ca: None leaves basicConstraints out.
    """
    own_name = subject if isinstance(subject, x509.Name) else name(subject)
    private = private or key(own_name.rfc4514_string(), kind)
    signer = signer or (issuer.private if issuer else private)
    public = private.public_key()
    builder = (
        x509.CertificateBuilder()
        .subject_name(own_name)
        .issuer_name(issuer_name or (issuer.parsed.subject if issuer else own_name))
        .public_key(public)
        .serial_number(serial or x509.random_serial_number())
        .not_valid_before(begins)
        .not_valid_after(ends)
    )
    extensions: list[tuple[x509.ExtensionType, bool]] = [*extra]
    if names is not None:
        san = [x509.DNSName(one) for one in names]
        addresses = [x509.IPAddress(ip_address(one)) for one in ips]
        alternatives = x509.SubjectAlternativeName([*san, *addresses, *others])
        extensions.append((alternatives, False))
    if ca is not None:
        extensions.append((x509.BasicConstraints(ca, path_length), True))
    if usage is not None:
        extensions.append((key_usage(usage), True))
    if eku is not None:
        extensions.append((x509.ExtendedKeyUsage(eku), False))
    if ski:
        extensions.append((x509.SubjectKeyIdentifier.from_public_key(public), False))
    if aki is not None:
        from_signer = x509.SubjectKeyIdentifier.from_public_key(signer.public_key()).digest
        extensions.append((x509.AuthorityKeyIdentifier(aki or from_signer, None, None), False))
    if permitted or excluded:
        limits = x509.NameConstraints(permitted or None, excluded or None)
        extensions.append((limits, True))
    if aia:
        place = x509.UniformResourceIdentifier(aia)
        access = x509.AccessDescription(x509.oid.AuthorityInformationAccessOID.CA_ISSUERS, place)
        extensions.append((x509.AuthorityInformationAccess([access]), False))
    for value, critical in extensions:
        builder = builder.add_extension(value, critical)
    whole = isinstance(signer, (ed25519.Ed25519PrivateKey, mldsa.MLDSA65PrivateKey))
    digest = None if whole else hashes.SHA256()
    return Cert(builder.sign(signer, digest), private)


class Fields(TypedDict, total=False):
    """What can be changed; see `make`."""

    names: tuple[str, ...] | None
    ips: tuple[str, ...]
    others: tuple[x509.GeneralName, ...]
    ca: bool | None
    path_length: int | None
    usage: tuple[str, ...] | None
    eku: tuple[x509.ObjectIdentifier, ...] | None
    begins: datetime
    ends: datetime
    kind: str
    private: Key | None
    signer: Key | None
    issuer_name: x509.Name | None
    aki: bytes | None
    ski: bool
    permitted: tuple[x509.GeneralName, ...]
    excluded: tuple[x509.GeneralName, ...]
    aia: str
    extra: tuple[tuple[x509.ExtensionType, bool], ...]
    serial: int | None


def root(cn: str = "Root", **changed: Unpack[Fields]) -> Cert:
    fields: Fields = {"ca": True, "usage": SIGN, "aki": None}
    fields.update(changed)
    return make(name(cn, "Lab"), **fields)


def between(issuer: Cert, cn: str = "Intermediate", **changed: Unpack[Fields]) -> Cert:
    fields: Fields = {"ca": True, "usage": SIGN}
    fields.update(changed)
    return make(name(cn, "Lab"), issuer, **fields)


def leaf(issuer: Cert | None, cn: str = "a.example", **changed: Unpack[Fields]) -> Cert:
    fields: Fields = {"names": ("a.example",), "ca": False, "usage": TLS, "eku": SERVER}
    fields.update(changed)
    return make(cn, issuer, **fields)


def with_sha1(child: Cert, signer: Key) -> Cert:
    """The same certificate, signed with SHA-1, which the builder refuses to do.

    The object identifiers of sha1WithRSAEncryption and sha256WithRSAEncryption differ in
    their last byte only, so no length changes.
    """
    assert isinstance(signer, rsa.RSAPrivateKey)
    sha256, sha1 = (bytes.fromhex("06092a864886f70d0101") + last for last in (b"\x0b", b"\x05"))
    signed = child.parsed.tbs_certificate_bytes.replace(sha256, sha1)
    signature = signer.sign(signed, padding.PKCS1v15(), hashes.SHA1())
    der = child.der.replace(sha256, sha1)
    assert der.endswith(child.parsed.signature)
    der = der.replace(child.parsed.tbs_certificate_bytes, signed)
    der = der[: -len(signature)] + signature
    return Cert(x509.load_der_x509_certificate(der), child.private)


def resigned(child: Cert, signer: Key, old: bytes, new: bytes) -> Cert:
    """The same certificate with bytes exchanged and a signature that fits; P-256 only."""
    assert isinstance(signer, ec.EllipticCurvePrivateKey)
    signed = child.parsed.tbs_certificate_bytes
    assert len(old) == len(new)
    assert signed.count(old) == 1
    signed = signed.replace(old, new)
    return _whole(child, signed, signer.sign(signed, ec.ECDSA(hashes.SHA256())))


def version_1(child: Cert, signer: Key, *, extensions: bool = False) -> Cert:
    """The same certificate without a version, and without extensions unless they are kept."""
    assert isinstance(signer, ec.EllipticCurvePrivateKey)
    parts = element(child.parsed.tbs_certificate_bytes).children()
    kept = [part.raw for part in parts[1:] if extensions or part.tag != 0xA3]
    signed = _tlv(0x30, b"".join(kept))
    return _whole(child, signed, signer.sign(signed, ec.ECDSA(hashes.SHA256())))


def _whole(child: Cert, signed: bytes, signature: bytes) -> Cert:
    """RFC 5280 section 4.1. What `cryptography` refuses to read stands as bytes only."""
    algorithm = element(child.der).children()[1].raw
    made = Cert.__new__(Cert)
    made.private = child.private
    made.der = _tlv(0x30, signed + algorithm + _tlv(0x03, b"\0" + signature))
    return made


def _tlv(tag: int, body: bytes) -> bytes:
    size = len(body)
    if size < 0x80:
        return bytes([tag, size]) + body
    octets = size.to_bytes((size.bit_length() + 7) // 8)
    return bytes([tag, 0x80 | len(octets)]) + octets + body


def patched(child: Cert, old: bytes, new: bytes) -> bytes:
    """The encoded certificate with bytes exchanged; its signature no longer fits."""
    assert len(old) == len(new)
    assert old in child.der
    return child.der.replace(old, new)


def key_usage(bits: tuple[str, ...]) -> x509.KeyUsage:
    every = (
        "digital_signature",
        "content_commitment",
        "key_encipherment",
        "data_encipherment",
        "key_agreement",
        "key_cert_sign",
        "crl_sign",
        "encipher_only",
        "decipher_only",
    )
    return x509.KeyUsage(**{bit: bit in bits for bit in every})
