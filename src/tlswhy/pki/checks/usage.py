"""What a key may be used for (RFC 5280 sections 4.2.1.3 and 4.2.1.12)."""

from __future__ import annotations

from collections.abc import Iterator

from tlswhy.pki import names, oids
from tlswhy.pki.checks.dates import APPLE_SINCE
from tlswhy.pki.checks.problem import LEAF, Problem, Spot

SIGNING_USAGES = frozenset({"digitalSignature", "keyEncipherment", "keyAgreement"})


def check(spot: Spot) -> Iterator[Problem]:
    yield from _extended(spot)
    if spot.place == LEAF:
        yield from _leaf(spot)


def _extended(spot: Spot) -> Iterator[Problem]:
    eku = spot.one.eku
    if eku is None:
        if spot.place == LEAF and spot.one.not_before >= APPLE_SINCE:
            says = "has no extended key usage, and was issued since 2019-07-01"
            yield spot.problem("no-extended-key-usage", says)
        return
    if not {oids.SERVER_AUTH, *oids.STEP_UP} & set(eku):
        usages = names.listed(oids.USAGES.get(oid, oid) for oid in eku) or "nothing"
        any_only = oids.ANY_USAGE in eku
        code = "wrong-eku:any-only" if any_only else "wrong-eku" if eku else "wrong-eku:empty"
        yield spot.problem(code, f"is for {usages}, not for serverAuth")


def _leaf(spot: Spot) -> Iterator[Problem]:
    usage = spot.one.key_usage
    if usage is None or "digitalSignature" in usage:
        return
    usages = names.listed(usage) or "nothing"
    if SIGNING_USAGES & set(usage):
        says = f"may be used for {usages}, not for digitalSignature, which TLS 1.3 needs"
        yield spot.problem("wrong-key-usage:no-digital-signature", says)
    else:
        says = f"may be used for {usages}, none of which serves TLS"
        yield spot.problem("wrong-key-usage", says)
