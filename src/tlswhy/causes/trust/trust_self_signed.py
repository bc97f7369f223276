"""The server's certificate is self-signed and not trusted.

## What happens
The client reads one certificate that was signed by its own key, finds it in no store and ends the
handshake, usually with `unknown_ca` (48).
## Why
A default or test certificate was left in place, or one was made by hand and never distributed.
## How we tell
Issuer and subject are the same, its own key signed it, and it is not in the trust store. Trusted
exactly, the handshake passes.
## Fix
Get a certificate from a CA that the clients trust, or distribute this one to them.
"""

from __future__ import annotations

from collections.abc import Iterator

from tlswhy.model.case import Case, What
from tlswhy.model.diagnosis import Cause, Clue, Experiment, Party, Remedy, Step, Told, Verdict
from tlswhy.model.facts.certificate import CertificateProblem, LeafSeen
from tlswhy.model.facts.context import TrustStore


def look(case: Case) -> Iterator[Clue]:
    hop = case.target_hop
    leaf, store = case.last(LeafSeen, hop=hop), case.last(TrustStore)
    found = [p for p in case.all(CertificateProblem, hop=hop) if p.kind == "self-signed-leaf"]
    if leaf is None or not found:
        return
    trial = case.trial(What.TRUST_ISSUER)
    yield Clue(
        verdict=Verdict.CERTAIN,
        because=found[0].says,
        evidence=(found[0], leaf, *([store] if store is not None else [])),
        confirmed_by=trial if trial is not None and trial.works else None,
    )


def ask(_: Case) -> Iterator[Experiment]:
    yield Experiment.of(What.TRUST_ISSUER, "whether trust is all that is missing")


CAUSE = Cause(
    acts=Party.SERVER,
    step=Step.CERTIFICATE,
    look=look,
    ask=ask,
    remedies=(Remedy.GET_TRUSTED_CERTIFICATE, Remedy.TRUST_CA),
    references=("RFC 5280 section 6.1", "RFC 8446 section 6.2"),
    told=Told(
        says={
            "verify self-signed": 2.8,
            "client-alert 48": 0.5,
            "client-alert 46": 0.3,
            "client-alert 42": 0.4,
            "verify issuer-unknown": 0.4,
            "verify failed": 0.2,
            "verify issuer-missing": 0.2,
        },
        beside={
            "default-cert": -0.7,
            "issuer interceptor": -1.5,
            "place self-signed": 1.5,
            "leg upstream": -0.5,
            "place captive": -1.5,
        },
        test=(
            "Issuer and subject of the only certificate are the same; trusting exactly this "
            "one passes."
        ),
    ),
)
