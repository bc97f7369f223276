"""A revocation list: whether it names a certificate, and whether a client can rely on it
(RFC 5280 section 5).

As with certificates, what can be read without guessing is read and nothing raises. A list may
have half a million entries, so none becomes an object: they stay bytes, and one serial number
is looked for in them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from typing import TypeVar

from msgspec import Struct

from tlswhy.pki import certificate as certificates
from tlswhy.pki import dn, extensions
from tlswhy.pki.certificate import Certificate, Unreadable
from tlswhy.pki.der import (
    BIT_STRING,
    BOOLEAN,
    GENERALIZED_TIME,
    INTEGER,
    OBJECT_IDENTIFIER,
    OCTET_STRING,
    SEQUENCE,
    UTC_TIME,
    BadDer,
    Element,
    Fields,
    element,
)
from tlswhy.pki.names import listed
from tlswhy.pki.ocsp import REASONS
from tlswhy.pki.signatures import made_by

LARGEST = 20 << 20
"""In bytes. The largest public lists have about 10 MB; most are cut into parts of 1 MB."""

MOST_EXTENSIONS = 32
"""Of one list; RFC 5280 section 5.2 knows seven."""

SCOPE_REASONS = (
    "unused",
    "keyCompromise",
    "cACompromise",
    "affiliationChanged",
    "superseded",
    "cessationOfOperation",
    "certificateHold",
    "privilegeWithdrawn",
    "aACompromise",
)
"""ReasonFlags in the order of their bits (RFC 5280 section 4.2.1.13)."""

_T = TypeVar("_T")
_A = TypeVar("_A")

_NUMBER = "2.5.29.20"
_REASON = "2.5.29.21"
_DELTA = "2.5.29.27"
_SCOPE = "2.5.29.28"
_ENTRY_ISSUER = "2.5.29.29"
_AKI = "2.5.29.35"
_UNDERSTOOD = frozenset({_NUMBER, _DELTA, _SCOPE, _AKI})
_ENTRY_ISSUER_BYTES = b"\x06\x03\x55\x1d\x1d"
_REMOVED = "removeFromCRL"


class Scope(Struct, frozen=True, gc=False):
    """Which certificates a list is about, by its issuingDistributionPoint (section 5.2.5).

    points: addresses this part of the list is at; a certificate has to name one of them.
    users, authorities, attributes: it lists only certificates of servers and people, only those
        of CAs, only attribute certificates.
    reasons: the only ones it knows; None for all.
    indirect: it lists certificates of other issuers too.
    """

    points: tuple[str, ...] = ()
    users: bool = False
    authorities: bool = False
    attributes: bool = False
    reasons: tuple[str, ...] | None = None
    indirect: bool = False


class Crl(Struct, frozen=True):
    """What one list says beside its entries.

    issuer: readable; issuer_der: as encoded. next_update: None where it has none.
    number: of the list, None without one. base: the number of the list that this one only adds
        to, a delta (section 5.2.4); None for a whole list.
    aki: key identifier of the key that signed it, None without.
    critical_unknown: OIDs of its critical extensions that RFC 5280 does not have.
    signature_algorithm, signature_hash: as in a `Certificate`.
    entries: the encoded revokedCertificates lie from and to these offsets in `der`.
    faults: extensions that cannot be read.
    """

    der: bytes
    issuer: str
    issuer_der: bytes
    this_update: datetime
    next_update: datetime | None
    number: int | None
    base: int | None
    aki: bytes | None
    scope: Scope
    critical_unknown: tuple[str, ...]
    signature_algorithm: str
    signature_hash: str
    entries: tuple[int, int]
    faults: tuple[str, ...]


class Entry(Struct, frozen=True):
    """What a list says about one certificate. reason: "" where none is given."""

    revoked_at: datetime
    reason: str


class Judged(Struct, frozen=True):
    """What a list says about one certificate at one time, and whether that holds.

    status: "good", "revoked", or "unknown" when the list is not about this certificate.
    this_update, next_update: of the list, None where it cannot be read or does not say.
    revoked_at, reason: None and "" unless revoked; "" too where no reason is given.
    problem: "" when a client can rely on the status, else what keeps it from it, the first of
        unreadable: it is no list.
        another-issuer: it is that of another CA.
        another-scope: it is the issuer's, but not about certificates such as this.
        delta: it has only what is new since another list, and this certificate is not in it.
        unknown-critical: it has a critical extension that RFC 5280 does not have.
        signature: the issuer's key did not make it.
        unsigned-by-issuer: the issuer has a keyUsage without cRLSign.
        unchecked: nobody could say, for want of the issuer or of the algorithm.
        not-yet: thisUpdate is to come. out-of-date: nextUpdate has passed.
    text: the same as a sentence, with the numbers in it.
    """

    status: str
    this_update: datetime | None = None
    next_update: datetime | None = None
    revoked_at: datetime | None = None
    reason: str = ""
    problem: str = ""
    text: str = ""


def read(der: bytes) -> Crl | Unreadable:
    """The list that `der` begins with, or why there is none. Never raises."""
    if len(der) > LARGEST:
        return Unreadable(f"{len(der)} bytes are more than {LARGEST}", LARGEST)
    try:
        return _list(der)
    except BadDer as bad:
        return Unreadable(bad.problem, bad.offset)


def find(crl: Crl, serial: int, issuer_der: bytes) -> Entry | None:
    """The entry about the certificate of this serial number and issuer.

    Raises:
        BadDer: the entries cannot be read, from some entry on.
    """
    start, end = crl.entries
    size = (serial if serial >= 0 else ~serial).bit_length() // 8 + 1
    number = serial.to_bytes(size, "big", signed=True)
    # Most certificates are in no list, and then one search over the bytes proves it.
    if crl.der.find(number, start, end) < 0:
        return None
    holder = crl.issuer_der
    for at, stop in _entries(crl.der, start, end):
        if crl.scope.indirect and crl.der.find(_ENTRY_ISSUER_BYTES, at, stop) >= 0:
            # It holds for the entries that follow as well (section 5.3.3).
            holder = _holder(element(crl.der, at, stop)) or holder
        if not crl.der.startswith(number, _value_of(crl.der, at, stop, size)):
            continue
        entry = element(crl.der, at, stop)
        same = entry.inner().tag == INTEGER and entry.inner().integer() == serial
        if same and dn.canonical(holder) == dn.canonical(issuer_der):
            return _entry(entry)
    return None


def judge(crl: bytes, certificate: Certificate, issuer: Certificate | None, at: datetime) -> Judged:
    """What a careful client learns from a list, and what it holds against it.

    issuer: of the certificate; None where it is not known. at: the time to judge at, with a time
    zone. A scope given by other names than addresses is not compared.
    """
    known = read(crl)
    if isinstance(known, Unreadable):
        return _unreadable(f"{known.problem}, at byte {known.offset}")
    if known.faults:
        return _unreadable(known.faults[0], known)
    try:
        entry = find(known, certificate.serial, certificate.issuer_der)
    except BadDer as bad:
        return _unreadable(f"its entries cannot be read: {bad}", known)
    problem, text = _beside(known, certificate, entry)
    if problem:
        status = "unknown"
    else:
        status = "revoked" if entry and entry.reason != _REMOVED else "good"
        problem, text = _held_against(known, issuer, at)
    revoked = entry if status == "revoked" else None
    return Judged(
        status=status,
        this_update=known.this_update,
        next_update=known.next_update,
        revoked_at=revoked.revoked_at if revoked else None,
        reason=revoked.reason if revoked else "",
        problem=problem,
        text=text,
    )


def _unreadable(text: str, known: Crl | None = None) -> Judged:
    return Judged(
        status="unknown",
        this_update=known.this_update if known else None,
        next_update=known.next_update if known else None,
        problem="unreadable",
        text=text,
    )


def _beside(crl: Crl, certificate: Certificate, entry: Entry | None) -> tuple[str, str]:
    """Why a list has nothing to say about a certificate; ("", "") when it has."""
    own = dn.canonical(crl.issuer_der) == dn.canonical(certificate.issuer_der)
    if not own and (not crl.scope.indirect or entry is None):
        return "another-issuer", f"it is the list of {crl.issuer}, not of {certificate.issuer}"
    outside = _outside(crl.scope, certificate)
    if outside:
        return "another-scope", outside
    if entry is not None:
        return "", ""
    if crl.scope.reasons is not None:
        reasons = listed(crl.scope.reasons) or "no reason"
        return "another-scope", f"it lists only certificates revoked for {reasons}"
    if crl.base is not None:
        return "delta", f"it has only what changed since list {crl.base}, and nothing about it"
    return "", ""


def _outside(scope: Scope, certificate: Certificate) -> str:
    """Why a certificate is not in the scope (section 6.3.3, b); "" when it is."""
    if scope.attributes:
        return "it lists attribute certificates only"
    if scope.users and certificate.is_ca:
        return "it lists no certificates of CAs, as this one is"
    if scope.authorities and not certificate.is_ca:
        return "it lists certificates of CAs only"
    if scope.points and not set(scope.points) & set(certificate.crl_urls):
        named = listed(certificate.crl_urls) or "none"
        return f"it is the part at {listed(scope.points)}; the certificate names {named}"
    return ""


def _held_against(crl: Crl, issuer: Certificate | None, at: datetime) -> tuple[str, str]:
    if crl.critical_unknown:
        unknown = listed(crl.critical_unknown)
        return "unknown-critical", f"it has the critical extension {unknown}, which nobody knows"
    problem, text = _signature(crl, issuer)
    if problem:
        return problem, text
    if crl.this_update > at:
        early = _span(crl.this_update - at)
        return "not-yet", f"it begins on {_shown(crl.this_update)}, in {early}"
    if crl.next_update is not None and crl.next_update < at:
        late = _span(at - crl.next_update)
        return "out-of-date", f"it ended on {_shown(crl.next_update)}, {late} ago"
    return "", ""


def _signature(crl: Crl, issuer: Certificate | None) -> tuple[str, str]:
    if issuer is None:
        return "unchecked", "its signature cannot be checked without the issuer's certificate"
    if dn.canonical(issuer.subject_der) != dn.canonical(crl.issuer_der):
        return "unchecked", f"its signature cannot be checked without a certificate of {crl.issuer}"
    # A CertificateList begins as a certificate does: what is signed, algorithm, signature.
    verdict = made_by(crl.der, crl.signature_algorithm, crl.signature_hash, issuer)
    if verdict is None:
        return "unchecked", f"{crl.signature_algorithm} cannot be checked here"
    if not verdict:
        other = crl.aki is not None and issuer.ski is not None and crl.aki != issuer.ski
        more = f"; it names the key {crl.aki.hex()}" if other and crl.aki else ""
        return "signature", f"the key of {issuer.name} did not make its signature{more}"
    if issuer.key_usage is not None and "cRLSign" not in issuer.key_usage:
        return "unsigned-by-issuer", f"{issuer.name} signed it, whose keyUsage is without cRLSign"
    return "", ""


# -- reading


def _list(der: bytes) -> Crl:
    whole = element(der)
    # Not all children at once: of a hostile list there are millions.
    parts = _first(whole, 4)
    if [part.tag for part in parts] != [SEQUENCE, SEQUENCE, BIT_STRING]:
        raise whole.bad("not the three parts of a CertificateList")
    body = _first(parts[0], 8)
    if body and body[0].tag == INTEGER:
        body = body[1:]
    if [part.tag for part in body[:2]] != [SEQUENCE, SEQUENCE]:
        raise parts[0].bad("no signature and issuer as a list begins")
    issuer = _small(body[1])
    if len(body) == 2 or body[2].tag not in {UTC_TIME, GENERALIZED_TIME}:
        raise parts[0].bad("thisUpdate is missing")
    this_update = body[2].time()
    rest = {part.tag: part for part in body[3:]}
    ends = rest.get(UTC_TIME) or rest.get(GENERALIZED_TIME)
    revoked = rest.get(SEQUENCE)
    algorithm, digest = certificates.signature(_small(parts[1]))
    found = _Extensions(rest.get(0xA0))
    return Crl(
        der=whole.raw,
        issuer=dn.text(issuer.raw),
        issuer_der=issuer.raw,
        this_update=this_update,
        next_update=ends.time() if ends else None,
        number=found.value(_NUMBER, "cRLNumber", Element.integer, None),
        base=found.value(_DELTA, "deltaCRLIndicator", Element.integer, None),
        aki=found.value(_AKI, "authorityKeyIdentifier", _key_id, None),
        scope=found.value(_SCOPE, "issuingDistributionPoint", _scope, Scope()),
        critical_unknown=tuple(oid for oid in found.critical if oid not in _UNDERSTOOD),
        signature_algorithm=algorithm,
        signature_hash=digest,
        entries=(revoked.body, revoked.end) if revoked else (0, 0),
        faults=tuple(found.faults),
    )


def _first(whole: Element, most: int) -> list[Element]:
    found: list[Element] = []
    at = whole.body
    while at < whole.end and len(found) < most:
        found.append(element(whole.data, at, whole.end))
        at = found[-1].end
    return found


def _small(part: Element) -> Element:
    if part.end - part.start > certificates.LARGEST:
        raise part.bad(f"{part.end - part.start} bytes are more than {certificates.LARGEST}")
    return part


class _Extensions:
    """The extensions of a list by OID; what is wrong with them goes into `faults`."""

    def __init__(self, block: Element | None) -> None:
        self.faults: list[str] = []
        self.critical: list[str] = []
        self._values: dict[str, bytes] = {}
        try:
            entries = _first(_small(block).inner(), MOST_EXTENSIONS) if block else []
            for oid, critical, value in map(_extension, entries):
                self._values.setdefault(oid, value)
                if critical:
                    self.critical.append(oid)
        except BadDer as bad:
            self.faults.append(f"extensions: {bad}")

    def value(self, oid: str, name: str, read: Callable[[Element], _T], absent: _A) -> _T | _A:
        """What `read` makes of it, `absent` if there is none or it cannot be read."""
        if oid not in self._values:
            return absent
        try:
            return read(element(self._values[oid]))
        except BadDer as bad:
            self.faults.append(f"{name}: {bad}")
            return absent


def _extension(part: Element) -> tuple[str, bool, bytes]:
    fields = Fields(part)
    oid = fields.take("extnID", OBJECT_IDENTIFIER).oid()
    critical = fields.maybe(BOOLEAN)
    value = fields.take("extnValue", OCTET_STRING).value
    return oid, critical is not None and critical.boolean(), value


def _key_id(body: Element) -> bytes | None:
    return extensions.authority_key_identifier(body).key_id


def _scope(body: Element) -> Scope:
    parts = {part.tag: part for part in body.children()}
    point = parts.get(0xA0)
    full = [name for name in point.children() if name.tag == 0xA0] if point else []
    flags = parts.get(0x83)
    bits = int.from_bytes(flags.bits()[:2].ljust(2, b"\0"), "big") if flags else 0
    reasons = tuple(name for at, name in enumerate(SCOPE_REASONS) if bits >> (15 - at) & 1)
    says = {tag: tag in parts and parts[tag].boolean() for tag in (0x81, 0x82, 0x84, 0x85)}
    return Scope(
        points=tuple(
            name.text
            for names in full
            for name in extensions.general_names(names)
            if name.kind == "uri"
        ),
        users=says[0x81],
        authorities=says[0x82],
        reasons=reasons if flags else None,
        indirect=says[0x84],
        attributes=says[0x85],
    )


# -- entries


def _entries(data: bytes, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Where each entry begins and ends.

    Raises:
        BadDer: the bytes are no row of SEQUENCEs.
    """
    at = start
    while at < end:
        # The usual entry has a length of one byte; `element` takes four times as long.
        size = data[at + 1] if at + 1 < end else 0x80
        stop = at + 2 + size
        if data[at] != SEQUENCE or size >= 0x80 or stop > end:
            entry = element(data, at, end)
            stop = entry.end
            if entry.tag != SEQUENCE:
                raise entry.bad(f"tag 0x{entry.tag:02x} in the place of an entry")
        yield at, stop
        at = stop


