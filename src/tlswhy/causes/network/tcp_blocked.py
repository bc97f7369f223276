"""A firewall says that the connection is prohibited.

## What happens
The connection fails at once, with `administratively prohibited`, `No route to host` from a reject
rule, or a reset that a firewall sent in the server's name.
## Why
A rule on the way forbids this port, this source or this destination.
## How we tell
An ICMP message says so, or the program that got it does.
## Fix
Have the rule changed for this source, destination and port.
"""

from __future__ import annotations

from collections.abc import Iterator

from tlswhy.model.case import Case
from tlswhy.model.diagnosis import Cause, Clue, Party, Remedy, Step, Told, Verdict
from tlswhy.model.facts.network import Connected, NotConnected
from tlswhy.model.facts.passive import IcmpSeen


def look(case: Case) -> Iterator[Clue]:
    refused = case.last(NotConnected)
    if refused is None or case.last(Connected) is not None:
        return
    for said in case.all(IcmpSeen):
        if said.prohibits:
            yield Clue(verdict=Verdict.CERTAIN, because=said.says, evidence=(said, refused))
            return


CAUSE = Cause(
    acts=Party.NETWORK,
    step=Step.TCP,
    look=look,
    remedies=(Remedy.OPEN_FIREWALL,),
    narrows=("tcp-timeout", "tcp-refused"),
    references=(
        "RFC 792",
        "RFC 1812 section 5.2.7.1",
        "RFC 4443 section 3.1",
    ),
    told=Told(
        says={"blocked": 3.4, "unreachable": 0.5},
        test="Another port, or another source, passes.",
    ),
)
