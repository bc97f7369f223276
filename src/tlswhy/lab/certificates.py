"""Test certificates: a root, what hangs below it, and any field of them wrong on purpose."""

from __future__ import annotations

from datetime import timedelta
from ipaddress import ip_address
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.x509.oid import (
    AuthorityInformationAccessOID,
    ExtendedKeyUsageOID,
    NameOID,
    ObjectIdentifier,
)
from msgspec import Struct

from tlswhy.net import clock

SERVER = ExtendedKeyUsageOID.SERVER_AUTH
CLIENT = ExtendedKeyUsageOID.CLIENT_AUTH

Key = ec.EllipticCurvePrivateKey | rsa.RSAPrivateKey


class Identity(Struct, frozen=True):
    """A certificate, its key, and the certificates above it that a server sends along.

    chain: the issuer first, without the root.
    """

    certificate: x509.Certificate
    key: Key
    chain: tuple[x509.Certificate, ...] = ()


class Pem(Struct, frozen=True):
    """Where an identity lies on disk.

    chain: the certificate and, unless left out, its intermediates. key: PKCS#8, unencrypted.
    """

    chain: Path
    key: Path


def issue(  # noqa: PLR0913  each argument is one field that a scenario may want wrong
    name: str | x509.Name,
    by: Identity | None = None,
    *,
    names: tuple[str, ...] = (),
    ca: bool = False,
    days: tuple[float, float] = (-1, 90),
    key: str = "p256",
    usage: tuple[ObjectIdentifier, ...] = (SERVER,),
    must_staple: bool = False,
    responder: str = "",
    home_made: bool = False,
) -> Identity:
    """Make a certificate that an ordinary client accepts, but for what is asked otherwise.

    name: the common name, or a whole subject. by: the issuer; None signs itself. names: DNS names
    and addresses for subjectAltName. days: notBefore and notAfter, counted from now. key: `p256`,
    `p384` or `rsa` with its size in bits. usage: for the extended key usage, not written for a CA.
    must_staple: it may not be shown without an OCSP response (RFC 7633). responder: the URL at
    which there is one. home_made: without key identifiers, and with basicConstraints that are not
    critical, as many a CA of one's own has it.
    """
    own = _new_key(key)
    subject = name
    if isinstance(subject, str):
        subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, subject)])
    # A lab certificate has to be right or wrong on the day it is used.
    now = clock.now()
    issuer_key = by.key if by else own
    builder = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(by.certificate.subject if by else subject)
        .public_key(own.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now + timedelta(days=days[0]))
        .not_valid_after(now + timedelta(days=days[1]))
        .add_extension(x509.BasicConstraints(ca=ca, path_length=None), critical=not home_made)
        .add_extension(_key_usage(ca=ca, rsa_key=isinstance(own, rsa.RSAPrivateKey)), critical=True)
    )
    if not home_made:
        of_issuer = x509.AuthorityKeyIdentifier.from_issuer_public_key(issuer_key.public_key())
        of_own = x509.SubjectKeyIdentifier.from_public_key(own.public_key())
        builder = builder.add_extension(of_own, critical=False)
        builder = builder.add_extension(of_issuer, critical=False)
    if names:
        builder = builder.add_extension(
            x509.SubjectAlternativeName([_general_name(each) for each in names]), critical=False
        )
    if usage and not ca:
        builder = builder.add_extension(x509.ExtendedKeyUsage(usage), critical=False)
    if must_staple:
        demand = x509.TLSFeature([x509.TLSFeatureType.status_request])
        builder = builder.add_extension(demand, critical=False)
    if responder:
        where = x509.AccessDescription(
            AuthorityInformationAccessOID.OCSP, x509.UniformResourceIdentifier(responder)
        )
        builder = builder.add_extension(x509.AuthorityInformationAccess([where]), critical=False)
    certificate = builder.sign(issuer_key, hashes.SHA256())
    above = () if by is None or _is_root(by) else (by.certificate, *by.chain)
    return Identity(certificate, own, above)


def pem(*certificates: x509.Certificate) -> bytes:
    """The certificates one after the other in PEM."""
    return b"".join(each.public_bytes(serialization.Encoding.PEM) for each in certificates)


def key_pem(key: Key) -> bytes:
    """The key as unencrypted PKCS#8 in PEM."""
    return key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )


def _new_key(kind: str) -> Key:
    if kind.startswith("rsa"):
        return rsa.generate_private_key(65537, int(kind.removeprefix("rsa")))
    return ec.generate_private_key({"p256": ec.SECP256R1(), "p384": ec.SECP384R1()}[kind])


def _is_root(identity: Identity) -> bool:
    return identity.certificate.subject == identity.certificate.issuer


def _general_name(name: str) -> x509.GeneralName:
    try:
        return x509.IPAddress(ip_address(name))
    except ValueError:
        return x509.DNSName(name)


def _key_usage(*, ca: bool, rsa_key: bool) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=not ca,
        content_commitment=False,
        key_encipherment=rsa_key and not ca,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=ca,
        crl_sign=ca,
        encipher_only=False,
        decipher_only=False,
    )
