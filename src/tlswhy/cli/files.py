"""Certificates and keys from the user's files, and the trust store of this system."""

from __future__ import annotations

import os
import re
from binascii import Error as BadBase64
from binascii import a2b_base64
from collections.abc import Sequence
from typing import TYPE_CHECKING

from tlswhy.model.attempt import ClientCertificate, Secret
from tlswhy.model.errors import InputError
from tlswhy.model.facts.context import ClientCertificateGiven
from tlswhy.pki.certificate import Certificate, read, subject_of
from tlswhy.pki.der import BadDer, element
from tlswhy.pki.stores import Store, from_pem, mozilla

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.types import PrivateKeyTypes

# Debian, Fedora and RHEL, openSUSE, Alpine and the BSDs and macOS, older RHEL.
SYSTEM_BUNDLES = (
    "/etc/ssl/certs/ca-certificates.crt",
    "/etc/pki/ca-trust/extracted/pem/tls-ca-bundle.pem",
    "/etc/pki/tls/certs/ca-bundle.crt",
    "/var/lib/ca-certificates/ca-bundle.pem",
    "/etc/ssl/ca-bundle.pem",
    "/etc/ssl/cert.pem",
    "/usr/local/share/certs/ca-root-nss.crt",
    "/usr/local/etc/ssl/cert.pem",
    "/etc/openssl/certs/ca-certificates.crt",
)

CLIENT_AUTH, ANY_USAGE = "1.3.6.1.5.5.7.3.2", "2.5.29.37.0"  # RFC 5280 section 4.2.1.12

LARGEST = 32 << 20
"""Bytes of a file that are worth reading; the largest bundles in use have less than 1 MB."""

_BLOCK = re.compile(rb"-----BEGIN ([A-Z0-9 ]+)-----(.*?)-----END \1-----", re.DOTALL)
_CERTIFICATES = (b"CERTIFICATE", b"TRUSTED CERTIFICATE", b"X509 CERTIFICATE")


def certificates(path: str) -> tuple[bytes, ...]:
    """Every certificate of a PEM file, or the one of a DER file, encoded and in order.

    Raises:
        InputError: the file cannot be read or has no certificate; the text has its path.
    """
    content = _content(path)
    labels = [label for label, _ in _BLOCK.findall(content)]
    if not labels:
        return (_certificate(content, path, 1),)
    bodies = [body for label, body in _BLOCK.findall(content) if label in _CERTIFICATES]
    if not bodies:
        raise InputError(f"{path} has no certificate, only {labels[0].decode().lower()}")
    return tuple(_decoded(body, path, number) for number, body in enumerate(bodies, 1))


def client_certificate(cert: str, key: str) -> ClientCertificate:
    """The certificate and key that the server may ask for.

    cert: PEM or DER, the leaf first. key: PEM or DER, of PKCS #8, PKCS #1 or SEC 1.

    Raises:
        InputError: a file cannot be read, the key is encrypted, or it is another certificate's.
    """
    chain = certificates(cert)
    private = _key(key)
    from cryptography.hazmat.primitives.serialization import (
        Encoding,
        NoEncryption,
        PrivateFormat,
        PublicFormat,
    )

    from tlswhy.handshake.signatures import leaf_key
    from tlswhy.wire.reader import Malformed

    spki = (Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
    try:
        public = leaf_key(chain[0])
    except Malformed as bad:
        raise InputError(f"{cert}: the first certificate has no key: {bad}") from None
    if public is None:
        raise InputError(f"{cert}: no signature can be made for a key of this kind")
    if public.public_bytes(*spki) != private.public_key().public_bytes(*spki):
        more = ", whose first certificate must be the client's" if len(chain) > 1 else ""
        raise InputError(f"the key in {key} does not belong to the certificate in {cert}{more}")
    secret = private.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())
    return ClientCertificate(chain, Secret(secret.hex()))


