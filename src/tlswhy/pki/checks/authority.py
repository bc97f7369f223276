"""May the certificates above the leaf sign, and how deep (RFC 5280 sections 4.2.1.1 to 4.2.1.9)."""

from __future__ import annotations

from collections.abc import Iterator

from tlswhy.pki import names, oids
from tlswhy.pki.checks import raw
from tlswhy.pki.checks.problem import ANCHOR, BETWEEN, LEAF, Problem, Spot
from tlswhy.pki.paths import Path, key_differs, key_id_differs


def check(spot: Spot) -> Iterator[Problem]:
    """What a certificate says of its being a CA, or not."""
    one = spot.one
    if spot.place != LEAF:
        yield from _signer(spot)
    elif one.is_ca:
        says = "is a CA certificate in the place of a server's"
        yield spot.problem("ca-as-leaf", says)


def alone(spot: Spot) -> Iterator[Problem]:
    """What OpenSSL takes for a CA without basicConstraints (X509_check_ca)."""
    one = spot.one
    signs = one.key_usage is not None and "keyCertSign" in one.key_usage
    if one.is_ca is None and (signs or (one.version == 1 and one.self_issued)):
        why = "may sign certificates" if signs else "is a root of X.509 version 1"
        says = f"{why}, which makes it a CA of old, and stands in the place of a server's"
        yield spot.problem("ca-as-leaf:implied", says)


def _signer(spot: Spot) -> Iterator[Problem]:
    one = spot.one
    signs = one.key_usage is not None and "keyCertSign" in one.key_usage
    if one.is_ca is None:
        # OpenSSL lets old roots pass (v3_purp.c, check_ca).
        old_root = signs or (one.version == 1 and one.self_issued)
        if spot.place == ANCHOR and old_root:
            says = "is a CA without basicConstraints (RFC 5280, 4.2.1.9)"
            code = "ca-without-constraints" + (":old" if one.version < 3 else "")
            yield spot.problem(code, says)
        else:
            says = "signs certificates without basicConstraints that make it a CA"
            old = spot.place == ANCHOR and one.version < 3
            yield spot.problem("not-a-ca:old" if old else "not-a-ca:no-constraints", says)
    elif not one.is_ca:
        yield spot.problem("not-a-ca", "signs certificates but says CA:FALSE of itself")
    if one.key_usage is not None and not signs:
        usages = names.listed(one.key_usage) or "nothing"
        says = f"signs certificates but may be used for {usages} only, not for keyCertSign"
        code = "wrong-key-usage:" + ("no-cert-sign" if one.key_usage else "nothing")
        yield spot.problem(code, says)


def by_the_book(spot: Spot, *, above: bool) -> Iterator[Problem]:
    """What only strict clients ask of a certificate that is part of a chain.

    above: the path goes on behind it.
    """
    one = spot.one
    if not one.is_ca:
        signs = one.key_usage is not None and "keyCertSign" in one.key_usage
        if signs and (one.is_ca is False or spot.place == LEAF):
            says = "may sign certificates and is no CA (RFC 5280, 4.2.1.3)"
            yield spot.problem("signs-without-ca", says)
        if one.path_length is not None:
            says = "limits the path below it and is no CA (RFC 5280, 4.2.1.9)"
            yield spot.problem("path-length-without-ca", says)
    elif one.path_length is not None and one.key_usage and "keyCertSign" not in one.key_usage:
        says = "limits the path below it and may not sign certificates (RFC 5280, 4.2.1.9)"
        yield spot.problem("path-length-without-ca:usage", says)
    if one.is_ca and oids.BASIC_CONSTRAINTS not in one.critical:
        says = "is a CA whose basicConstraints are not marked critical (RFC 5280, 4.2.1.9)"
        yield spot.problem("ca-not-critical", says)
    if one.is_ca and one.key_usage is None:
        says = "is a CA without a key usage (RFC 5280, 4.2.1.3)"
        yield spot.problem("ca-without-key-usage", says)
    if one.version < 3:
        return
    given = one.aki_issuer is not None or one.aki_serial is not None
    empty = one.aki is None and oids.AUTHORITY_KEY_IDENTIFIER in raw.extensions(one.der)
    if one.aki is None and (above or given or empty):
        code = "no-authority-key-id"
        code += ":other" if given else ":empty" if empty else ""
        says = "has no authorityKeyIdentifier (RFC 5280, 4.2.1.1)"
        if given or empty:
            says = "has an authorityKeyIdentifier without a key identifier (RFC 5280, 4.2.1.1)"
        yield spot.problem(code, says)
    if one.is_ca and one.ski is None:
        says = "is a CA without a subjectKeyIdentifier (RFC 5280, 4.2.1.2)"
        yield spot.problem("no-subject-key-id", says)


def key_ids(path: Path) -> Iterator[Problem]:
    """Links whose child names another key than its issuer has."""
    for index, child in enumerate(path.certificates[:-1]):
        issuer = path.certificates[index + 1]
        spot = Spot(child, index, BETWEEN if index else LEAF)
        if key_id_differs(child, issuer):
            says = f"names another key as its issuer's than {issuer.name} has"
            code = "key-id-mismatch" + ("" if key_differs(child, issuer) else ":serial")
            yield spot.problem(code, says, index + 1)
        if child.issuer_der != issuer.subject_der:
            says = f"spells the name of its issuer in another way than {issuer.name} does"
            yield spot.problem("name-spelling", f"{says} (RFC 5280, 7.1)", index + 1)


def staples(path: Path) -> Iterator[Problem]:
    """RFC 7633 section 4.2.2: what a CA promises of OCSP its certificates have to promise too."""
    promised = -1
    for index in range(len(path.certificates) - 1, -1, -1):
        one = path.certificates[index]
        if promised >= 0 and not one.must_staple:
            says = f"does not demand a stapled OCSP response, as {path.certificates[promised].name}"
            spot = Spot(one, index, BETWEEN if index else LEAF)
            yield spot.problem("must-staple:not-below", f"{says} does (RFC 7633, 4.2.2)", promised)
        elif one.must_staple:
            promised = index


def path_lengths(path: Path) -> Iterator[Problem]:
    """RFC 5280 section 4.2.1.9: CAs that are their own issuer do not count; some count them."""
    counted = 0
    last = len(path.certificates) - 1
    for below, one in enumerate(path.certificates[1:]):
        index = below + 1
        spot = Spot(one, index, ANCHOR if index == last and path.anchored else BETWEEN)
        if one.path_length is not None and counted > one.path_length:
            says = f"allows {one.path_length} CAs below it, there are {counted}"
            # GnuTLS reads the length as a number without a sign.
            code = "path-too-long" + (":negative" if one.path_length < 0 else "")
            yield spot.problem(code, says)
        elif one.path_length is not None and below > one.path_length:
            says = f"allows {one.path_length} CAs below it, there are {below}"
            says += ", counting those that are their own issuer"
            yield spot.problem("path-too-long:self-issued", says)
        counted += not one.self_issued
