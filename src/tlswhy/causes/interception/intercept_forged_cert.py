"""Something in between decrypts, and the certificate it makes is faulty.

## What happens
The certificate was made on the way, and clients refuse it even where they trust the CA of the
inspecting product: the name is another, it is signed with SHA-1, its CA has expired. Strict clients
notice first, often after an update of the product or of the client.
## Why
The product forges badly or with an old CA, or it was not told the name: a transparent proxy, or a
CONNECT by address, leaves it the address only.
## How we tell
The maker of the certificate is a known inspecting product, or the certificate is another one
without the proxy; and what is wrong with it is not trust. What is as wrong without the proxy is the
server's own fault, handed on.
## Fix
Update the inspecting product or give it a new CA; let clients name the host when they ask for the
tunnel; or exempt the host from inspection.
"""

from __future__ import annotations

from collections.abc import Iterator

from tlswhy.model.case import Case, Trial, What
from tlswhy.model.diagnosis import Cause, Clue, Experiment, Leg, Party, Remedy, Step, Told, Verdict
from tlswhy.model.facts.certificate import CertificateProblem, ChainJudged, LeafSeen, MakerSeen
from tlswhy.model.facts.context import ProxyChosen

TRUST = (
    *("untrusted-root", "issuer-unknown", "intermediate-missing", "self-signed-leaf"),
    "partial-anchor",
)
# What interceptors copy from the server's certificate; all else is their own choice.
COPIED = (
    *("hostname-mismatch", "wildcard-mismatch", "ip-not-in-san", "no-san"),
    *("expired", "not-yet-valid"),
)


def look(case: Case) -> Iterator[Clue]:
    hop = case.target_hop
    leaf, makers = case.last(LeafSeen, hop=hop), _makers(case)
    trial, without = _direct(case)
    if leaf is None:
        return
    differs = without is not None and without.issuer != leaf.issuer
    for problem in _faults(case):
        verdict = Verdict.CERTAIN
        if differs and without is not None:
            if trial is not None and problem.kind in {p.kind for p in _faults(trial.case)}:
                continue
            because = f"{problem.says}; without the proxy it was issued by {without.issuer}"
        elif makers:
            if problem.index == 0 and problem.kind in COPIED:
                verdict = Verdict.LIKELY
            because = f"{makers[0].says}; {problem.says}"
        elif trial is None and _may_be_forged(case):
            verdict = Verdict.POSSIBLE
            because = f"the certificate came through a proxy, of {leaf.issuer}; {problem.says}"
        else:
            continue
        yield Clue(
            verdict=verdict,
            because=because,
            evidence=(problem, leaf, *makers[:1]),
            confirmed_by=trial if differs else None,
        )


def ask(case: Case) -> Iterator[Experiment]:
    if case.last(ProxyChosen) is not None:
        yield Experiment.of(What.DIRECT, "whether the certificate is another without the proxy")


def _faults(case: Case) -> list[CertificateProblem]:
    """What no trust would cure."""
    problems = case.all(CertificateProblem, hop=case.target_hop)
    return [p for p in problems if p.fatal and p.kind not in TRUST]


def _makers(case: Case) -> list[MakerSeen]:
    return [m for m in case.all(MakerSeen, hop=case.target_hop) if m.role == "interceptor"]


def _direct(case: Case) -> tuple[Trial | None, LeafSeen | None]:
    """The trial without the proxy, and the certificate seen in it."""
    trial = case.trial(What.DIRECT)
    if trial is None:
        return None, None
    return trial, trial.case.last(LeafSeen, hop=trial.case.target_hop)


def _may_be_forged(case: Case) -> bool:
    """Through a proxy, and by no public CA: none of those would make one for an interceptor."""
    chain = case.last(ChainJudged, hop=case.target_hop)
    return case.last(ProxyChosen) is not None and chain is not None and not chain.public


CAUSE = Cause(
    acts=Party.MIDDLEBOX,
    step=Step.CERTIFICATE,
    leg=Leg.CLIENT_PROXY,
    look=look,
    ask=ask,
    remedies=(Remedy.FIX_INTERCEPTOR, Remedy.EXEMPT_FROM_INSPECTION),
    references=("RFC 5280 section 6.1", "RFC 8446 section 9.3"),
    narrows=(
        *("cert-hostname-mismatch", "cert-wildcard-mismatch", "cert-ip-san-missing"),
        *("cert-expired", "cert-not-yet-valid", "cert-weak-crypto", "cert-wrong-usage"),
        *("cert-strict-noncompliant", "cert-lifetime-too-long"),
    ),
    told=Told(
        says={
            "verify strict": 0.5,
            "verify weak": 0.3,
            "verify name": 0.2,
            "verify issuer-missing": 0.3,
            "client-alert 47": 0.8,
            "verify purpose": 0.2,
            "verify signature": 0.9,
            "bad-record": 0.4,
            "client-alert 20": 0.4,
            "client-alert 50": 0.6,
        },
        beside={
            "issuer interceptor": 1.6,
            "place inspected": 1.2,
            "place antivirus": 2.2,
            "changed inspector": 2,
            "works inspection-off": 1.5,
        },
        test=(
            "Compare the original certificate with the forged one; with the inspection paused "
            "it passes."
        ),
    ),
)
