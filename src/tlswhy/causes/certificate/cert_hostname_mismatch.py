"""The certificate is for another name than the one asked for.

## What happens
The client reads a certificate that does not list the name it connects to, and ends the handshake.
## Why
The name is missing from the certificate, the server has another one for it and sent the wrong one,
the client connects by an alias, or DNS leads to somebody else's server.
## How we tell
No name in the certificate covers the one asked for. Asked for by a name that it lists, the same
server passes.
## Fix
Reissue the certificate with the name, or connect by a name that it lists.
"""

from __future__ import annotations

from collections.abc import Iterator

from tlswhy.model.case import Case, What
from tlswhy.model.diagnosis import Cause, Clue, Experiment, Party, Remedy, Step, Verdict
from tlswhy.model.facts.certificate import CertificateProblem, LeafSeen, MakerSeen


def look(case: Case) -> Iterator[Clue]:
    hop = case.target_hop
    leaf = case.last(LeafSeen, hop=hop)
    wrong = [p for p in case.all(CertificateProblem, hop=hop) if p.code == "hostname-mismatch"]
    if leaf is None or not wrong:
        return
    trial = case.trial(What.SNI_FROM_CERTIFICATE)
    # A filter's or an inspector's certificate has a reason of its own to be for another name.
    made = [m for m in case.all(MakerSeen, hop=hop) if m.role in ("filter", "interceptor")]
    yield Clue(
        verdict=Verdict.LIKELY if made else Verdict.CERTAIN,
        because=wrong[0].says,
        evidence=(wrong[0], leaf),
        confirmed_by=trial if trial is not None and trial.works else None,
    )


def ask(case: Case) -> Iterator[Experiment]:
    leaf = case.last(LeafSeen, hop=case.target_hop)
    listed = [name for name in leaf.names if "*" not in name] if leaf is not None else []
    for name in listed[:1]:
        yield Experiment.of(
            What.SNI_FROM_CERTIFICATE, "whether the name is all that is wrong", name
        )


CAUSE = Cause(
    acts=Party.SERVER,
    step=Step.CERTIFICATE,
    look=look,
    ask=ask,
    remedies=(Remedy.REISSUE_WITH_NAME, Remedy.CONNECT_BY_LISTED_NAME),
    references=("RFC 9525 section 6.3", "RFC 6125"),
)
