"""The client's trust store lacks a root that public stores have.

## What happens
Some public sites fail and others do not: "unable to get local issuer certificate" for a chain that
every browser takes. Often it began when the site changed its CA, or the CA its root.
## Why
The store is old: a device that gets no updates, an old Java, a bundle that was copied into an image
or a program years ago. Or it was cut down on purpose, to the few CAs that somebody knew of.
## How we tell
The path is whole, and the root that signed its last certificate is in Mozilla's store of today and
not in this client's.
## Fix
Update the client's roots (`ca-certificates`, the runtime, the bundle). Where the client cannot be
updated, the server can send a chain that an older root has signed as well.
"""

from __future__ import annotations

from collections.abc import Iterator

from tlswhy.model.case import Case
from tlswhy.model.diagnosis import Cause, Clue, Party, Remedy, Step, Told, Verdict
from tlswhy.model.facts.certificate import CertificateProblem, ChainJudged
from tlswhy.model.facts.context import TrustStore


def look(case: Case) -> Iterator[Clue]:
    hop, store = case.target_hop, case.last(TrustStore)
    chain = case.last(ChainJudged, hop=hop)
    if chain is None or chain.anchor:
        return
    for problem in case.all(CertificateProblem, hop=hop):
        if problem.issuer_is_public:
            yield Clue(
                verdict=Verdict.CERTAIN,
                because=problem.says,
                evidence=(problem, chain, *([store] if store is not None else [])),
            )


CAUSE = Cause(
    acts=Party.CLIENT,
    step=Step.CERTIFICATE,
    look=look,
    remedies=(Remedy.UPDATE_TRUST_STORE, Remedy.TRUST_CA),
    references=("RFC 5280 section 6.1.1", "Debian, ca-certificates"),
    narrows=("trust-private-ca", "chain-intermediate-missing"),
    told=Told(
        says={
            "verify issuer-unknown": 0.6,
            "verify issuer-missing": 0.5,
            "verify failed": 0.1,
            "verify distrusted": 0.2,
        },
        beside={
            "place old-system": 2,
            "issuer public": 0.8,
            "works newer-version": 1,
            "program android": 0.3,
            "fails some-hosts": 0.5,
            "fails one-client": 1,
            "works after-browser": 2,
        },
        test="The public chain verifies with today's bundle and not with the local one.",
    ),
)