def given(certificate: ClientCertificate) -> ClientCertificateGiven:
    """What the user's own certificate says of itself."""
    leaf = read(certificate.chain[0])
    count = len(certificate.chain)
    if not isinstance(leaf, Certificate):
        return ClientCertificateGiven(count=count)
    return ClientCertificateGiven(
        count=count,
        subject=leaf.subject,
        not_after=leaf.not_after,
        for_clients=leaf.eku is None or bool({CLIENT_AUTH, ANY_USAGE} & set(leaf.eku)),
    )


def store(name: str) -> Store:
    """The anchors of `system`, `mozilla` or `none`.

    Raises:
        InputError: SSL_CERT_FILE names a file that cannot be read.
    """
    if name == "none":
        return Store("none", "")
    return mozilla() if name == "mozilla" else _system()


def plus_files(base: Store, files: Sequence[str], anchors: Sequence[bytes]) -> Store:
    """A store and the anchors of the user's files."""
    if not files:
        return base
    own = Store(", ".join(files), ", ".join(files), anchors)
    return own + base if len(base) else own


def _system() -> Store:
    """OpenSSL's variable, the file of the distribution, or Mozilla's roots where there is none."""
    named = os.environ.get("SSL_CERT_FILE")
    if named:
        return from_pem(_content(named, "SSL_CERT_FILE: "), "system", named)
    for bundle in SYSTEM_BUNDLES:
        if os.access(bundle, os.R_OK):
            return from_pem(_content(bundle), "system", bundle)
    return mozilla()


def _content(path: str, said: str = "") -> bytes:
    try:
        with open(path, "rb") as file:  # noqa: PTH123 - pathlib takes 7 ms to import
            content = file.read(LARGEST + 1)
    except OSError as error:
        raise InputError(f"{said}cannot read {path}: {error.strerror or error}") from None
    except ValueError as error:  # a NUL in the path
        raise InputError(f"{said}cannot read {path!r}: {error}") from None
    if len(content) > LARGEST:
        raise InputError(f"{said}{path} has more than {LARGEST >> 20} MB")
    return content


def _decoded(body: bytes, path: str, number: int) -> bytes:
    try:
        der = a2b_base64(body)
    except BadBase64 as error:
        raise InputError(f"{path}: certificate {number} is not base64: {error}") from None
    return _certificate(der, path, number)


def _certificate(der: bytes, path: str, number: int) -> bytes:
    try:
        whole = element(der).raw
        subject_of(whole)
    except BadDer as bad:
        if number == 1 and der[:1] != b"\x30":
            raise InputError(f"{path} is neither PEM nor DER of a certificate") from None
        hint = " (PKCS #12 and PKCS #7 become PEM by openssl pkcs12 or openssl pkcs7)"
        raise InputError(f"{path}: certificate {number} is none: {bad}{hint}") from None
    return whole


def _key(path: str) -> PrivateKeyTypes:
    content = _content(path)
    blocks = list(_BLOCK.finditer(content))
    found = next((b for b in blocks if b.group(1).endswith(b"PRIVATE KEY")), None)
    if blocks and found is None:
        what = blocks[0].group(1).decode().lower()
        raise InputError(f"{path} has no private key, only {what}; name its file with --key")
    pem = found.group() if found else b""
    if b"ENCRYPTED" in pem:
        decrypt = f"openssl pkey -in {path} -out plain.key"
        raise InputError(f"the key in {path} is encrypted; decrypt a copy: {decrypt}")
    from cryptography.exceptions import UnsupportedAlgorithm
    from cryptography.hazmat.primitives.serialization import (
        load_der_private_key,
        load_pem_private_key,
    )

    try:
        return load_pem_private_key(pem, None) if pem else load_der_private_key(content, None)
    except TypeError:  # encrypted PKCS #8 in DER
        raise InputError(f"the key in {path} is encrypted; decrypt a copy of it first") from None
    except (ValueError, UnsupportedAlgorithm):
        forms = "PKCS #8, PKCS #1 or SEC 1, in PEM or DER"
        raise InputError(f"{path} has no private key that can be read: {forms}") from None