def _value_of(data: bytes, at: int, stop: int, size: int) -> int:
    """Where the last `size` bytes of an entry's serial number begin."""
    number = at + 2
    if data[at + 1] >= 0x80:
        number += data[at + 1] & 0x7F
    if number + 1 < stop and data[number + 1] < 0x80:
        return max(number + 2 + data[number + 1] - size, number)
    return element(data, number, stop).end - size


def _entry(part: Element) -> Entry:
    fields = Fields(part)
    fields.take("userCertificate", INTEGER)
    when = (fields.maybe(UTC_TIME) or fields.take("revocationDate", GENERALIZED_TIME)).time()
    return Entry(when, _reason(_extensions_of(part).get(_REASON)))


def _extensions_of(entry: Element) -> dict[str, bytes]:
    parts = _first(_small(entry), 3)
    if len(parts) < 3:
        return {}
    found = map(_extension, _first(parts[2], MOST_EXTENSIONS))
    return {oid: value for oid, _, value in found}


def _reason(value: bytes | None) -> str:
    if value is None:
        return ""
    code = element(value).integer()
    return REASONS.get(code, str(code))


def _holder(entry: Element) -> bytes | None:
    value = _extensions_of(entry).get(_ENTRY_ISSUER)
    if value is None:
        return None
    names = extensions.general_names(element(value))
    return next((name.raw for name in names if name.kind == "dirname"), None)


def _shown(when: datetime) -> str:
    return f"{when:%Y-%m-%d %H:%M}"


def _span(time: timedelta) -> str:
    hours = int(time.total_seconds()) // 3600
    return f"{hours // 24} days" if hours >= 48 else f"{hours} hours"
