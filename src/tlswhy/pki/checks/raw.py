"""What only a few clients hold against a certificate, read from its bytes when it is asked for."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from tlswhy.pki import oids
from tlswhy.pki.der import (
    GENERALIZED_TIME,
    OBJECT_IDENTIFIER,
    OCTET_STRING,
    BadDer,
    Element,
    Fields,
    element,
)

_SHA2 = "2.16.840.1.101.3.4.2."
_DIGESTS = {f"{_SHA2}1": 32, f"{_SHA2}2": 48, f"{_SHA2}3": 64}
"""Sizes in bytes of SHA-256, SHA-384 and SHA-512."""


@lru_cache(256)
def extensions(der: bytes) -> Mapping[str, bytes]:
    """The values of the extensions by OID, of two alike the first; without what is unreadable."""
    found: dict[str, bytes] = {}
    try:
        blocks = [part for part in _signed(der) if part.tag == 0xA3]
        entries = blocks[0].inner().children() if blocks else []
        for entry in entries:
            parts = entry.children()
            if parts[0].tag == OBJECT_IDENTIFIER and parts[-1].tag == OCTET_STRING:
                found.setdefault(parts[0].oid(), parts[-1].value)
    except (BadDer, IndexError):
        return found
    return found


@lru_cache(256)
def wrong_tags(der: bytes) -> tuple[str, ...]:
    """The extensions whose value is of another type than theirs, with any content."""
    return tuple(
        oid for oid, value in extensions(der).items() if value[:1] != TYPES.get(oid, value[:1])
    )


TYPES = {
    **dict.fromkeys(
        (
            *(oids.BASIC_CONSTRAINTS, oids.EXTENDED_KEY_USAGE, oids.SUBJECT_ALT_NAME),
            *(oids.NAME_CONSTRAINTS, oids.CRL_DISTRIBUTION_POINTS, oids.AUTHORITY_KEY_IDENTIFIER),
            *("2.5.29.32", "2.5.29.33", "2.5.29.36", oids.AUTHORITY_INFO_ACCESS),
        ),
        b"\x30",
    ),
    oids.KEY_USAGE: b"\x03",
    oids.SUBJECT_KEY_IDENTIFIER: b"\x04",
    "2.5.29.54": b"\x02",
}
"""The tag that the value of an extension begins with."""


@lru_cache(256)
def odd_pss(der: bytes) -> bool:
    """Whether the parameters of an RSASSA-PSS signature are none of the usual three sets.

    Those are SHA-256, SHA-384 or SHA-512 for the message and the mask, with a salt of the same
    size (RFC 4055 section 3.1).
    """
    try:
        outer = Fields(element(der))
        outer.take("tbsCertificate", 0x30)
        parts = outer.take("signatureAlgorithm", 0x30).children()
        settings = {part.tag: part.inner() for part in parts[1].children()}
        digest = _oid(settings[0xA0])
        mask = _oid(settings[0xA1].children()[1])
        salt = settings[0xA2].integer()
    except (BadDer, IndexError, KeyError):
        return True
    return digest != mask or _DIGESTS.get(digest) != salt


@lru_cache(256)
def early_general(der: bytes) -> bool:
    """Whether a date of 1950 to 2049 is written as GeneralizedTime."""
    try:
        parts = _signed(der)
        # Behind version, serial number, algorithm and issuer.
        dates = parts[4 if parts[0].tag == 0xA0 else 3].children()
    except (BadDer, IndexError):
        return False
    return any(
        date.tag == GENERALIZED_TIME and b"1950" <= date.value[:4] < b"2050" for date in dates
    )


@lru_cache(64)
def _signed(der: bytes) -> list[Element]:
    """The parts of what is signed."""
    return element(der).inner().children()


def _oid(algorithm: Element) -> str:
    return algorithm.children()[0].oid()
