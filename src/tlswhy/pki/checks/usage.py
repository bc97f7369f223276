"""What a key may be used for (RFC 5280 sections 4.2.1.3 and 4.2.1.12)."""

from __future__ import annotations

from collections.abc import Iterator

from tlswhy.pki import names, oids
from tlswhy.pki.checks.dates import APPLE_SINCE
from tlswhy.pki.checks.problem import LEAF, Problem, Spot

NETSCAPE_STEP_UP = "2.16.840.1.113730.4.1"
SIGNING_USAGES = frozenset({"digitalSignature", "keyEncipherment", "keyAgreement"})


def check(spot: Spot, *, alone: bool = False) -> Iterator[Problem]:
    """alone: no other certificate is on the path, if this is the leaf."""
    yield from _extended(spot)
    if spot.place == LEAF:
        yield from _leaf(spot, alone=alone)


def _extended(spot: Spot) -> Iterator[Problem]:
    eku = spot.one.eku
    if eku is None:
        if spot.place == LEAF and spot.one.not_before >= APPLE_SINCE:
            says = "has no extended key usage, and was issued since 2019-07-01"
            yield spot.problem("no-extended-key-usage", says)
        return
    if oids.STEP_UP & set(eku) and not {oids.SERVER_AUTH, oids.ANY_USAGE} & set(eku):
        says = "is for server-gated cryptography, which old clients took for serverAuth"
        # GnuTLS still does, of CA certificates and in Netscape's form (_gnutls_check_key_purpose).
        taken = spot.one.is_ca and NETSCAPE_STEP_UP in eku
        yield spot.problem("wrong-eku:step-up-ca" if taken else "wrong-eku:step-up", says)
    elif not {oids.SERVER_AUTH, *oids.STEP_UP} & set(eku):
        usages = names.listed(oids.USAGES.get(oid, oid) for oid in eku) or "nothing"
        any_only = oids.ANY_USAGE in eku
        code = "wrong-eku:any-only" if any_only else "wrong-eku" if eku else "wrong-eku:empty"
        yield spot.problem(code, f"is for {usages}, not for serverAuth")


def _leaf(spot: Spot, *, alone: bool) -> Iterator[Problem]:
    usage = spot.one.key_usage
    if usage is None or "digitalSignature" in usage:
        return
    usages = names.listed(usage) or "nothing"
    if SIGNING_USAGES & set(usage):
        says = f"may be used for {usages}, not for digitalSignature, which TLS 1.3 needs"
        yield spot.problem("wrong-key-usage:no-digital-signature", says)
    else:
        says = f"may be used for {usages}, none of which serves TLS"
        # No usage at all is malformed for OpenSSL, which matters only if it needs an issuer.
        code = "wrong-key-usage:alone" if alone and not usage else "wrong-key-usage"
        yield spot.problem(code, says)
