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

from tlswhy.model.case import Case, Trial, What
from tlswhy.model.diagnosis import Cause, Clue, Experiment, Leg, Party, Remedy, Step, Verdict
from tlswhy.model.facts.certificate import ChainJudged, LeafSeen, MakerSeen
from tlswhy.model.facts.context import Clock, ProxyChosen

NOBODY = "tlswhy-nobody.invalid"  # RFC 6761 section 6.4: no CA issues for it
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
)
