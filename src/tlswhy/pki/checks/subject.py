"""Whom a certificate speaks of, and whether that is the host asked for."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tlswhy.pki import names, oids
from tlswhy.pki.certificate import Certificate
from tlswhy.pki.checks.problem import LEAF, Problem, Spot
from tlswhy.pki.extensions import GeneralName

_LABEL = re.compile(r"[A-Za-z0-9_]([A-Za-z0-9_-]*[A-Za-z0-9_])?")


def check(spot: Spot) -> Iterator[Problem]:
    """What is held against subject, issuer and the names of a certificate in a chain."""
    one = spot.one
    if not one.issuer:
        yield spot.problem("empty-issuer", "names no issuer (RFC 5280, 4.1.2.4)")
    if one.has_san and not one.alternatives:
        yield spot.problem("empty-san", "has a subjectAltName without a name (RFC 5280, 4.2.1.6)")
    if one.subject:
        return
    if one.is_ca or spot.place != LEAF or not one.has_san:
        yield spot.problem("empty-subject", "has an empty subject (RFC 5280, 4.1.2.6)")
    elif oids.SUBJECT_ALT_NAME not in one.critical:
        says = "has an empty subject and a subjectAltName that is not marked critical"
        yield spot.problem("san-not-critical", f"{says} (RFC 5280, 4.2.1.6)")


def leaf(one: Certificate, host: str) -> Iterator[Problem]:
    """What is wrong with the names of the leaf, on any path. host: "" for any."""
    spot = Spot(one, 0, LEAF)
    for name in one.alternatives:
        yield from _odd(spot, name)
    if one.constraints is not None:
        says = "has name constraints, which are for CAs alone (RFC 5280, 4.2.1.10)"
        yield spot.problem("constraints-on-leaf", says)
    if host:
        yield from _host(spot, host)


def _odd(spot: Spot, name: GeneralName) -> Iterator[Problem]:
    if name.kind == "dns":
        labels = name.text.rstrip(".").split(".")
        if names.address(name.text) is not None:
            yield spot.problem("odd-san:address", f"has the address {name.text} as a DNS name")
        elif any("_" in label for label in labels):
            yield spot.problem("odd-san:underscore", f"has an underscore in the name {name.text}")
        elif not all(
            _LABEL.fullmatch(label) or (label == "*" and not place)
            for place, label in enumerate(labels)
        ):
            yield spot.problem("odd-san", f"has the name {name.text or '(empty)'}, no host's")
    elif name.kind == "ip" and len(name.raw) not in {4, 16}:
        says = f"has an address of {len(name.raw)} bytes ({name.text})"
        yield spot.problem("odd-san:ip", says)
    elif name.kind == "email" and name.text.count("@") != 1:
        yield spot.problem("odd-san", f"has the mail address {name.text or '(empty)'}")


def _host(spot: Spot, host: str) -> Iterator[Problem]:
    one = spot.one
    if names.only_common_name(one, host):
        lacks = "its SAN has no DNS name" if one.has_san else "it has no SAN"
        says = f"names {host} in its common name alone ({lacks}), which browsers, Go and rustls "
        yield spot.problem("no-san", f"{says}refuse")
        return
    if names.matches(one, host):
        return
    says = f"is not valid for {host}: {names.near_miss(one, host)}"
    if names.address(host) is not None:
        yield spot.problem("ip-not-in-san", says)
    elif names.wildcard_miss(one, host):
        yield spot.problem("wildcard-mismatch", says)
    else:
        yield spot.problem("hostname-mismatch", says)
