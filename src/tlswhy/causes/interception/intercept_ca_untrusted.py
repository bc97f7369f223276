"""Something in between decrypts the traffic, and its CA is not trusted here.

## What happens
The certificate is not the server's own: a proxy, firewall or antivirus made it on the fly with a CA
of its own, and this client does not know that CA. On another network the same client works.
## Why
TLS inspection is on for this traffic, and the inspecting CA was distributed to some stores (the
system's, the browser's) and not to the one that this program reads.
## How we tell
The issuer is a known inspecting product; or the certificate differs from the one seen without the
proxy; or a certificate was made at once for a name that nobody can have one for.
## Fix
Add the inspecting CA to the store of this very program, or exempt the host from inspection.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from tlswhy.model.case import NOBODY, Case, Trial, What
from tlswhy.model.diagnosis import Cause, Clue, Experiment, Leg, Party, Remedy, Step, Told, Verdict
from tlswhy.model.facts.certificate import ChainJudged, LeafSeen, MakerSeen
from tlswhy.model.facts.context import Clock, ProxyChosen

FRESH = timedelta(days=2)  # forged certificates begin today, or a day back for slow clocks


def look(case: Case) -> Iterator[Clue]:
    hop = case.target_hop
    leaf, chain = case.last(LeafSeen, hop=hop), case.last(ChainJudged, hop=hop)
    if leaf is None or chain is None or chain.anchor:
        return
    makers = [m for m in case.all(MakerSeen, hop=hop) if m.role == "interceptor"]
    if makers:
        yield Clue(
            verdict=Verdict.CERTAIN,
            because=f"the certificate was issued by {leaf.issuer}: {makers[0].product}",
            evidence=(makers[0], leaf, chain),
        )
        return
    proxy, forged = case.last(ProxyChosen), _forged(case.trial(What.SNI_OTHER))
    direct = case.trial(What.DIRECT)
    without = direct.case.last(LeafSeen) if direct is not None else None
    if forged is not None:
        cured = direct is not None and direct.works
        yield Clue(
            verdict=Verdict.CERTAIN,
            because=(
                f"the certificate was issued by {leaf.issuer}, which made one for the impossible "
                f"name {NOBODY} at once"
            ),
            evidence=(leaf, chain),
            confirmed_by=direct if cured else forged,
        )
    elif proxy is None:
        return
    elif without is not None:
        other = without.issuer != leaf.issuer
        yield Clue(
            verdict=Verdict.CERTAIN if other else Verdict.EXCLUDED,
            because=(
                f"through {proxy.url} the certificate was issued by {leaf.issuer}, "
                f"without it by {without.issuer}"
            ),
            evidence=(leaf, chain, proxy),
            confirmed_by=direct if other else None,
        )
    else:
        yield Clue(
            verdict=Verdict.LIKELY if _fresh(case, leaf) else Verdict.POSSIBLE,
            because=(
                f"through {proxy.url} came a certificate of {leaf.issuer}, which is in no store, "
                f"valid since {leaf.not_before:%Y-%m-%d}"
            ),
            evidence=(leaf, chain, proxy),
        )


def ask(case: Case) -> Iterator[Experiment]:
    if case.last(ProxyChosen) is not None:
        yield Experiment.of(What.DIRECT, "whether the certificate is another without the proxy")
    yield Experiment.of(What.SNI_OTHER, "whether a certificate is forged for any name", NOBODY)


def note(case: Case) -> Iterator[str]:
    """Decrypted on the way, with a CA that this client was told to trust."""
    hop = case.target_hop
    chain = case.last(ChainJudged, hop=hop)
    makers = [m for m in case.all(MakerSeen, hop=hop) if m.role == "interceptor"]
    if makers and chain is not None:
        yield (
            f"the connection is decrypted on the way by {makers[0].product}, whose CA is trusted "
            f"here: {chain.anchor}"
        )


def _forged(trial: Trial | None) -> Trial | None:
    leaf = trial.case.last(LeafSeen) if trial is not None else None
    return trial if leaf is not None and NOBODY in leaf.names else None


def _fresh(case: Case, leaf: LeafSeen) -> bool:
    clock = case.last(Clock)
    return clock is not None and clock.now - leaf.not_before < FRESH


CAUSE = Cause(
    acts=Party.CLIENT,
    step=Step.CERTIFICATE,
    leg=Leg.CLIENT_PROXY,
    look=look,
    ask=ask,
    note=note,
    remedies=(Remedy.TRUST_CA, Remedy.EXEMPT_FROM_INSPECTION),
    references=("RFC 8446 section 9.3",),
    narrows=("trust-private-ca", "trust-self-signed", "chain-intermediate-missing"),
    told=Told(
        says={
            "client-alert 80": 0.3,
            "handshake-failed": 0.3,
            "verify self-signed-in-chain": 1.9,
            "verify issuer-unknown": 0.9,
            "verify issuer-missing": 0.8,
            "client-alert 46": 0.9,
            "client-alert 48": 0.8,
            "client-alert 42": 0.5,
            "verify failed": 0.5,
        },
        beside={
            "issuer interceptor": 2.5,
            "place inspected": 2,
            "works other-network": 1.6,
            "place corporate": 1.1,
            "proxy-set": 0.7,
            "host public": 0.4,
            "place antivirus": 1.2,
            "works os-store": -0.3,
            "issuer private": -0.3,
            "host internal": -0.8,
            "role database": -0.8,
            "role mesh": -1,
            "role intercepting": 1.5,
            "place kubernetes": -0.2,
            "fails all-hosts": 0.5,
            "leg upstream": -2,
        },
        test=(
            "The issuer differs between networks; with the inspecting proxy's root added to "
            "this very tool it passes."
        ),
    ),
)
