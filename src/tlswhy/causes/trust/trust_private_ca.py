"""The certificate comes from a private CA that this client does not trust.

## What happens
The chain ends at a root, or at an issuer, that is not in the client's trust store; the client ends
the handshake, usually with `unknown_ca` (48).
## Why
The organization has its own CA and this client was never told: every runtime looks in a store of
its own (Java's cacerts, Python's certifi, Node's built-in list), and containers have none of it.
Or the CA was renewed under the same name and the client still has the old one.
## How we tell
The path is whole up to a root that is in no store here; with that root trusted it passes.
## Fix
Put the root of the private CA where this very client looks.
"""

from __future__ import annotations

from collections.abc import Iterator

from tlswhy.model.case import Case, What
from tlswhy.model.diagnosis import Cause, Clue, Experiment, Party, Remedy, Step, Told, Verdict
from tlswhy.model.facts.certificate import CertificateProblem, ChainJudged, LeafSeen
from tlswhy.model.facts.context import TrustStore


def look(case: Case) -> Iterator[Clue]:
    hop = case.target_hop
    leaf, chain = case.last(LeafSeen, hop=hop), case.last(ChainJudged, hop=hop)
    if leaf is None or chain is None or chain.anchor:
        return
    store = case.last(TrustStore)
    rest = (leaf, chain, *([store] if store is not None else []))
    trial = case.trial(What.TRUST_ISSUER)
    for problem in case.all(CertificateProblem, hop=hop):
        if problem.kind == "untrusted-root":
            yield Clue(
                verdict=Verdict.CERTAIN,
                because=problem.says,
                evidence=(problem, *rest),
                confirmed_by=trial if trial is not None and trial.works else None,
            )
        elif problem.kind == "issuer-unknown":
            yield Clue(
                verdict=Verdict.CERTAIN if problem.issuer_in_trust else Verdict.LIKELY,
                because=problem.says,
                evidence=(problem, *rest),
            )
        elif problem.kind == "intermediate-missing" and not problem.issuer_in_public:
            # Only the leaf came: its issuer may be a root that nobody sends, or one in between.
            probable = not problem.aia and not chain.kin and not chain.in_between
            yield Clue(
                verdict=Verdict.LIKELY if probable else Verdict.POSSIBLE,
                because=problem.says,
                evidence=(problem, *rest),
            )


def ask(case: Case) -> Iterator[Experiment]:
    roots = [p for p in case.all(CertificateProblem) if p.kind == "untrusted-root"]
    if roots:
        yield Experiment.of(What.TRUST_ISSUER, "whether trust is all that is missing")


CAUSE = Cause(
    acts=Party.CLIENT,
    step=Step.CERTIFICATE,
    look=look,
    ask=ask,
    remedies=(Remedy.TRUST_CA,),
    references=("RFC 5280 section 6.1", "RFC 8446 section 6.2"),
    told=Told(
        says={
            "client-alert 40": 0.5,
            "client-alert 80": 0.6,
            "handshake-failed": 0.4,
            "verify issuer-unknown": 1.5,
            "verify issuer-missing": 1.1,
            "verify self-signed-in-chain": 1.2,
            "client-alert 48": 1.4,
            "client-alert 46": 1,
            "client-alert 42": 1.1,
            "verify failed": 0.7,
            "ca-file": 0.7,
            "verify distrusted": 0.2,
            "verify signature": 1.2,
            "client-alert 49": 0.4,
        },
        beside={
            "issuer private": 1.6,
            "host internal": 0.8,
            "role database": 0.5,
            "place kubernetes": 0.4,
            "changed ca": 0.7,
            "issuer interceptor": -1.5,
            "place corporate": -0.4,
            "works browser": -0.5,
            "works os-store": -0.8,
            "place inspected": -1.2,
            "issuer public": -1.2,
            "fails all-hosts": -1,
            "leg upstream": -0.5,
            "host public": -0.5,
            "side server": 0.5,
            "chain 1": -0.3,
            "works other-network": -1.2,
        },
        test="Verified against the internal CA's certificate it passes.",
    ),
)
