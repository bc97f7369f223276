"""The chain ends at a root that programs stop trusting.

## What happens
One client takes the certificate and another refuses it, or all take it until a known day: a
browser says `ERR_CERT_AUTHORITY_INVALID`, Java that a certificate was issued after its CA lost
trust, and a container that was built anew no longer finds the issuer.
## Why
Root programs take roots out, for what a CA did or because a key has become old, and each program
on a day of its own. Some refuse only what is issued later. Roots also simply expire.
## How we tell
The root is one that is known to leave, and the day is past, or comes before the certificate ends,
or the certificate was issued after it. Where the path ends without an anchor, the issuer that it
names is one that has left.
## Fix
Get a certificate below another root, most CAs have a newer one; sometimes it is enough to serve
another intermediate. To trust the old root by hand is a stop-gap for clients of one's own.
"""

from __future__ import annotations

from collections.abc import Iterator

from tlswhy.model.case import Case
from tlswhy.model.diagnosis import Cause, Clue, Party, Remedy, Step, Told, Verdict
from tlswhy.model.facts.certificate import ChainJudged, LeafSeen
from tlswhy.model.facts.context import Clock
from tlswhy.pki.calendar import Day, Ends, days_of


def look(case: Case) -> Iterator[Clue]:
    hop, clock = case.target_hop, case.last(Clock)
    leaf, chain = case.last(LeafSeen, hop=hop), case.last(ChainJudged, hop=hop)
    if leaf is None or chain is None or clock is None:
        return
    root = chain.anchor or chain.top_issuer
    if not chain.anchor:
        told = [_gone(day) for day in days_of(root) if _is_gone(day, clock)]
    elif case.works:
        told = [says for day in days_of(root) if (says := _risk(day, leaf, clock))]
    else:
        told = []
    if told:
        yield Clue(
            verdict=Verdict.CERTAIN,
            because=f"the chain ends at {root}: {'; '.join(told)}",
            evidence=(chain, leaf, clock),
            risk=case.works,
        )


def _is_gone(day: Day, clock: Clock) -> bool:
    return day.ends is Ends.LEAVES and clock.now >= day.on


def _gone(day: Day) -> str:
    return f"{day.whose} no longer trust it since {day.on:%Y-%m-%d} ({day.source})"


def _risk(day: Day, leaf: LeafSeen, clock: Clock) -> str:
    """What one day means for a certificate that works here; empty when nothing."""
    if day.ends is Ends.ISSUED:
        if leaf.not_before < day.on:
            return ""
        return f"{day.whose} refuse what is issued since {day.on:%Y-%m-%d} ({day.source})"
    if _is_gone(day, clock):
        return _gone(day)
    if leaf.not_after < day.on:
        return ""  # it is renewed before that
    what = "it expires" if day.ends is Ends.EXPIRES else f"{day.whose} drop it"
    return f"{what} on {day.on:%Y-%m-%d}, and the certificate is valid for longer ({day.source})"


CAUSE = Cause(
    acts=Party.SERVER,
    step=Step.CERTIFICATE,
    look=look,
    remedies=(Remedy.GET_TRUSTED_CERTIFICATE, Remedy.TRUST_CA),
    references=("Mozilla Root Store Policy section 7.4", "Chrome Root Program Policy"),
    narrows=("trust-private-ca", "chain-intermediate-missing"),
    after_handshake=True,
    told=Told(
        says={"verify distrusted": 3.4},
        beside={"place distrusted": 2},
        test="An older bundle passes and a current one fails; the root is on a removal list.",
    ),
)
