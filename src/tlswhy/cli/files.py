"""Certificates from the user's files, and the trust store of this system."""

from __future__ import annotations

import contextlib
import os
import re
from binascii import Error as BadBase64
from binascii import a2b_base64
from collections.abc import Iterator, Sequence

from tlswhy.model.errors import InputError
from tlswhy.pki.certificate import subject_of
from tlswhy.pki.der import BadDer, element
from tlswhy.pki.stores import SYSTEM_BUNDLES, Store, from_pem, mozilla

LARGEST = 32 << 20
"""Bytes of a file that are worth reading; the largest bundles in use have less than 1 MB."""

MOST_HASHED = 2000
"""Files of SSL_CERT_DIR that are read; a distribution's has 300."""

_HASH = re.compile(r"[0-9a-f]{8}\.[0-9]{1,3}$")  # openssl rehash
_BLOCK = re.compile(rb"-----BEGIN ([A-Z0-9 ]+)-----(.*?)-----END \1-----", re.DOTALL)
_CERTIFICATES = (b"CERTIFICATE", b"TRUSTED CERTIFICATE", b"X509 CERTIFICATE")

_KEY_STORE = (
    "is a key store of Java; it becomes PKCS #12 by: keytool -importkeystore -srckeystore FILE "
    "-destkeystore FILE.p12 -deststoretype pkcs12"
)
_UTF16 = "is text in UTF-16, as PowerShell writes it; save it as ASCII"
_FOREIGN = {
    b"\xfe\xed\xfe\xed": _KEY_STORE,
    b"\xce\xce\xce\xce": _KEY_STORE,
    b"PuTTY-User-Key-File": "is a key of PuTTY, which no TLS program reads",
    b"\xff\xfe": _UTF16,
    b"\xfe\xff": _UTF16,
}


def certificates(path: str) -> tuple[bytes, ...]:
    """Every certificate of a PEM file, or the one of a DER file, encoded and in order.

    Raises:
        InputError: the file cannot be read or has no certificate; the text has its path.
    """
    return certificates_in(content(path), path)


def certificates_in(content: bytes, path: str) -> tuple[bytes, ...]:
    """The same of a file that was read.

    Raises:
        InputError: it has no certificate.
    """
    found = blocks(content)
    if not found:
        return (_certificate(content, path, 1),)
    wholes = [whole for label, whole in found if label in _CERTIFICATES]
    if not wholes:
        raise InputError(f"{path} has no certificate, only {found[0][0].decode().lower()}")
    return tuple(_decoded(whole, path, number) for number, whole in enumerate(wholes, 1))


def blocks(content: bytes) -> tuple[tuple[bytes, bytes], ...]:
    """Label and text of each block of PEM (RFC 7468), with the lines around it."""
    return tuple((block[1], block[0]) for block in _BLOCK.finditer(content))


def decoded(block: bytes) -> bytes:
    """What a block of PEM holds; empty when it is not base64."""
    lines = [line for line in block.splitlines()[1:-1] if b":" not in line]
    try:
        return a2b_base64(b"".join(lines))
    except BadBase64:
        return b""


def spelt(path: str) -> str:
    """As a report has it: a name may be bytes that are no text, and JSON carries none."""
    return path.encode(errors="replace").decode()


def foreign(content: bytes) -> str:
    """What a file is that only other programs read, as the end of a sentence; else empty."""
    return next((words for start, words in _FOREIGN.items() if content.startswith(start)), "")


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
    """What OpenSSL's variables name, the file of the distribution, or else Mozilla's roots."""
    file, folders = os.environ.get("SSL_CERT_FILE"), os.environ.get("SSL_CERT_DIR")
    if file or folders:
        pem = content(file, "SSL_CERT_FILE: ") if file else b""
        named = ", ".join(name for name in (file, folders) if name)
        return from_pem(b"\n".join([pem, *_hashed(folders or "")]), "system", named)
    for bundle in SYSTEM_BUNDLES:
        if os.access(bundle, os.R_OK):
            return from_pem(content(bundle), "system", bundle)
    return mozilla()


def _hashed(folders: str) -> Iterator[bytes]:
    """The files of such folders that OpenSSL would look up: those named by a hash of the subject.

    What cannot be read, be it a folder or a file, is passed over, as OpenSSL does it.
    """
    names: list[str] = []
    for folder in folders.split(os.pathsep):
        with contextlib.suppress(OSError, ValueError):
            found = os.listdir(folder)  # noqa: PTH208 - pathlib takes 7 ms to import
            names += sorted(f"{folder}/{name}" for name in found if _HASH.match(name))
    for name in names[:MOST_HASHED]:
        with contextlib.suppress(InputError):
            yield content(name)


def content(path: str, said: str = "") -> bytes:
    """The bytes of a file. said: what stands before the sentence when it cannot be read.

    Raises:
        InputError: it cannot be read, or is far too long.
    """
    try:
        with open(path, "rb") as file:  # noqa: PTH123 - pathlib takes 7 ms to import
            read = file.read(LARGEST + 1)
    except OSError as error:
        raise InputError(f"{said}cannot read {path}: {error.strerror or error}") from None
    except ValueError as error:  # a NUL in the path
        raise InputError(f"{said}cannot read {path!r}: {error}") from None
    if len(read) > LARGEST:
        raise InputError(f"{said}{path} has more than {LARGEST >> 20} MB")
    return read


def _decoded(whole: bytes, path: str, number: int) -> bytes:
    try:
        der = a2b_base64(_BLOCK.sub(rb"\2", whole))
    except BadBase64 as error:
        raise InputError(f"{path}: certificate {number} is not base64: {error}") from None
    return _certificate(der, path, number)


def _certificate(der: bytes, path: str, number: int) -> bytes:
    try:
        whole = element(der).raw
        subject_of(whole)
    except BadDer as bad:
        if number == 1 and der[:1] != b"\x30":
            what = foreign(der) or "is neither PEM nor DER of a certificate"
            raise InputError(f"{path} {what}") from None
        hint = " (PKCS #12 and PKCS #7 become PEM by openssl pkcs12 or openssl pkcs7)"
        raise InputError(f"{path}: certificate {number} is none: {bad}{hint}") from None
    return whole
