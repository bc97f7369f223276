"""Name constraints: which names of a certificate a CA above it must not issue for.

RFC 5280 section 4.2.1.10, in the reading of OpenSSL 3 (crypto/x509/v3_ncons.c), including its
two additions: without a DNS name in the SAN the common name is taken for one, and the subject
counts as a directory name.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from tlswhy.pki import dn, names, oids
from tlswhy.pki.certificate import Certificate
from tlswhy.pki.extensions import GeneralName, NameConstraints

MOST_COMPARISONS = 1 << 20
"""For all paths of a chain together; OpenSSL stops there too (NAME_CHECK_MAX), for each pair."""

_HOST_LIKE = re.compile(r"[A-Za-z0-9_-]+(\.[A-Za-z0-9_-]+)+")
_LABEL = re.compile(r"[A-Za-z0-9_]([A-Za-z0-9_-]*[A-Za-z0-9_])?")
_HOST_OF_JAVA = re.compile(r"[A-Za-z0-9][A-Za-z0-9-]*(\.[A-Za-z0-9][A-Za-z0-9-]*)*")
_COMPARABLE = re.compile(rb"([!-\-/-~]+(\.[!-\-/-~]+)*)?")
_MAILBOX = re.compile(rb"[^@]+@([!-\-/-?A-~]+(\.[!-\-/-?A-~]+)*)?")
_AUTHORITY = re.compile(rb"[^:/?#]+://(?:[^@/?#]*@)?(\[[^\]]*\]|[^:/?#]*)")
_ADDRESS = re.compile(rb"\d{1,3}(\.\d{1,3}){3}")
_URI_HOST = re.compile(r"[^:]*://([^:/]*)")


class Violation(NamedTuple):
    """What a constraint holds against a name.

    variant: of the code `name-constraint` in `pki.clients`. says: part of a sentence.
    """

    variant: str
    says: str


def cost(certificate: Certificate, limits: NameConstraints) -> int:
    """The most comparisons that `violations` may need: all names with all subtrees."""
    count = sum(1 for _ in _names(certificate, leaf=True))
    return count * (len(limits.permitted) + len(limits.excluded))


def faults(limits: NameConstraints, leaf: Certificate) -> Iterator[Violation]:
    """What is wrong with the constraints themselves, or cannot be evaluated by clients.

    leaf: whose names make an unknown kind of constraint matter.
    """
    if limits.bounded:
        named = {name.kind for name in _names(leaf, leaf=True)}
        meets = any(subtree.kind in named for subtree in (*limits.permitted, *limits.excluded))
        variant = "bounds" if meets else "bounds-unused"
        yield Violation(variant, "a subtree with a minimum or maximum, which no client supports")
    if not (limits.permitted or limits.excluded):
        yield Violation("empty", "no subtree at all")
    kinds = {name.text[:3] for name in leaf.alternatives if name.kind == "other"}
    used = {name.kind for name in leaf.alternatives}
    for subtree in (*limits.permitted, *limits.excluded):
        yield from _not_compared(subtree, used, excluded=subtree in limits.excluded)
        if subtree.kind == "dns" and subtree.raw.startswith(b"."):
            yield Violation("leading-dot", f"{subtree.text} begins with a dot")
        if _odd_mask(subtree):
            yield Violation("odd-mask", f"{subtree.text} has a mask with holes")
            if any(_meets_hole(name.raw, subtree.raw) for name in leaf.alternatives):
                yield Violation("odd-mask-met", f"{subtree.text} has a mask with holes")
        elif subtree.kind == "ip" and len(subtree.raw) not in {8, 32}:
            if len(subtree.raw) not in {4, 16}:
                yield Violation("odd-size", f"{subtree.text or '(empty)'} is no address either")
            variant = "bad-size" if "ip" in used else "bad-size-unused"
            yield Violation(variant, f"{subtree.text or '(empty)'} is no network")
        elif subtree.kind == "dns" and b"*" in subtree.raw:
            variant = "wildcard" if "dns" in used else "wildcard-unused"
            yield Violation(variant, f"{subtree.text} has a star, which stands for nothing here")
        elif _malformed(subtree):
            yield Violation("malformed", f"{subtree.text or '(empty)'} is no {subtree.kind} base")
        elif subtree.kind == "other":
            variant = "other" if subtree.text[:3] in kinds else "other-unused"
            yield Violation(variant, f"{subtree.text} is of a kind that clients cannot compare")


def _not_compared(subtree: GeneralName, used: set[str], *, excluded: bool) -> Iterator[Violation]:
    """Kinds that some clients do not compare: rustls takes any name of such a kind for a breach
    (subject_name/mod.rs), GnuTLS what is excluded (check_unsupported_constraint2).

    used: kinds of the leaf's alternative names. Every certificate has a directory name.
    """
    says = f"{subtree.text or '(empty)'}, of a kind that not every client compares"
    if subtree.kind == "dirname":
        yield Violation("dn-excluded" if excluded else "dn-permitted", says)
    elif subtree.kind == "uri" and "uri" in used:
        yield Violation("uri-excluded" if excluded else "uri-permitted", says)
    elif subtree.kind == "email" and "email" in used:
        yield Violation("email-used", says)


def _meets_hole(packed: bytes, base: bytes) -> bool:
    """Whether an address is in the network up to the first hole in its mask."""
    half = len(base) // 2
    if len(packed) != half:
        return False
    ended = False
    for mine, network, mask in zip(packed, base[:half], base[half:], strict=True):
        if mask not in _WHOLE or (ended and mask):
            return True
        if (mine ^ network) & mask:
            return False
        ended = ended or mask < 0xFF
    return False


_WHOLE = frozenset(0x100 - (1 << zeros) & 0xFF for zeros in range(9))
"""The bytes of a mask that have no hole."""


def _malformed(subtree: GeneralName) -> bool:
    return subtree.kind == "email" and (not subtree.raw or subtree.raw.count(b"@") > 1)


def _odd_mask(subtree: GeneralName) -> bool:
    raw = subtree.raw
    if subtree.kind != "ip" or len(raw) not in {8, 32}:
        return False
    mask = int.from_bytes(raw[len(raw) // 2 :], "big")
    bits = len(raw) * 4
    return mask != (1 << bits) - (1 << bits - mask.bit_count())


def unread(certificate: Certificate, limits: NameConstraints) -> Iterator[Violation]:
    """Subtrees that some client cannot read, and would have to compare with a name of the SAN.

    As OpenSSL and `cryptography` do, the permitted are read up to the first that fits. A subtree
    of a wrong size is of variant "unread-size", all others are those that `cryptography` cannot
    read (types.rs): names beside its syntax, and all addresses of web pages.
    """
    odd = {one: _unread(one) for one in (*limits.permitted, *limits.excluded) if _unread(one)}
    if not odd:
        return
    for name in certificate.alternatives:
        met: list[GeneralName] = []
        for subtree in limits.permitted:
            if subtree.kind == name.kind:
                met.append(subtree)
                if _within(name, subtree):
                    break
        met += [subtree for subtree in limits.excluded if subtree.kind == name.kind]
        for variant in sorted({odd[subtree] for subtree in met if subtree in odd}):
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


def violations(
    certificate: Certificate, limits: NameConstraints, *, leaf: bool
) -> Iterator[Violation]:
    """What `limits` hold against the names of `certificate`."""
    kinds = {subtree.kind for subtree in (*limits.permitted, *limits.excluded)}
    for name in _names(certificate, leaf=leaf):
        if name.kind in kinds and name.kind != "other":
            yield from _against(name, limits, certificate)
    words = dn.values(certificate.subject_der, oids.COMMON_NAME)
    if leaf and "dns" in kinds and not certificate.names and len(words) == 1:
        # GnuTLS compares a common name that cannot be a host's too.
        alone = GeneralName("dns", dn.printable(words[0]), words[0].encode())
        if not _HOST_LIKE.fullmatch(words[0]):
            against = _against(alone, limits, certificate)
            yield from (Violation("cn-any", one.says) for one in against)
    for name in _common(certificate, leaf=leaf):
        if name.kind in kinds:
            variant = "cn-word" if name.kind == "dns" else "cn-ip"
            yield from (Violation(variant, one.says) for one in _against(name, limits, certificate))


def incomparable(certificate: Certificate, limits: NameConstraints) -> Iterator[Violation]:
    """Names that Go, or Java, cannot compare with `limits`, and refuse for that."""
    for name in certificate.alternatives:
        if why := _no_name(name):
            yield Violation("bad-name", f"{name.text or '(empty)'} {why}, whatever the constraints")
        if name.kind == "dns" and _is_none(name, limits):
            yield Violation("no-letter", f"{name.text or '(empty)'} meets an empty name")


def _is_none(name: GeneralName, limits: NameConstraints) -> bool:
    """Whether the name is empty or meets an empty subtree: Java fails at that (DNSName.java)."""
    subtrees = (*limits.permitted, *limits.excluded)
    return any(one.kind == "dns" and bool(one.raw) != bool(name.raw) for one in subtrees)


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


def _against(
    name: GeneralName, limits: NameConstraints, certificate: Certificate
) -> Iterator[Violation]:
    variant = {"dirname": "dn"}.get(name.kind, name.kind)
    if name.kind == "dns" and name not in certificate.alternatives:
        variant = "cn-other" if certificate.has_san else "cn"
        if _ADDRESS.fullmatch(name.raw):
            variant = "cn-address"
    elif name.kind == "dns" and not _is_host(name.text):
        yield Violation("bad-dns", f"{name.text} is no host's name to compare")
    elif name.kind == "email" and name.text.count("@") != 1:
        yield Violation("bad-email", f"{name.text} is no mail address to compare")
    permitted = [subtree for subtree in limits.permitted if subtree.kind == name.kind]
    if permitted and not any(_within(name, subtree) for subtree in permitted):
        if name.kind == "ip" and not any(len(one.raw) == 2 * len(name.raw) for one in permitted):
            # GnuTLS lets pass a family that is not permitted nor excluded.
            variant = "ip-family"
        yield Violation(variant, f"{name.text} is outside the permitted {_shown(permitted)}")
    same = [subtree for subtree in limits.excluded if subtree.kind == name.kind]
    excluded = [subtree for subtree in same if _within(name, subtree)]
    if excluded:
        yield Violation(variant, f"{name.text} is inside the excluded {_shown(excluded)}")
    elif name.kind == "dns" and any(_reaches_into(name.raw, subtree.raw) for subtree in same):
        yield Violation(f"{variant}-wild", f"{name.text} reaches into the excluded {_shown(same)}")


def _is_host(text: str) -> bool:
    first, *rest = text.rstrip(".").split(".")
    return all(_LABEL.fullmatch(label) for label in rest) and (
        first == "*" or _LABEL.fullmatch(first) is not None
    )


def _reaches_into(name: bytes, base: bytes) -> bool:
    """Whether a wildcard covers a name that an excluded base covers too."""
    above = base.lower().lstrip(b".").partition(b".")[2]
    return name.startswith(b"*.") and above != b"" and name[2:].lower() == above


def _names(certificate: Certificate, *, leaf: bool) -> Iterator[GeneralName]:
    subject = certificate.subject_der
    if dn.canonical(subject):
        yield GeneralName("dirname", certificate.subject, subject)
    for email in dn.values(subject, oids.EMAIL_ADDRESS):
        yield GeneralName("email", dn.printable(email), email.encode())
    yield from certificate.alternatives
    if leaf and not certificate.names:
        for common in dn.values(subject, oids.COMMON_NAME):
            if _HOST_LIKE.fullmatch(common):
                yield GeneralName("dns", common, common.encode())


def _within(name: GeneralName, subtree: GeneralName) -> bool:
    match name.kind:
        case "dns":
            return _in_domain(name.raw.lower(), subtree.raw.lower())
        case "ip":
            return _in_network(name.raw, subtree.raw)
        case "email":
            return _in_mailbox(name.raw, subtree.raw)
        case "uri":
            host = _URI_HOST.match(name.raw.decode("latin-1"))
            return host is not None and _in_host(host[1].lower(), subtree.text.lower())
        case _:
            base = dn.canonical(subtree.raw)
            return dn.canonical(name.raw)[: len(base)] == base


def _in_domain(name: bytes, base: bytes) -> bool:
    """Whole labels are added on the left; a base that begins with a dot wants at least one."""
    if base in {b"", name}:
        return True
    return name.endswith(base if base.startswith(b".") else b"." + base)


def _in_network(packed: bytes, base: bytes) -> bool:
    if len(packed) not in {4, 16} or len(base) != 2 * len(packed):
        return False
    address, network, mask = (
        int.from_bytes(part, "big") for part in (packed, base[: len(packed)], base[len(packed) :])
    )
    return address & mask == network & mask


def _in_mailbox(mailbox: bytes, base: bytes) -> bool:
    local, at, host = mailbox.rpartition(b"@")
    base_local, base_at, base_host = base.rpartition(b"@")
    if not at:
        return False
    if base_at and base_local and local != base_local:
        return False
    return _in_host(host.decode("latin-1").lower(), base_host.decode("latin-1").lower())


def _in_host(host: str, base: str) -> bool:
    return host.endswith(base) and host != base if base.startswith(".") else host == base


def _shown(subtrees: Iterable[GeneralName]) -> str:
    every = [subtree.text or '""' for subtree in subtrees]
    return ", ".join(every[:3]) + (f" and {len(every) - 3} more" if len(every) > 3 else "")
