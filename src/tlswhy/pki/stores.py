"""Trust stores: anchors by name, read only when a chain asks for them."""

from __future__ import annotations

import re
from binascii import Error as BadBase64
from binascii import a2b_base64
from collections.abc import Iterable
from functools import cached_property, lru_cache
from typing import TypeGuard

from tlswhy.pki import certificate as certificates
from tlswhy.pki import dn
from tlswhy.pki.certificate import Certificate, Unreadable
from tlswhy.pki.der import BadDer, element

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
"""Where systems keep all their roots in one file, the usual places first."""

# OpenSSL writes the second and third form too; a TRUSTED one has settings after the certificate.
_PEM = re.compile(
    rb"-----BEGIN (?:TRUSTED |X509 )?CERTIFICATE-----([^-]*)-----END (?:TRUSTED |X509 )?CERTIFICATE"
)


class Store:
    """A set of trust anchors.

    name: what to call it in a sentence, such as "Mozilla". source: the file or package it
    comes from. anchors: encoded certificates; `a + b` has those of both.

    Nothing is read before a chain asks: then the subjects, and whole certificates only if
    their subject is the one asked for.
    """

    def __init__(self, name: str, source: str, anchors: Iterable[bytes] = ()) -> None:
        self.name = name
        self.source = source
        self.parts: tuple[Store, ...] = ()
        self._given = anchors

    def __add__(self, other: Store) -> Store:
        both = Store(f"{self.name} + {other.name}", f"{self.source}, {other.source}")
        both.parts = (*(self.parts or (self,)), *(other.parts or (other,)))
        return both

    def __len__(self) -> int:
        return len(self.anchors)

    @cached_property
    def anchors(self) -> tuple[bytes, ...]:
        """All of them in DER, each once."""
        given = (anchor for part in self.parts for anchor in part.anchors)
        return tuple(dict.fromkeys(given if self.parts else self._given))

    def candidates(self, issuer_der: bytes, aki: bytes | None = None) -> tuple[Certificate, ...]:
        """The anchors whose subject is this name, those whose key identifier is `aki` first."""
        named = self._named(issuer_der)
        if aki is None or len(named) < 2:
            return named
        return tuple(sorted(named, key=lambda anchor: anchor.ski != aki))

    def contains(self, certificate: Certificate) -> bool:
        """Whether it is itself one of the anchors, byte for byte."""
        if self.parts:
            return any(part.contains(certificate) for part in self.parts)
        return certificate.der in self._whole

    def holder(self, certificate: Certificate) -> str | None:
        """The name of the store, or of the part of a sum, that it is an anchor of."""
        return next(iter(self.holders(certificate)), None)

    def holders(self, certificate: Certificate) -> tuple[str, ...]:
        """The names of all parts that it is an anchor of."""
        if self.parts:
            return tuple(name for part in self.parts for name in part.holders(certificate))
        return (self.name,) if self.contains(certificate) else ()

    def few(self, most: int = 32) -> tuple[Certificate, ...]:
        """The anchors of every part that has at most `most`: a user's own files, no whole store."""
        if self.parts:
            return tuple(anchor for part in self.parts for anchor in part.few(most))
        if len(self) > most:
            return ()
        return tuple(one for one in map(certificates.read, self.anchors) if _is_read(one))

    def _named(self, subject_der: bytes) -> tuple[Certificate, ...]:
        subject = dn.canonical(subject_der)
        known = self._read.get(subject)
        if known is not None:
            return known
        if self.parts:
            rows = (part.candidates(subject_der) for part in self.parts)
            named = tuple({anchor.der: anchor for row in rows for anchor in row}.values())
        else:
            waiting = self._by_subject.get(subject, ())
            read = map(certificates.read, waiting)
            named = tuple(one for one in read if isinstance(one, Certificate))
        if named:
            self._read[subject] = named
        return named

    @cached_property
    def _whole(self) -> frozenset[bytes]:
        return frozenset(self.anchors)

    @cached_property
    def _by_subject(self) -> dict[dn.Canonical, list[bytes]]:
        index: dict[dn.Canonical, list[bytes]] = {}
        for anchor in self.anchors:
            try:
                subject = dn.canonical(certificates.subject_of(anchor))
            except BadDer:
                continue
            index.setdefault(subject, []).append(anchor)
        return index

    @cached_property
    def _read(self) -> dict[dn.Canonical, tuple[Certificate, ...]]:
        return {}


def _is_read(one: Certificate | Unreadable) -> TypeGuard[Certificate]:
    return isinstance(one, Certificate)


def from_pem(text: bytes, name: str, source: str) -> Store:
    """The certificates of a PEM file (RFC 7468); blocks that are not base64 are left out."""
    return Store(name, source, _blocks(text))


@lru_cache(1)
def mozilla() -> Store:
    """Mozilla's roots for TLS servers, from the `certifi` package; empty if it has none."""
    from importlib.util import find_spec
    from pathlib import Path

    # Importing certifi itself takes 20 ms, for importlib.resources.
    found = find_spec("certifi")
    for folder in (found and found.submodule_search_locations) or ():
        bundle = Path(folder, "cacert.pem")
        if bundle.is_file():
            return from_pem(bundle.read_bytes(), "Mozilla", "certifi")
    return Store("Mozilla", "certifi")


def _blocks(text: bytes) -> Iterable[bytes]:
    for block in _PEM.findall(text):
        try:
            der = a2b_base64(block)
            yield element(der).raw
        except (BadBase64, BadDer):
            continue
