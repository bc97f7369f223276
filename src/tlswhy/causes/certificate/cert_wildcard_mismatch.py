"""A wildcard in the certificate does not reach as far as the name.

## What happens
The certificate has `*.a.example`, the client asks for `x.y.a.example` or for `a.example` itself,
and refuses it.
## Why
A wildcard stands for exactly one label, and only for the leftmost one.
## How we tell
A wildcard name of the certificate ends like the name asked for, with another number of labels.
## Fix
Reissue the certificate with the name itself, or with a wildcard one level further down.
"""

from __future__ import annotations

from collections.abc import Iterator

from tlswhy.causes.certificate import wrong_name
from tlswhy.model.case import Case, What
from tlswhy.model.diagnosis import Cause, Clue, Experiment, Party, Remedy, Step, Told
from tlswhy.model.facts.certificate import LeafSeen


def look(case: Case) -> Iterator[Clue]:
    yield from wrong_name(case, "wildcard-mismatch")


def ask(case: Case) -> Iterator[Experiment]:
    """A name one level up, which the wildcard covers."""
    leaf = case.last(LeafSeen, hop=case.target_hop)
    wild = [name for name in leaf.names if name.startswith("*.")] if leaf is not None else []
    for name in wild[:1]:
        covered = f"www{name[1:]}"
        yield Experiment.of(
            What.SNI_FROM_CERTIFICATE, "whether a name one level up passes", covered
        )


CAUSE = Cause(
    acts=Party.SERVER,
    step=Step.CERTIFICATE,
    look=look,
    ask=ask,
    remedies=(Remedy.REISSUE_WITH_NAME, Remedy.CONNECT_BY_LISTED_NAME),
    references=("RFC 9525 section 6.3",),
    told=Told(
        says={"verify name": 0.8},
        beside={"place wildcard": 3},
        test="A name one level up passes; another TLS library disagrees.",
    ),
)
