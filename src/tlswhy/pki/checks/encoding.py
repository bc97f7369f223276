"""How a certificate is written: malformed, odd, old, or marked critical where it must not be.

RFC 5280 section 4.1 and 4.2.
"""

from __future__ import annotations

from collections.abc import Iterator

from tlswhy.pki import oids
from tlswhy.pki.checks.problem import LEAF, Problem, Spot

MUST_NOT_BE_CRITICAL = {
    oids.SUBJECT_KEY_IDENTIFIER: ("ski", "4.2.1.2"),
    oids.AUTHORITY_KEY_IDENTIFIER: ("aki", "4.2.1.1"),
    oids.AUTHORITY_INFO_ACCESS: ("aia", "4.2.2.1"),
}
_FAULTS = (
    ("the signature algorithm inside", "malformed:algorithm"),
    ("two extensions", "malformed:duplicate"),
    ("subjectAltName:", "malformed:san"),
)


def check(spot: Spot) -> Iterator[Problem]:
    one = spot.one
    for fault in one.faults:
        code = next((code for words, code in _FAULTS if fault.startswith(words)), "malformed")
        yield spot.problem(code, f"is malformed: {fault}")
    for oddity in one.oddities:
        aia = oddity.startswith("authorityInfoAccess:")
        code = "malformed:aia" if aia else "odd-encoding"
        yield spot.problem(code, f"is encoded oddly: {oddity}")
    if one.version < 3:
        says = f"is of X.509 version {one.version}, which has no extensions"
        yield spot.problem("old-version", says)
    yield from _serial(spot)
    yield from _critical(spot)


def _serial(spot: Spot) -> Iterator[Problem]:
    size = spot.one.serial_bytes
    if spot.one.serial < 0:
        says = "has a negative serial number (RFC 5280, 4.1.2.2)"
        yield spot.problem("negative-serial", says)
    elif spot.one.serial == 0:
        says = "has the serial number 0 (RFC 5280, 4.1.2.2)"
        yield spot.problem("zero-serial", says)
    if size > 20:
        # A leading zero byte for the sign does not make the number longer.
        code = "long-serial:21" if size == 21 and spot.one.serial >> 159 else "long-serial"
        says = f"has a serial number of {size} bytes, more than 20 (RFC 5280, 4.1.2.2)"
        yield spot.problem(code, says)


def _critical(spot: Spot) -> Iterator[Problem]:
    one = spot.one
    for oid in one.critical:
        called = oids.called(oid, oids.EXTENSIONS)
        if oid in MUST_NOT_BE_CRITICAL:
            short, section = MUST_NOT_BE_CRITICAL[oid]
            says = f"has a critical {called}, which RFC 5280, {section} forbids"
            yield spot.problem(f"critical-extension:{short}", says)
        elif oid in one.critical_unknown:
            says = f"has the critical extension {called}, which OpenSSL does not evaluate"
            yield spot.problem("unknown-critical-extension", says)
    if spot.place == LEAF and one.subject and oids.SUBJECT_ALT_NAME in one.critical:
        says = "has a subject and a critical subjectAltName (RFC 5280, 4.2.1.6)"
        yield spot.problem("critical-extension:san", says)
    if oids.EXTENDED_KEY_USAGE in one.critical:
        yield spot.problem("critical-extension:eku", "has a critical extendedKeyUsage")
