"""A certificate as plain values, read from any bytes that resemble one (RFC 5280 section 4.1).

Two lists keep what is wrong with the encoding: `faults`, which OpenSSL refuses, and
`oddities`, which it lets pass and others may not.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from functools import lru_cache
from hashlib import sha256
from typing import TypeVar

from msgspec import Struct

from tlswhy.pki import dn, extensions, oids
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
from tlswhy.pki.extensions import GeneralName, NameConstraints

_T = TypeVar("_T")
_A = TypeVar("_A")

LARGEST = 128 * 1024
"""In bytes. The largest keys and signatures in use (SLH-DSA) make certificates of 50 kB."""

NEVER = datetime(1, 1, 1, tzinfo=UTC)
"""Stands for a date that cannot be read; `faults` has the reason."""

_REFUSED_IF_BROKEN = frozenset(
    {
        oids.SUBJECT_KEY_IDENTIFIER,
        oids.KEY_USAGE,
        oids.SUBJECT_ALT_NAME,
        oids.BASIC_CONSTRAINTS,
        oids.NAME_CONSTRAINTS,
        oids.CRL_DISTRIBUTION_POINTS,
        oids.AUTHORITY_KEY_IDENTIFIER,
        oids.EXTENDED_KEY_USAGE,
    }
)


class Unreadable(Struct, frozen=True, tag=True):
    """Bytes in the place of a certificate.

    problem: what is wrong, at `offset` bytes from their start.
    """

    problem: str
    offset: int


class Certificate(Struct, frozen=True, tag=True):
    """What one certificate says.

    der: as sent. sha256: of `der`, in hex.
    subject, issuer: readable, most specific part first. subject_der, issuer_der: as encoded.
    subject_cn, issuer_cn and subject_org, issuer_org: the most specific common name and
        organization, "" without one. All text is safe to print.
    names: the DNS names of the SAN as sent, wildcards included; what is not ASCII is escaped.
    ips: its addresses as text. alternatives: all names of the SAN, of every kind, in order.
    is_ca: of basicConstraints, None without that extension.
    path_length: how many CAs may stand below this one, None for no limit.
    key_usage: names of RFC 5280 section 4.2.1.3, None without that extension.
    eku: extended key usages as OIDs, None without that extension.
    ski, aki: key identifiers, of this key and of the issuer's. aki_issuer, aki_serial: the
        issuer's issuer (encoded) and serial number, where the AKI names those.
    key_type: "rsa", "rsa-pss", "ec", "dsa", "ed25519", "ed448", "ml-dsa-65", or an OID.
    key_bits: 0 where it has no such measure. curve: "P-256", "explicit" for one written
        out, an OID, or "" without one.
    signature_algorithm: as OpenSSL prints it, or an OID. signature_hash: "sha256", or ""
        where the algorithm has its own.
    spki: the encoded SubjectPublicKeyInfo.
    serial_bytes: how many the serial number takes.
    critical: OIDs of the extensions marked critical. critical_unknown: those of them that
        OpenSSL 3 does not evaluate.
    self_issued: subject and issuer are the same name; whether it signed itself is another
        question (`signatures.signed_by`).
    """

    der: bytes
    sha256: str
    version: int
    serial: int
    serial_bytes: int
    subject: str
    subject_cn: str
    subject_org: str
    subject_der: bytes
    issuer: str
    issuer_cn: str
    issuer_org: str
    issuer_der: bytes
    not_before: datetime
    not_after: datetime
    has_san: bool
    names: tuple[str, ...]
    ips: tuple[str, ...]
    alternatives: tuple[GeneralName, ...]
    is_ca: bool | None
    path_length: int | None
    key_usage: tuple[str, ...] | None
    eku: tuple[str, ...] | None
    ski: bytes | None
    aki: bytes | None
    aki_issuer: bytes | None
    aki_serial: int | None
    constraints: NameConstraints | None
    aia_issuers: tuple[str, ...]
    aia_ocsp: tuple[str, ...]
    crl_urls: tuple[str, ...]
    has_scts: bool
    must_staple: bool
    key_type: str
    key_bits: int
    curve: str
    spki: bytes
    signature_algorithm: str
    signature_hash: str
    critical: tuple[str, ...]
    critical_unknown: tuple[str, ...]
    self_issued: bool
    faults: tuple[str, ...]
    oddities: tuple[str, ...]

    @property
    def name(self) -> str:
        """What to call it in a sentence: its common name, else its subject or first SAN."""
        named = self.subject_cn or self.subject
        return named or next(
            (name.text for name in self.alternatives), "a certificate without name"
        )


@lru_cache(256)
def read(der: bytes) -> Certificate | Unreadable:
    """The certificate that `der` begins with, or why there is none. Never raises."""
    if len(der) > LARGEST:
        return Unreadable(f"{len(der)} bytes are more than {LARGEST}", LARGEST)
    try:
        return _certificate(der)
    except BadDer as bad:
        return Unreadable(bad.problem, bad.offset)


def subject_of(der: bytes) -> bytes:
    """The encoded subject, without reading the rest.

    Raises:
        BadDer: there is none.
    """
    tbs = element(der).inner()
    part = tbs.inner()
    # From the version, or the serial number in its place, to the subject.
    for _ in range(5 if part.tag == 0xA0 else 4):
        part = element(der, part.end, tbs.end)
    return part.raw


def _certificate(der: bytes) -> Certificate:
    faults: list[str] = []
    oddities: list[str] = []
    if der and der[0] != SEQUENCE:
        raise BadDer(0, f"begins with byte 0x{der[0]:02x}, not a SEQUENCE")
    whole = element(der)
    if whole.end < len(der):
        faults.append(f"{len(der) - whole.end} bytes follow its end")
    outer = Fields(whole)
    body = outer.take("tbsCertificate", SEQUENCE)
    outer_algorithm = outer.take("signatureAlgorithm", SEQUENCE)
    outer.take("signatureValue", BIT_STRING)

    tbs = Fields(body)
    version = _version(tbs.maybe(0xA0), oddities)
    number = tbs.take("serialNumber", INTEGER)
    serial = _serial(number, oddities)
    algorithm = tbs.take("signature", SEQUENCE)
    if algorithm.raw != outer_algorithm.raw:
        faults.append("the signature algorithm inside differs from the one outside")
    issuer = tbs.take("issuer", SEQUENCE).raw
    not_before, not_after = _validity(tbs.take("validity", SEQUENCE), faults)
    subject = tbs.take("subject", SEQUENCE).raw
    spki = tbs.take("subjectPublicKeyInfo", SEQUENCE)
    key_type, key_bits, curve = key(spki, oddities)
    signature_algorithm, signature_hash = signature(outer_algorithm)
    tbs.maybe(0x81, 0xA1)
    tbs.maybe(0x82, 0xA2)
    found = _Extensions(tbs.maybe(0xA3), faults, oddities)
    if not (whole.minimal and body.minimal):
        oddities.append("a length takes more bytes than it needs")

    is_ca, path_length = found.value(
        oids.BASIC_CONSTRAINTS, extensions.basic_constraints, (None, None)
    )
    holder = found.value(
        oids.AUTHORITY_KEY_IDENTIFIER,
        extensions.authority_key_identifier,
        extensions.KeyHolder(),
    )
    access = found.value(
        oids.AUTHORITY_INFO_ACCESS, extensions.authority_info_access, extensions.Access()
    )
    alternatives = found.value(oids.SUBJECT_ALT_NAME, extensions.general_names, ())
    return Certificate(
        der=der,
        sha256=sha256(der).hexdigest(),
        version=version,
        serial=serial,
        serial_bytes=number.end - number.body,
        subject=dn.text(subject),
        subject_cn=dn.last(subject, oids.COMMON_NAME),
        subject_org=dn.last(subject, oids.ORGANIZATION),
        subject_der=subject,
        issuer=dn.text(issuer),
        issuer_cn=dn.last(issuer, oids.COMMON_NAME),
        issuer_org=dn.last(issuer, oids.ORGANIZATION),
        issuer_der=issuer,
        not_before=not_before,
        not_after=not_after,
        has_san=oids.SUBJECT_ALT_NAME in found,
        names=tuple(name.text for name in alternatives if name.kind == "dns"),
        ips=tuple(
            name.text for name in alternatives if name.kind == "ip" and len(name.raw) in {4, 16}
        ),
        alternatives=alternatives,
        is_ca=is_ca,
        path_length=path_length,
        key_usage=found.value(oids.KEY_USAGE, extensions.key_usage, None),
        eku=found.value(oids.EXTENDED_KEY_USAGE, extensions.extended_key_usage, None),
        ski=found.value(oids.SUBJECT_KEY_IDENTIFIER, extensions.subject_key_identifier, None),
        aki=holder.key_id,
        aki_issuer=holder.issuer,
        aki_serial=holder.serial,
        constraints=found.value(oids.NAME_CONSTRAINTS, extensions.name_constraints, None),
        aia_issuers=access.issuers,
        aia_ocsp=access.ocsp,
        crl_urls=found.value(oids.CRL_DISTRIBUTION_POINTS, extensions.crl_distribution_points, ()),
        has_scts=oids.SIGNED_CERTIFICATE_TIMESTAMPS in found,
        must_staple=found.value(oids.TLS_FEATURE, extensions.tls_feature, False),
        key_type=key_type,
        key_bits=key_bits,
        curve=curve,
        spki=spki.raw,
        signature_algorithm=signature_algorithm,
        signature_hash=signature_hash,
        critical=tuple(found.critical),
        critical_unknown=tuple(
            oid for oid in found.critical if oid not in oids.UNDERSTOOD_WHEN_CRITICAL
        ),
        self_issued=dn.canonical(subject) == dn.canonical(issuer),
        faults=tuple(faults),
        oddities=tuple(oddities),
    )


class _Extensions:
    """The extensions by OID; what is wrong with them goes into the two lists."""

    def __init__(self, block: Element | None, faults: list[str], oddities: list[str]) -> None:
        self._values: dict[str, bytes] = {}
        self._faults = faults
        self._oddities = oddities
        self.critical: list[str] = []
        try:
            entries = block.inner().children() if block else []
        except BadDer as bad:
            faults.append(f"extensions: {bad}")
            return
        for entry in entries:
            self._add(entry)

    def __contains__(self, oid: str) -> bool:
        return oid in self._values

    def value(self, oid: str, read: Callable[[Element], _T], absent: _A) -> _T | _A:
        """What `read` makes of it, `absent` if there is none or it cannot be read."""
        if oid not in self._values:
            return absent
        try:
            return read(element(self._values[oid]))
        except BadDer as bad:
            self._note(oid, f"{oids.EXTENSIONS[oid]}: {bad}")
            return absent

    def _add(self, entry: Element) -> None:
        try:
            fields = Fields(entry)
            oid = fields.take("extnID", OBJECT_IDENTIFIER).oid()
            critical = fields.maybe(BOOLEAN)
            value = fields.take("extnValue", OCTET_STRING).value
            is_critical = critical is not None and critical.boolean()
        except BadDer as bad:
            self._faults.append(f"extensions: {bad}")
            return
        if is_critical:
            self.critical.append(oid)
        if oid in self._values:
            self._note(oid, f"two extensions {oids.called(oid, oids.EXTENSIONS)}")
        else:
            self._values[oid] = value

    def _note(self, oid: str, problem: str) -> None:
        (self._faults if oid in _REFUSED_IF_BROKEN else self._oddities).append(problem)


def _version(block: Element | None, oddities: list[str]) -> int:
    if block is None:
        return 1
    try:
        return block.inner().integer() + 1
    except BadDer as bad:
        oddities.append(f"version: {bad}")
        return 1


def _serial(part: Element, oddities: list[str]) -> int:
    try:
        return part.integer()
    except BadDer as bad:
        oddities.append(f"serialNumber: {bad}")
        return 0


def _validity(validity: Element, faults: list[str]) -> tuple[datetime, datetime]:
    parts = [part for part in validity.children() if part.tag in {UTC_TIME, GENERALIZED_TIME}]
    times: list[datetime] = []
    for at, name in enumerate(("notBefore", "notAfter")):
        try:
            if at >= len(parts):
                raise validity.bad("is missing")
            times.append(parts[at].time())
        except BadDer as bad:
            faults.append(f"{name}: {bad}")
            times.append(NEVER)
    return times[0], times[1]


def key(spki: Element, oddities: list[str]) -> tuple[str, int, str]:
    """Type, size in bits and curve of a SubjectPublicKeyInfo (RFC 5280 section 4.1.2.7)."""
    fields = Fields(spki)
    algorithm = fields.take("algorithm", SEQUENCE).children()
    oid = algorithm[0].oid() if algorithm else ""
    kind = oids.KEYS.get(oid, oid)
    try:
        if kind in {"rsa", "rsa-pss"}:
            modulus = element(fields.take("subjectPublicKey", BIT_STRING).bits()).inner()
            return kind, int.from_bytes(modulus.value, "big").bit_length(), ""
        if kind == "dsa" and len(algorithm) > 1:
            return kind, int.from_bytes(algorithm[1].inner().value, "big").bit_length(), ""
        if kind == "ec" and len(algorithm) > 1:
            if algorithm[1].tag != OBJECT_IDENTIFIER:
                return kind, 0, "explicit"
            curve = algorithm[1].oid()
            name, bits = oids.CURVES.get(curve, (curve, 0))
            return kind, bits, name
    except BadDer as bad:
        oddities.append(f"subjectPublicKeyInfo: {bad}")
    return kind, {"ed25519": 256, "ed448": 456}.get(kind, 0), ""


def signature(algorithm: Element) -> tuple[str, str]:
    """Name and digest; those of RSASSA-PSS stand in its parameters (RFC 4055 section 3.1)."""
    parts = algorithm.children()
    oid = parts[0].oid() if parts else ""
    if oid not in oids.SIGNATURES:
        return oid, ""
    known = oids.SIGNATURES[oid]
    digest = known.digest
    if known.key == "rsa-pss" and len(parts) > 1:
        for part in parts[1].children():
            if part.tag == 0xA0:
                digest = oids.DIGESTS.get(part.inner().inner().oid(), "")
    return known.name, digest
