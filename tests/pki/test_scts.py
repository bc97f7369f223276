"""Timestamps of Certificate Transparency logs, against the reader of `cryptography`."""

from __future__ import annotations

import struct
from collections.abc import Sequence
from datetime import UTC, datetime

import pytest
from cryptography import x509
from hypothesis import given
from hypothesis import strategies as st

from pki.chains import AT, Cert, make
from tlswhy.pki import scts
from tlswhy.pki.certificate import Certificate, read

LOG = bytes(range(32))
OTHER = bytes(32)
MAY = datetime(2026, 5, 28, 23, 59, 59, 123000, tzinfo=UTC)
JUNE = datetime(2026, 6, 1, 12, 0, tzinfo=UTC)


def sct(log: bytes, at: datetime | int, version: int = 0) -> bytes:
    """RFC 6962 section 3.2: no extensions, and a signature of the length ECDSA has."""
    milliseconds = at if isinstance(at, int) else round(at.timestamp() * 1000)
    return (
        struct.pack(">B32sQH", version, log, milliseconds, 0)
        + struct.pack(">BBH", 4, 3, 70)
        + bytes(70)
    )


def listed(each: Sequence[bytes]) -> bytes:
    row = b"".join(struct.pack(">H", len(one)) + one for one in each)
    return struct.pack(">H", len(row)) + row


def octets(value: bytes) -> bytes:
    """An OCTET STRING with as short a length as DER wants."""
    size = len(value)
    length = bytes([size]) if size < 0x80 else b"\x81" + bytes([size])
    return b"\x04" + length + value


def certificate(value: bytes) -> tuple[Certificate, Cert]:
    oid = x509.PrecertificateSignedCertificateTimestamps.oid
    made = make("a.test", extra=((x509.UnrecognizedExtension(oid, value), False),))
    one = read(made.der)
    assert isinstance(one, Certificate)
    return one, made


def test_reads_what_another_reader_reads() -> None:
    one, made = certificate(octets(listed([sct(LOG, JUNE), sct(OTHER, MAY)])))
    kind = x509.PrecertificateSignedCertificateTimestamps
    theirs = made.parsed.extensions.get_extension_for_class(kind).value
    assert [(ours.log, ours.at) for ours in scts.embedded(one)] == [
        (their.log_id, their.timestamp.replace(tzinfo=UTC)) for their in theirs
    ]
    assert scts.earliest(one) == MAY


def test_without_the_extension_there_is_none() -> None:
    one = read(make("a.test").der)
    assert isinstance(one, Certificate)
    assert scts.embedded(one) == ()
    assert scts.earliest(one) is None


@pytest.mark.parametrize("value", [b"", b"\x04", b"\x04\x05\x00", b"\x30\x00", octets(b"")])
def test_a_broken_extension_has_none(value: bytes) -> None:
    one, _ = certificate(value)
    assert scts.embedded(one) == ()


def test_a_cut_list_has_those_before_the_cut() -> None:
    whole = listed([sct(LOG, MAY), sct(OTHER, JUNE)])
    assert [one.at for one in scts.read(whole)] == [MAY, JUNE]
    assert [one.at for one in scts.read(whole[:-1])] == [MAY]


def test_other_versions_short_ones_and_impossible_times_are_passed_over() -> None:
    each = [sct(LOG, JUNE, version=1), b"\x00" * 40, sct(LOG, 2**64 - 1), sct(LOG, MAY)]
    assert scts.read(listed(each)) == (scts.Sct(LOG, MAY),)


def test_an_empty_one_ends_the_list() -> None:
    assert scts.read(listed([b"", sct(LOG, MAY)])) == ()


def test_no_more_than_the_bound_are_read() -> None:
    assert len(scts.read(listed([sct(LOG, AT)] * (scts.MOST + 1)))) == scts.MOST


@given(st.binary(max_size=256))
def test_junk_is_read_without_an_error(junk: bytes) -> None:
    assert len(scts.read(junk)) <= len(junk) // 43
