"""Signed certificate timestamps: when a certificate was shown to Certificate Transparency logs.

They are read, not verified: a store that refuses what was logged after some day goes by the time
alone, and the keys of the logs change too often to be kept here. RFC 6962 section 3.3.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

from msgspec import Struct

from tlswhy.pki import oids
from tlswhy.pki.certificate import Certificate
from tlswhy.pki.der import OCTET_STRING, BadDer, element

MOST = 32
"""Timestamps of one list; those behind are not read. Programs ask for two to five."""

_V1 = 0
_LOG_ID = 32
_FIXED = 1 + _LOG_ID + 8
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


class Sct(Struct, frozen=True, gc=False):
    """One timestamp. log: the log's identifier, the SHA-256 of its key. at: to the millisecond."""

    log: bytes
    at: datetime


def embedded(certificate: Certificate) -> tuple[Sct, ...]:
    """Those inside the certificate, in their order; what cannot be read is left out."""
    try:
        value = _extension(certificate.der)
        return read(element(value).value) if value else ()
    except BadDer:
        return ()


def earliest(certificate: Certificate) -> datetime | None:
    """The time of its oldest embedded timestamp, None without one."""
    return min((sct.at for sct in embedded(certificate)), default=None)


def read(scts: bytes) -> tuple[Sct, ...]:
    """A SignedCertificateTimestampList, as the TLS extension and an OCSP response carry it too.

    Never raises: a list that is cut ends there, and versions but the first are passed over.
    """
    return tuple(_each(scts[2 : 2 + int.from_bytes(scts[:2])]))


def _each(row: bytes) -> Iterator[Sct]:
    at = 0
    for _ in range(MOST):
        size = int.from_bytes(row[at : at + 2])
        one = row[at + 2 : at + 2 + size]
        if len(one) < max(size, 1):
            return
        at += 2 + size
        if one[0] != _V1 or size < _FIXED:
            continue
        milliseconds = int.from_bytes(one[1 + _LOG_ID : _FIXED])
        try:
            yield Sct(one[1 : 1 + _LOG_ID], _EPOCH + timedelta(milliseconds=milliseconds))
        except OverflowError:
            continue  # a time after the year 9999


def _extension(der: bytes) -> bytes:
    """The value of the extension, b"" without one.

    Raises:
        BadDer: the certificate cannot be read as far as that.
    """
    for part in element(der).inner().children():
        if part.tag != 0xA3:
            continue
        for extension in part.inner().children():
            fields = extension.children()
            if fields and fields[0].oid() == oids.SIGNED_CERTIFICATE_TIMESTAMPS:
                return fields[-1].value if fields[-1].tag == OCTET_STRING else b""
    return b""
