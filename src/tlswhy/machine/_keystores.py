"""The trusted certificates of Java's key stores: JKS, JCEKS and PKCS #12.

A JKS is read by its layout, as Sun's `JavaKeyStore.java` writes it: certificates in it are in
clear, and only the digest at its end depends on the password.
"""

from __future__ import annotations

from collections.abc import Iterator

MAGICS = (b"\xfe\xed\xfe\xed", b"\xce\xce\xce\xce")  # JKS, JCEKS
USUAL = b"changeit"  # the password that every JDK's cacerts has had
KEY, TRUSTED = 1, 2
MOST = 5000


def anchors(content: bytes) -> tuple[bytes, ...] | None:
    """The certificates in DER; None where the file cannot be opened or is no key store."""
    if content[:4] in MAGICS:
        try:
            return tuple(_entries(content))
        except (IndexError, ValueError):
            return None
    return _pkcs12(content)


def _entries(content: bytes) -> Iterator[bytes]:
    """Every trusted certificate; a JKS may have keys as well, which are stepped over.

    Raises:
        ValueError: it ends too early, or has an entry that is neither.
    """
    at = _At(content, 4)
    version, count = at.number(4), at.number(4)
    if version not in (1, 2) or count > MOST:
        raise ValueError("another version of JKS")
    for _ in range(count):
        tag = at.number(4)
        at.take(at.number(2))  # the alias
        at.take(8)  # when it was put there
        if tag == KEY:
            at.take(at.number(4))
            for _ in range(at.number(4)):
                _certificate(at, version)
        elif tag == TRUSTED:
            yield _certificate(at, version)
        else:
            raise ValueError("an entry that is no certificate")


def _certificate(at: _At, version: int) -> bytes:
    if version == 2:
        at.take(at.number(2))  # its type, X.509
    return at.take(at.number(4))


class _At:
    """A place in a file, going forward."""

    def __init__(self, content: bytes, at: int) -> None:
        self._content = content
        self._at = at

    def number(self, size: int) -> int:
        return int.from_bytes(self.take(size), "big")

    def take(self, size: int) -> bytes:
        piece = self._content[self._at : self._at + size]
        if len(piece) < size:
            raise ValueError("it ends too early")
        self._at += size
        return piece


def _pkcs12(content: bytes) -> tuple[bytes, ...] | None:
    from cryptography.exceptions import UnsupportedAlgorithm
    from cryptography.hazmat.primitives.serialization import Encoding, pkcs12

    # Since JDK 18 a cacerts has no password.
    for password in (USUAL, None, b""):
        try:
            store = pkcs12.load_pkcs12(content, password)
        except (ValueError, TypeError, UnsupportedAlgorithm):
            continue
        found = [store.cert] if store.cert else []
        every = (one.certificate for one in (*found, *store.additional_certs))
        return tuple(one.public_bytes(Encoding.DER) for one in every)
    return None
