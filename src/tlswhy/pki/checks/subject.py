"""Whom a certificate speaks of, and whether that is the host asked for."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tlswhy.pki import dn, names, oids
from tlswhy.pki.certificate import Certificate
from tlswhy.pki.checks.problem import LEAF, Problem, Spot
from tlswhy.pki.extensions import GeneralName

_PLAIN = re.compile(rb"(\*\.)?([A-Za-z0-9](-*[A-Za-z0-9])*\.)*[A-Za-z](-*[A-Za-z0-9])*")
"""A DNS name that nobody has anything against; the last label is no number's."""

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
        critical = one.alternatives and oids.SUBJECT_ALT_NAME in one.critical
        code = "empty-subject:named" if critical else "empty-subject"
        yield spot.problem(code, "has an empty subject (RFC 5280, 4.1.2.6)")
    elif oids.SUBJECT_ALT_NAME not in one.critical:
        says = "has an empty subject and a subjectAltName that is not marked critical"
        yield spot.problem("san-not-critical", f"{says} (RFC 5280, 4.2.1.6)")
    elif not one.alternatives:
        yield spot.problem("empty-san:needed", "has neither a subject nor a name in its SAN")


def leaf(one: Certificate, host: str) -> Iterator[Problem]:
    """What is wrong with the names of the leaf, on any path. host: "" for any."""
    spot = Spot(one, 0, LEAF)
    for name in one.alternatives:
        if name.kind != "dns" or not _PLAIN.fullmatch(name.raw):
            yield from _odd(spot, name)
    if one.constraints is not None:
        says = "has name constraints, which are for CAs alone (RFC 5280, 4.2.1.10)"
        yield spot.problem("constraints-on-leaf", says)
    if host:
        yield from _host(spot, host)


def _odd(spot: Spot, name: GeneralName) -> Iterator[Problem]:
    if name.kind == "dns" and not name.raw:
        yield spot.problem("odd-san:empty", "has an empty DNS name")
    elif name.kind == "dns" and not name.raw.isascii():
        yield spot.problem("odd-san:not-ascii", f"has the name {name.text}, which is not ASCII")
    elif name.kind == "dns":
        labels = name.text.rstrip(".").split(".")
        if names.address(name.text) is not None:
            yield spot.problem("odd-san", f"has the address {name.text} as a DNS name")
        elif any("_" in label for label in labels):
            yield spot.problem("odd-san", f"has an underscore in the name {name.text}")
        elif not all(
            _LABEL.fullmatch(label) or (label == "*" and not place)
            for place, label in enumerate(labels)
        ):
            yield spot.problem("odd-san", f"has the name {name.text}, no host's")
    elif name.kind == "ip" and len(name.raw) not in {4, 16}:
        says = f"has an address of {len(name.raw)} bytes ({name.text})"
        yield spot.problem("odd-san:ip", says)
    elif name.kind == "ip" and name.raw.startswith(names.MAPPED):
        says = f"has an address of IPv4 written as one of IPv6 ({name.text})"
        yield spot.problem("odd-san:mapped", says)
    elif name.kind in {"email", "uri"} and not name.raw.isascii():
        yield spot.problem("odd-san:not-ascii", f"has the name {name.text}, which is not ASCII")
    elif name.kind == "email" and name.text.count("@") != 1:
        yield spot.problem("odd-san", f"has the mail address {name.text or '(empty)'}")


def _host(spot: Spot, host: str) -> Iterator[Problem]:
    one = spot.one
    common = [name.lower() for name in dn.values(one.subject_der, oids.COMMON_NAME)]
    # Java also reads an address with its mask, of twice the size.
    unread = any(
        name.kind == "ip" and len(name.raw) not in {4, 8, 16, 32} for name in one.alternatives
    )
    if unread and (names.address(host) is not None or names.a_label(host) not in common):
        says = f"has an address of an odd size in its SAN, and nothing else that names {host}"
        yield spot.problem("odd-san:unread", says)
    for code, says in names.host_problems(one, host):
        yield spot.problem(code, says)
