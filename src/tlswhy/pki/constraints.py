"""Name constraints: which names of a certificate a CA above it must not issue for.

RFC 5280 section 4.2.1.10, in the reading of OpenSSL 3 (crypto/x509/v3_ncons.c), including its
two additions: without a DNS name in the SAN the common name is taken for one, and the subject
counts as a directory name.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import cached_property
from typing import NamedTuple

from tlswhy.pki import dn, names, oids
from tlswhy.pki.certificate import Certificate
from tlswhy.pki.extensions import GeneralName, NameConstraints
from tlswhy.pki.subtrees import Subtrees

MOST_COMPARISONS = 1 << 20
"""For all paths of a chain together; OpenSSL stops there too (NAME_CHECK_MAX), for each pair."""

_HOST_LIKE = re.compile(r"[A-Za-z0-9_-]+(\.[A-Za-z0-9_-]+)+")
_LABEL = re.compile(r"[A-Za-z0-9_]([A-Za-z0-9_-]*[A-Za-z0-9_])?")
_HOST_OF_JAVA = re.compile(r"[A-Za-z0-9][A-Za-z0-9-]*(\.[A-Za-z0-9][A-Za-z0-9-]*)*")
_COMPARABLE = re.compile(rb"([!-\-/-~]+(\.[!-\-/-~]+)*)?")
_MAILBOX = re.compile(rb"[^@]+@([!-\-/-?A-~]+(\.[!-\-/-?A-~]+)*)?")
_AUTHORITY = re.compile(rb"[^:/?#]+://(?:[^@/?#]*@)?(\[[^\]]*\]|[^:/?#]*)")
_ADDRESS = re.compile(rb"\d{1,3}(\.\d{1,3}){3}")


class Violation(NamedTuple):
    """What a constraint holds against a name.

    variant: of the code `name-constraint` in `pki.clients`. says: part of a sentence.
    """

    variant: str
    says: str


class Limits:
    """The name constraints of one CA, made ready to be held against many names."""

    def __init__(self, said: NameConstraints) -> None:
        self.said = said
        self.every = (*said.permitted, *said.excluded)
        self.kinds = frozenset(subtree.kind for subtree in self.every)
        self.excluded = frozenset(said.excluded)
        self._sides: dict[tuple[str, bool], Subtrees] = {}

    def side(self, kind: str, *, excluded: bool) -> Subtrees:
        """Those of a kind that are permitted, or excluded."""
        key = (kind, excluded)
        if key not in self._sides:
            given = self.said.excluded if excluded else self.said.permitted
            self._sides[key] = Subtrees(kind, given)
        return self._sides[key]

    @cached_property
    def unread(self) -> tuple[_Unread, ...]:
        """The first of each sort that some client cannot read, on each side."""
        found: dict[tuple[str, bool, str], _Unread] = {}
        for excluded, given in ((False, self.said.permitted), (True, self.said.excluded)):
            place: Counter[str] = Counter()
            for subtree in given:
                variant = _unread(subtree)
                if variant:
                    key = (subtree.kind, excluded, variant)
                    found.setdefault(key, _Unread(*key, place[subtree.kind]))
                place[subtree.kind] += 1
        return tuple(found.values())


class _Unread(NamedTuple):
    """place: among those of its kind and side."""

    kind: str
    excluded: bool
    variant: str
    place: int


def cost(certificate: Certificate, limits: Limits) -> int:
    """How often clients may compare: all names with all subtrees."""
    names_of = (*_names(certificate), *_common_hosts(certificate))
    return len(names_of) * len(limits.every)


def faults(limits: Limits, leaf: Certificate) -> Iterator[Violation]:
    """What is wrong with the constraints themselves, or cannot be evaluated by clients.

    leaf: whose names make an unknown kind of constraint matter.
    """
    used = {name.kind for name in leaf.alternatives}
    if limits.said.bounded:
        named = {name.kind for name in (*_names(leaf), *_common_hosts(leaf))}
        variant = "bounds" if limits.kinds & named else "bounds-unused"
        yield Violation(variant, "a subtree with a minimum or maximum (RFC 5280, 4.2.1.10)")
    if not limits.every:
        yield Violation("empty", "no subtree at all")
    others = {name.text[:3] for name in leaf.alternatives if name.kind == "other"}
    holes = _Holes(leaf)
    for subtree in limits.every:
        yield from _not_compared(subtree, used, excluded=subtree in limits.excluded)
        match subtree.kind:
            case "dns":
                yield from _odd_domain(subtree, used)
            case "ip":
                yield from _odd_network(subtree, used, holes)
            case "other":
                variant = "other" if subtree.text[:3] in others else "other-unused"
                yield Violation(variant, f"{subtree.text} is of a kind that cannot be compared")
            case "email" if not subtree.raw or subtree.raw.count(b"@") > 1:
                yield Violation("malformed", f"{subtree.text or '(empty)'} is no email base")


def _odd_domain(subtree: GeneralName, used: set[str]) -> Iterator[Violation]:
    if subtree.raw.startswith(b"."):
        yield Violation("leading-dot", f"{subtree.text} begins with a dot")
    if b"*" in subtree.raw:
        variant = "wildcard" if "dns" in used else "wildcard-unused"
        yield Violation(variant, f"{subtree.text} has a star, which stands for nothing here")


def _odd_network(subtree: GeneralName, used: set[str], holes: _Holes) -> Iterator[Violation]:
    if _odd_mask(subtree):
        yield Violation("odd-mask", f"{subtree.text} has a mask with holes")
        if holes.met(subtree.raw):
            yield Violation("odd-mask-met", f"{subtree.text} has a mask with holes")
    elif len(subtree.raw) not in {8, 32}:
        if len(subtree.raw) not in {4, 16}:
            yield Violation("odd-size", f"{subtree.text or '(empty)'} is no address either")
        variant = "bad-size" if "ip" in used else "bad-size-unused"
        yield Violation(variant, f"{subtree.text or '(empty)'} is no network")


def _not_compared(subtree: GeneralName, used: set[str], *, excluded: bool) -> Iterator[Violation]:
    """Kinds that some clients do not compare: rustls takes any name of such a kind for a breach
    (subject_name/mod.rs), GnuTLS what is excluded (check_unsupported_constraint2).

    used: kinds of the leaf's alternative names. Every certificate has a directory name.
    """
    says = f"{subtree.text or '(empty)'} is of the kind {subtree.kind}"
    if subtree.kind == "dirname":
        yield Violation("dn-excluded" if excluded else "dn-permitted", says)
    elif subtree.kind == "uri" and "uri" in used:
        yield Violation("uri-excluded" if excluded else "uri-permitted", says)
    elif subtree.kind == "email" and "email" in used:
        yield Violation("email-used", says)


class _Holes:
    """Which masks with holes an address of a certificate meets: it is in the network up to the
    first hole.
    """

    def __init__(self, leaf: Certificate) -> None:
        self._packed = {one.raw for one in leaf.alternatives if one.kind == "ip"}
        self._networks: dict[tuple[int, int], set[int]] = {}

    def met(self, base: bytes) -> bool:
        half = len(base) // 2
        whole = _before_hole(base[half:])
        key = (half, whole)
        if key not in self._networks:
            numbers = (int.from_bytes(one) for one in self._packed if len(one) == half)
            self._networks[key] = {number & whole for number in numbers}
        return int.from_bytes(base[:half]) & whole in self._networks[key]


def _before_hole(mask: bytes) -> int:
    """What is left of a mask in front of its first byte with a hole."""
    ended = False
    for at, byte in enumerate(mask):
        if byte not in _WHOLE or (ended and byte):
            return int.from_bytes(mask[:at].ljust(len(mask), b"\0"))
        ended = ended or byte < 0xFF
    return int.from_bytes(mask)


_WHOLE = frozenset(0x100 - (1 << zeros) & 0xFF for zeros in range(9))
"""The bytes of a mask that have no hole."""


def _odd_mask(subtree: GeneralName) -> bool:
    raw = subtree.raw
    if subtree.kind != "ip" or len(raw) not in {8, 32}:
        return False
    mask = int.from_bytes(raw[len(raw) // 2 :], "big")
    bits = len(raw) * 4
    return mask != (1 << bits) - (1 << bits - mask.bit_count())


def unread(certificate: Certificate, limits: Limits) -> Iterator[Violation]:
    """Subtrees that some client cannot read, and would have to compare with a name of the SAN.

    As OpenSSL and `cryptography` do, the permitted are read up to the first that fits. A subtree
    of a wrong size is of variant "unread-size", all others are those that `cryptography` cannot
    read (types.rs): names beside its syntax, and all addresses of web pages.
    """
    if not limits.unread:
        return
    for name in certificate.alternatives:
        odd = [one for one in limits.unread if one.kind == name.kind]
        if not odd:
            continue
        fits = limits.side(name.kind, excluded=False).holding(name)
        met = {one.variant for one in odd if one.excluded or not fits or one.place <= fits[0]}
        for variant in sorted(met):
            yield Violation(variant, f"{name.text or '(empty)'} is compared with odd subtrees")


def _unread(subtree: GeneralName) -> str:
    raw = subtree.raw
    match subtree.kind:
        case "ip":
            if len(raw) not in {8, 32}:
                return "unread-size"
            is_read = not _odd_mask(subtree)
        case "dns":
            is_read = _SYNTAX.fullmatch(raw) is not None
        case "email":
            local, _, host = raw.rpartition(b"@")
            is_read = b"@" not in local and _SYNTAX.fullmatch(host.removeprefix(b".")) is not None
        case kind:
            is_read = kind != "uri"
    return "" if is_read else "unread"


_SYNTAX = re.compile(rb"(?i:[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*)")


def violations(certificate: Certificate, limits: Limits, *, leaf: bool) -> Iterator[Violation]:
    """What `limits` hold against the names of `certificate`."""
    for name in _names(certificate):
        if name.kind in limits.kinds and name.kind != "other":
            yield from _mistakes(name)
            yield from _against(name, "dn" if name.kind == "dirname" else name.kind, limits)
    for name in _common_hosts(certificate) if leaf and "dns" in limits.kinds else ():
        variant = "cn-other" if certificate.has_san else "cn"
        yield from _against(name, "cn-address" if _ADDRESS.fullmatch(name.raw) else variant, limits)
    words = dn.values(certificate.subject_der, oids.COMMON_NAME)
    if leaf and "dns" in limits.kinds and not certificate.names and len(words) == 1:
        # GnuTLS compares a common name that cannot be a host's too.
        alone = GeneralName("dns", dn.printable(words[0]), words[0].encode())
        if not _HOST_LIKE.fullmatch(words[0]):
            broken = _against(alone, "cn-any", limits)
            yield from (Violation("cn-any", one.says) for one in broken)
    for name in _common(certificate, leaf=leaf):
        if name.kind in limits.kinds:
            variant = "cn-word" if name.kind == "dns" else "cn-ip"
            broken = _against(name, variant, limits)
            yield from (Violation(variant, one.says) for one in broken)


def incomparable(certificate: Certificate, limits: Limits) -> Iterator[Violation]:
    """Names that Go, or Java, cannot compare with `limits`, and refuse for that."""
    bases = {bool(subtree.raw) for subtree in limits.every if subtree.kind == "dns"}
    for name in certificate.alternatives:
        if why := _no_name(name):
            yield Violation("bad-name", f"{name.text or '(empty)'} {why}, whatever the constraints")
        # Java fails where one of the two is empty (DNSName.java).
        if name.kind == "dns" and bases - {bool(name.raw)}:
            yield Violation("no-letter", f"{name.text or '(empty)'} meets an empty name")


def _no_name(name: GeneralName) -> str:
    """Why Go cannot compare this name with any constraint (crypto/x509/constraints.go), or ""."""
    if name.kind == "dns" and not _COMPARABLE.fullmatch(name.raw):
        return "is no DNS name to compare"
    if name.kind == "email" and not _MAILBOX.fullmatch(name.raw):
        return "is no mail address to compare"
    if name.kind == "uri":
        host = _AUTHORITY.match(name.raw)
        if host is None or not host[1]:
            return "has no host to compare"
        if host[1].startswith(b"[") or _ADDRESS.fullmatch(host[1]):
            return "has an address for a host"
    return ""


def _common(certificate: Certificate, *, leaf: bool) -> Iterator[GeneralName]:
    """The common name where Java alone compares it (NameConstraintsExtension.verify).

    On any certificate an address is taken for an iPAddress, and anything that could be a host
    for a dNSName, if there is none of its kind in the SAN.
    """
    common = certificate.subject_cn
    packed = names.address(common) if _ADDRESS.fullmatch(common.encode()) or ":" in common else None
    if packed is not None and not certificate.ips:
        yield GeneralName("ip", common, packed)
    already = leaf and _HOST_LIKE.fullmatch(common)
    if packed is None and not (certificate.names or already) and _HOST_OF_JAVA.fullmatch(common):
        yield GeneralName("dns", common, common.encode())


def _mistakes(name: GeneralName) -> Iterator[Violation]:
    if name.kind == "dns" and not _is_host(name.text):
        yield Violation("bad-dns", f"{name.text} is no host's name to compare")
    elif name.kind == "email" and name.text.count("@") != 1:
        yield Violation("bad-email", f"{name.text} is no mail address to compare")


def _against(name: GeneralName, variant: str, limits: Limits) -> Iterator[Violation]:
    permitted = limits.side(name.kind, excluded=False)
    if permitted and not permitted.holding(name):
        if name.kind == "ip" and 2 * len(name.raw) not in permitted.lengths:
            # GnuTLS lets pass a family that is not permitted nor excluded.
            variant = "ip-family"
        yield Violation(variant, f"{name.text} is outside the permitted {permitted.shown()}")
    excluded = limits.side(name.kind, excluded=True)
    held = excluded.holding(name) if excluded else ()
    if held:
        yield Violation(variant, f"{name.text} is inside the excluded {excluded.shown(held)}")
    elif excluded and name.kind == "dns" and excluded.reached(name.raw):
        says = f"{name.text} reaches into the excluded {excluded.shown()}"
        yield Violation(f"{variant}-wild", says)


def _is_host(text: str) -> bool:
    first, *rest = text.rstrip(".").split(".")
    return all(_LABEL.fullmatch(label) for label in rest) and (
        first == "*" or _LABEL.fullmatch(first) is not None
    )


def _names(certificate: Certificate) -> Iterator[GeneralName]:
    subject = certificate.subject_der
    if dn.canonical(subject):
        yield GeneralName("dirname", certificate.subject, subject)
    for email in dn.values(subject, oids.EMAIL_ADDRESS):
        yield GeneralName("email", dn.printable(email), email.encode())
    yield from certificate.alternatives


def _common_hosts(certificate: Certificate) -> Iterator[GeneralName]:
    """The common names that count as hosts where the SAN has none."""
    if not certificate.names:
        for common in dn.values(certificate.subject_der, oids.COMMON_NAME):
            if _HOST_LIKE.fullmatch(common):
                yield GeneralName("dns", common, common.encode())
