"""Name constraints: which names of a certificate a CA above it must not issue for.

RFC 5280 section 4.2.1.10, in the reading of OpenSSL 3 (crypto/x509/v3_ncons.c), including its
two additions: without a DNS name in the SAN the common name is taken for one, and the subject
counts as a directory name.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from tlswhy.pki import dn, oids
from tlswhy.pki.certificate import Certificate
from tlswhy.pki.extensions import GeneralName, NameConstraints

MOST_COMPARISONS = 1 << 20
"""For all paths of a chain together; OpenSSL stops there too (NAME_CHECK_MAX), for each pair."""

_HOST_LIKE = re.compile(r"[A-Za-z0-9_-]+(\.[A-Za-z0-9_-]+)+")
_LABEL = re.compile(r"[A-Za-z0-9_]([A-Za-z0-9_-]*[A-Za-z0-9_])?")
_URI_HOST = re.compile(r"[^:]*://([^:/]*)")


class Violation(NamedTuple):
    """What a constraint holds against a name.

    variant: of the code `name-constraint` in `pki.clients`. says: part of a sentence.
    """

    variant: str
    says: str


def cost(certificate: Certificate, limits: NameConstraints) -> int:
    """The most comparisons that `violations` may need: all names with all subtrees."""
    names = sum(1 for _ in _names(certificate, leaf=True))
    return names * (len(limits.permitted) + len(limits.excluded))


def faults(limits: NameConstraints, leaf: Certificate) -> Iterator[Violation]:
    """What is wrong with the constraints themselves, or cannot be evaluated by clients.

    leaf: whose names make an unknown kind of constraint matter.
    """
    if limits.bounded:
        yield Violation("bounds", "a subtree with a minimum or maximum, which no client supports")
    if not (limits.permitted or limits.excluded):
        yield Violation("empty", "no subtree at all")
    kinds = {name.text[:3] for name in leaf.alternatives if name.kind == "other"}
    for subtree in (*limits.permitted, *limits.excluded):
        if subtree.kind == "dns" and subtree.raw.startswith(b"."):
            yield Violation("leading-dot", f"{subtree.text} begins with a dot")
        if _odd_mask(subtree):
            yield Violation("odd-mask", f"{subtree.text} has a mask with holes")
        elif _malformed(subtree):
            yield Violation("malformed", f"{subtree.text or '(empty)'} is no {subtree.kind} base")
        elif subtree.kind == "other":
            used = "other" if subtree.text[:3] in kinds else "other-unused"
            yield Violation(used, f"{subtree.text} is of a kind that clients cannot compare")


def _malformed(subtree: GeneralName) -> bool:
    raw = subtree.raw
    if subtree.kind == "dns":
        return b"*" in raw
    if subtree.kind == "email":
        return not raw or raw.count(b"@") > 1
    return subtree.kind == "ip" and len(raw) not in {8, 32}


def _odd_mask(subtree: GeneralName) -> bool:
    raw = subtree.raw
    if subtree.kind != "ip" or len(raw) not in {8, 32}:
        return False
    mask = int.from_bytes(raw[len(raw) // 2 :], "big")
    bits = len(raw) * 4
    return mask != (1 << bits) - (1 << bits - mask.bit_count())


def violations(
    certificate: Certificate, limits: NameConstraints, *, leaf: bool
) -> Iterator[Violation]:
    """What `limits` hold against the names of `certificate`."""
    kinds = {subtree.kind for subtree in (*limits.permitted, *limits.excluded)}
    for name in _names(certificate, leaf=leaf):
        if name.kind in kinds and name.kind != "other":
            yield from _against(name, limits, certificate)


def _against(
    name: GeneralName, limits: NameConstraints, certificate: Certificate
) -> Iterator[Violation]:
    variant = {"dirname": "dn"}.get(name.kind, name.kind)
    if name.kind == "dns" and name not in certificate.alternatives:
        variant = "cn-other" if certificate.has_san else "cn"
    elif name.kind == "dns" and not _is_host(name.text):
        yield Violation("bad-dns", f"{name.text} is no host's name to compare")
    elif name.kind == "email" and name.text.count("@") != 1:
        yield Violation("bad-email", f"{name.text} is no mail address to compare")
    permitted = [subtree for subtree in limits.permitted if subtree.kind == name.kind]
    if permitted and not any(_within(name, subtree) for subtree in permitted):
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
