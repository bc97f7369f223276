"""The chain leads to a root, or a cross-signed certificate, that has expired.

## What happens
Old clients refuse the certificate as expired although server and issuer have renewed everything;
new clients and browsers find another way up and connect. Known days: DST Root CA X3 on 2021-09-30,
AddTrust on 2020-05-30.
## Why
A young root is vouched for by an old one, by a cross-signed certificate. When that or the old root
ends, clients need the young root in their own store: an old store lacks it, and old libraries
(OpenSSL 1.0.2, GnuTLS before 3.6.14) follow the way that was sent even if they have it.
## How we tell
Leaf and issuer are within their dates; what has expired stands further up, at the top or next to
it. Judged at a time within all dates the same chain passes.
## Fix
Update the client's store, and remove the expired root from it. The server can send the shorter
chain that ends at the young root.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from tlswhy.model.case import Case, What
from tlswhy.model.diagnosis import Cause, Clue, Experiment, Party, Remedy, Step, Told, Verdict
from tlswhy.model.facts.certificate import CertificateProblem, ChainJudged, LeafSeen

ISSUER = 1  # the certificate that signed the leaf


def look(case: Case) -> Iterator[Clue]:
    hop = case.target_hop
    leaf, chain = case.last(LeafSeen, hop=hop), case.last(ChainJudged, hop=hop)
    expired = [p for p in case.all(CertificateProblem, hop=hop) if p.kind == "expired"]
    if leaf is None or chain is None or not expired:
        return
    roots = [p for p in expired if _is_root(p, chain)]
    if any(p.index <= ISSUER and p not in roots for p in expired):
        return
    found = (roots or expired)[0]
    trial = case.trial(What.CLOCK)
    yield Clue(
        verdict=Verdict.CERTAIN if roots else Verdict.LIKELY,
        because=f"{found.says}; the server's own certificate and its issuer are within their dates",
        evidence=(found, leaf, chain),
        confirmed_by=trial if trial is not None and trial.works else None,
    )


def ask(case: Case) -> Iterator[Experiment]:
    """The last hour in which every certificate of the path was valid."""
    chain = case.last(ChainJudged, hop=case.target_hop)
    if chain is not None and chain.valid_to is not None:
        then = chain.valid_to - timedelta(hours=1)
        yield Experiment.of(
            What.CLOCK, "whether the dates are all that is wrong with the chain", then.isoformat()
        )


def _is_root(problem: CertificateProblem, chain: ChainJudged) -> bool:
    """Whether it is the certificate at the top, and that is its own issuer."""
    its_own = problem.index > 0 and chain.top == chain.top_issuer
    return its_own and f"CN={problem.subject}," in f"{chain.top},"


CAUSE = Cause(
    acts=Party.CLIENT,
    step=Step.CERTIFICATE,
    look=look,
    ask=ask,
    remedies=(Remedy.UPDATE_TRUST_STORE, Remedy.SERVE_SHORTER_CHAIN),
    references=("RFC 5280 section 6.1", "RFC 4158 section 2.4"),
    narrows=("cert-expired",),
    told=Told(
        says={"verify expired": 0.8},
        beside={"depth 2": 1.6, "depth 3": 2.2, "place cross-sign": 3.5, "depth 1": 0.3},
        test="With only the newer root trusted, or trusted-first, it verifies.",
    ),
)
