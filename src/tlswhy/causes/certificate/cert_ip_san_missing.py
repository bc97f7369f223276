"""The server was asked for by its address, and the certificate lists names only.

## What happens
The client connects to an IP address and finds no such address in the certificate.
## Why
Certificates are made for names. An address counts only if it stands in the subjectAltName as an
address; as a DNS name or in the common name it does not.
## How we tell
The target is an IP address and none of the certificate's addresses is that one. Asked for by a name
that the certificate lists, the same server passes.
## Fix
Connect by a name that is listed, or reissue the certificate with `IP:` in its subjectAltName.
"""

from __future__ import annotations

from collections.abc import Iterator

from tlswhy.model.case import Case, What
from tlswhy.model.diagnosis import Cause, Clue, Experiment, Party, Remedy, Step, Verdict
from tlswhy.model.facts.certificate import CertificateProblem, LeafSeen


def look(case: Case) -> Iterator[Clue]:
    hop = case.target_hop
    leaf = case.last(LeafSeen, hop=hop)
    found = [p for p in case.all(CertificateProblem, hop=hop) if p.code == "ip-not-in-san"]
    if leaf is None or not found:
        return
    trial = case.trial(What.SNI_FROM_CERTIFICATE)
    yield Clue(
        verdict=Verdict.CERTAIN,
        because=found[0].says,
        evidence=(found[0], leaf),
        confirmed_by=trial if trial is not None and trial.works else None,
    )


def ask(case: Case) -> Iterator[Experiment]:
    leaf = case.last(LeafSeen, hop=case.target_hop)
    listed = [name for name in leaf.names if "*" not in name] if leaf is not None else []
    for name in listed[:1]:
        yield Experiment.of(
            What.SNI_FROM_CERTIFICATE, "whether the address is all that is wrong", name
        )


CAUSE = Cause(
    acts=Party.SERVER,
    step=Step.CERTIFICATE,
    look=look,
    ask=ask,
    remedies=(Remedy.CONNECT_BY_LISTED_NAME, Remedy.REISSUE_WITH_NAME),
    references=("RFC 9525 section 6.5", "RFC 5280 section 4.2.1.6"),
)
