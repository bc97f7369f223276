"""How a certificate is written: malformed, odd, old, or marked critical where it must not be.

RFC 5280 section 4.1 and 4.2.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from tlswhy.pki import names, oids
from tlswhy.pki.checks import policies, raw
from tlswhy.pki.checks.problem import LEAF, Problem, Spot

MUST_NOT_BE_CRITICAL = {
    oids.SUBJECT_KEY_IDENTIFIER: ("ski", "4.2.1.2"),
    oids.AUTHORITY_KEY_IDENTIFIER: ("aki", "4.2.1.1"),
    oids.AUTHORITY_INFO_ACCESS: ("aia", "4.2.2.1"),
}
SELDOM_EVALUATED = {
    "2.5.29.32": "policies",
    "2.5.29.33": "mappings",
    "2.5.29.36": "limits",
    "2.5.29.54": "no-any",
}
"""Extensions that may be critical and that some clients do not evaluate: policies."""

READ_BY_RUSTLS = frozenset(
    {
        oids.KEY_USAGE,
        oids.SUBJECT_ALT_NAME,
        oids.BASIC_CONSTRAINTS,
        oids.NAME_CONSTRAINTS,
        oids.CRL_DISTRIBUTION_POINTS,
        oids.EXTENDED_KEY_USAGE,
        oids.SIGNED_CERTIFICATE_TIMESTAMPS,
    }
)
"""The extensions that rustls-webpki looks into (cert.rs, remember_cert_extension)."""

EVALUATED = frozenset(
    {
        oids.KEY_USAGE,
        oids.SUBJECT_ALT_NAME,
        oids.BASIC_CONSTRAINTS,
        oids.NAME_CONSTRAINTS,
        oids.EXTENDED_KEY_USAGE,
    }
)
"""Extensions that every client looks into."""

_FAULTS = (
    ("the signature algorithm inside", "malformed:algorithm"),
    ("two extensions", "malformed:duplicate"),
    ("subjectAltName:", "malformed:san"),
    ("basicConstraints:", "malformed:basic"),
)
_ODDITIES = (
    ("authorityInfoAccess:", "malformed:aia"),
    ("two extensions", "malformed:repeated"),
)
_EXTENSIONS = ("two extensions", *(f"{name}:" for name in oids.EXTENSIONS.values()))
"""How a fault of an extension begins: OpenSSL then finds no issuer, and may need none."""

_FRACTION = re.compile(r"not(Before|After): byte \d+: '\d{14}\.\d+Z'")


def check(spot: Spot, *, top: bool = False, alone: bool = False) -> Iterator[Problem]:
    """top: the path ends here, so nobody checks its signature. alone: it begins here too."""
    one = spot.one
    for fault in one.faults:
        code = _code(spot, fault)
        if alone and fault.startswith(_EXTENSIONS):
            code = _ALONE.get(code, "malformed:alone")
        if top and code == "malformed:algorithm":
            code = "malformed:algorithm-top"
        yield spot.problem(code, f"is malformed: {fault}")
    yield from policies.malformed(spot)
    for oddity in one.oddities:
        starts = (code for words, code in _ODDITIES if oddity.startswith(words))
        yield spot.problem(next(starts, "odd-encoding"), f"is encoded oddly: {oddity}")
    yield from _unread_by_some(spot)
    if any(name.kind not in {"dirname", "other"} and not name.raw for name in one.alternatives):
        yield spot.problem("malformed:empty-name", "has a name without a letter in its SAN")
    if one.version < 3:
        says = f"is of X.509 version {one.version}, which has no extensions"
        extended = one.version < 3 and raw.extensions(one.der)
        code = "old-version:extended" if extended else "old-version"
        if extended and alone:
            code = "old-version:extended-alone"
        if one.version == 2 and not extended:
            code = "old-version:2"
        yield spot.problem(code, f"{says}, and has some" if extended else says)
    yield from _serial(spot)
    yield from _critical(spot)
    if b"\x01\x01\x00" in raw.extensions(one.der).get(oids.BASIC_CONSTRAINTS, b""):
        says = "says CA:FALSE in basicConstraints, where DER leaves it out"
        yield spot.problem("odd-encoding:default", says)
    if raw.early_general(one.der):
        says = "has a date before 2050 as GeneralizedTime (RFC 5280, 4.1.2.5)"
        yield spot.problem("odd-encoding:time", says)


_ALONE = {
    "malformed:san": "malformed:san-alone",
    "malformed:duplicate": "malformed:duplicate-alone",
    "malformed:duplicate-unread": "malformed:duplicate-alone",
}


def _unread_by_some(spot: Spot) -> Iterator[Problem]:
    """What ends the reading for a client that reads all certificates it was sent."""
    one = spot.one
    if one.path_length is not None and one.path_length < 0:
        says = f"allows {one.path_length} CAs below it (RFC 5280, 4.2.1.9)"
        yield spot.problem("malformed:path-length", says)
    for name in one.alternatives:
        size = len(name.raw)
        if name.kind != "ip":
            odd = name.kind in {"dns", "email", "uri"} and not name.raw.isascii()
        else:
            odd = size not in {4, 16} or (size == 16 and name.raw.startswith(names.MAPPED))
            # Java takes an address with its mask for one, too.
            if size not in {4, 8, 16, 32} and oids.SUBJECT_ALT_NAME in one.critical:
                says = f"has an address of {size} bytes in a critical subjectAltName"
                yield spot.problem("malformed:address", says)
        if odd and spot.place != LEAF:
            yield spot.problem("malformed:name", f"has the name {name.text}, which Go cannot read")
    wrong = raw.wrong_tags(one.der)
    for oid in wrong:
        says = f"is malformed: {oids.EXTENSIONS[oid]} is no value of its type"
        yield spot.problem("malformed:tag", says)
    said = " ".join((*one.faults, *one.oddities))
    for oid in raw.TYPES.keys() & set(one.critical):
        called = oids.EXTENSIONS[oid]
        bad = oid in SELDOM_EVALUATED and policies.unreadable(one.der)
        if bad or oid in wrong or f"{called}: byte" in said:
            yield spot.problem("malformed:critical", f"has a critical {called} that is malformed")


def _code(spot: Spot, fault: str) -> str:
    if _FRACTION.match(fault):
        return "malformed:fraction"
    if fault.endswith("follow its end"):
        return "malformed:behind"
    code = next((code for words, code in _FAULTS if fault.startswith(words)), "malformed")
    if code == "malformed:duplicate" and not any(
        fault.endswith(f"({oid})") for oid in READ_BY_RUSTLS
    ):
        return "malformed:duplicate-unread"
    if code == "malformed" and fault.startswith(_EXTENSIONS):
        return "malformed:extension"
    unread = code == "malformed:san" and oids.SUBJECT_ALT_NAME in spot.one.critical
    return "malformed:san-critical" if unread else code


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
            says = f"has the critical extension {called}, to be known or refused (RFC 5280, 4.2)"
            yield spot.problem("unknown-critical-extension", says)
        elif oid in SELDOM_EVALUATED:
            says = f"has a critical {called}, to be evaluated or refused (RFC 5280, 4.2)"
            yield spot.problem(f"critical-extension:{SELDOM_EVALUATED[oid]}", says)
        elif oid not in EVALUATED:
            says = f"has a critical {called}, to be evaluated or refused (RFC 5280, 4.2)"
            yield spot.problem("critical-extension:other", says)
    if spot.place == LEAF and one.subject and oids.SUBJECT_ALT_NAME in one.critical:
        says = "has a subject and a critical subjectAltName (RFC 5280, 4.2.1.6)"
        yield spot.problem("critical-extension:san", says)
    if oids.EXTENDED_KEY_USAGE in one.critical:
        yield spot.problem("critical-extension:eku", "has a critical extendedKeyUsage")
