"""A CA of the chain is not allowed to issue for this name.

## What happens
The client refuses the certificate: "permitted subtree violation", "excluded subtree violation",
"CA is not authorized to sign for this name". Name, dates and trust are in order.
## Why
The CA was limited to some domains or addresses when it was made (nameConstraints), and the
certificate is for another one: a private CA for `corp.example` that signs for `corp.test`.
## How we tell
A name in the certificate lies outside what a CA above it permits, or within what that excludes.
## Fix
Have the certificate issued by a CA that may, or have the CA made anew with the name permitted.
"""

from __future__ import annotations

from collections.abc import Iterator

from tlswhy.model.case import Case
from tlswhy.model.diagnosis import Cause, Clue, Party, Remedy, Step, Told, Verdict
from tlswhy.model.facts.certificate import CertificateProblem, LeafSeen


def look(case: Case) -> Iterator[Clue]:
    hop = case.target_hop
    leaf = case.last(LeafSeen, hop=hop)
    problems = case.all(CertificateProblem, hop=hop)
    # Odd constraints that this client lets pass are problems of that kind as well.
    found = [p for p in problems if p.fatal and p.kind == "name-constraint"]
    if leaf is not None and found:
        yield Clue(verdict=Verdict.CERTAIN, because=found[0].says, evidence=(found[0], leaf))


CAUSE = Cause(
    acts=Party.CA,
    step=Step.CERTIFICATE,
    look=look,
    remedies=(Remedy.ISSUE_WITHIN_CONSTRAINTS,),
    references=("RFC 5280 sections 4.2.1.10 and 6.1.3",),
    told=Told(
        says={"verify name-constraints": 4, "client-verify name-constraints": 3.2},
        test="Test the name against the permitted and excluded subtrees of each CA.",
    ),
)
