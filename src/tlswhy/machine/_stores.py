"""What is in a trust store: how many CAs, which are not public, and whether the one in question."""

from __future__ import annotations

import re

from tlswhy.machine._machine import Machine, Wanted
from tlswhy.model.facts import Anchor
from tlswhy.model.facts.machine import Root, StoreSeen
from tlswhy.pki import certificate as certificates
from tlswhy.pki import dn, oids
from tlswhy.pki.certificate import Certificate
from tlswhy.pki.der import BadDer
from tlswhy.pki.interceptors import INTERCEPTORS, recognise
from tlswhy.pki.stores import Store, from_pem, mozilla

MOST_ROOTS = 40  # that are named of one store

# Where distributions keep the roots that they bring: Debian's package; Fedora's and SUSE's.
FOLDER = "/usr/share/ca-certificates"
FILES = (
    "/usr/share/pki/ca-trust-source/ca-bundle.trust.p11-kit",
    "/usr/share/pki/trust/ca-bundle.trust.p11-kit",
    "/usr/share/ca-certificates/trust-source/mozilla.trust.p11-kit",
)


def seen(  # noqa: PLR0913 - each is a field
    machine: Machine,
    store: Store,
    name: str,
    program: str,
    *,
    used_by: str = "",
    adds: bool = False,
    note: str = "",
) -> StoreSeen:
    """The fact of a store that was read."""
    day = machine.written(name)
    wanted = machine.wanted
    return StoreSeen(
        seen=Anchor(source=machine.shown(name)),
        program=program,
        used_by=used_by,
        adds=adds,
        anchors=len(store),
        contains=roots(machine, store),
        issuer=wanted.label,
        has_issuer=holds(store, wanted) if wanted else None,
        dated=f"{day:%Y-%m-%d}" if day else "",
        note=note or ("there is no CA in it" if not len(store) else ""),
    )


def roots(machine: Machine, store: Store) -> tuple[Root, ...]:
    """The anchors that are not public, those of interceptors first."""
    ours = set(mozilla().anchors)
    rest = [anchor for anchor in store.anchors if anchor not in ours]
    rest = [anchor for anchor in rest if anchor not in machine.public] if rest else []
    found = [root_of(der) for der in rest[:MOST_ROOTS]]
    return tuple(sorted((root for root in found if root), key=lambda root: not root.product))


def root_of(der: bytes) -> Root | None:
    """What to call an anchor; None where it cannot be read."""
    one = certificates.read(der)
    if not isinstance(one, Certificate):
        return None
    return Root(one.name, recognise((one,)) or "", one.sha256)


def holds(store: Store, wanted: Wanted) -> bool:
    """Whether the CA in question is in a store: by the certificate, else by its name.

    An issuer may be an intermediate CA. Where its name is an interceptor's, that product's root
    stands for it.
    """
    anchors = set(store.anchors)
    if wanted.anchors:
        return any(der in anchors for der in wanted.anchors)
    products = {product for name in wanted.names for product in products_of(name)}
    names = {name.lower() for name in wanted.names}
    for der in anchors:
        try:
            subject = certificates.subject_of(der)
        except BadDer:
            continue
        if names & {value.lower() for value in dn.values(subject, oids.COMMON_NAME)}:
            return True
        if products and (root := root_of(der)) and root.product in products:
            return True
    return False


def products_of(name: str) -> set[str]:
    """The interceptors that have a CA of this common name or organization."""
    return {
        mark.product for mark in INTERCEPTORS if re.fullmatch(mark.pattern, name, re.IGNORECASE)
    }


def public(machine: Machine) -> frozenset[bytes]:
    """The CAs of Mozilla, and those that the distribution brought."""
    found = set(mozilla().anchors)
    for vendor in machine.names(FOLDER):
        folder = f"{FOLDER}/{vendor}"
        for name in machine.names(folder):
            if name.endswith(".crt"):
                content = machine.content(f"{folder}/{name}", "os", quiet=True) or b""
                found.update(from_pem(content, "", "").anchors)
                machine.read[f"{folder}/*.crt"] = None
    for name in FILES:
        found.update(from_pem(machine.content(name, "os") or b"", "", "").anchors)
    return frozenset(found)
