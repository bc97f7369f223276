"""Name constraints: which names of a certificate a CA above it must not issue for.

RFC 5280 section 4.2.1.10, in the reading of OpenSSL 3 (crypto/x509/v3_ncons.c), including its
two additions: without a DNS name in the SAN the common name is taken for one, and the subject
counts as a directory name.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from tlswhy.pki import dn, oids
from tlswhy.pki.certificate import Certificate
from tlswhy.pki.extensions import GeneralName, NameConstraints

MOST_COMPARISONS = 1 << 20
"""For all paths of a chain together; OpenSSL stops there too (NAME_CHECK_MAX), for each pair."""

_HOST_LIKE = re.compile(r"[A-Za-z0-9_-]+(\.[A-Za-z0-9_-]+)+")
_URI_HOST = re.compile(r"[^:]*://([^:/]*)")


def cost(certificate: Certificate, limits: NameConstraints) -> int:
    """The most comparisons that `violations` may need: all names with all subtrees."""
    names = sum(1 for _ in _names(certificate, leaf=True))
    return names * (len(limits.permitted) + len(limits.excluded))


def violations(certificate: Certificate, limits: NameConstraints, *, leaf: bool) -> Iterator[str]:
    """What `limits` hold against the names of `certificate`, as parts of a sentence."""
    every = (*limits.permitted, *limits.excluded)
    names = list(_names(certificate, leaf=leaf))
    kinds = {subtree.kind for subtree in every}
    if limits.bounded and kinds & {name.kind for name in names}:
        yield "a subtree with a minimum or maximum, which no client supports"
    for name in names:
        if name.kind in kinds:
            yield from _against(name, limits)


def _against(name: GeneralName, limits: NameConstraints) -> Iterator[str]:
    if name.kind == "other":
        yield f"{name.text} is of a kind that OpenSSL cannot compare with a constraint"
        return
    permitted = [subtree for subtree in limits.permitted if subtree.kind == name.kind]
    if permitted and not any(_within(name, subtree) for subtree in permitted):
        yield f"{name.text} is outside the permitted {_shown(permitted)}"
    excluded = [
        subtree
        for subtree in limits.excluded
        if subtree.kind == name.kind and _within(name, subtree)
    ]
    if excluded:
        yield f"{name.text} is inside the excluded {_shown(excluded)}"


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
