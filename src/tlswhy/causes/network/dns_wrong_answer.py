"""DNS gives no address for the name, or one where the server cannot be.

## What happens
The name cannot be resolved, or it leads to an address such as 0.0.0.0 or 127.0.0.1, so that the
connection fails or ends at somebody else's server.
## Why
A typing mistake, a zone that lacks the record, another view of the zone inside and outside, a
name server that is down, or a filter that answers with a sinkhole address.
## How we tell
The resolver's own answer: no such name, no address, a failure, silence, or an address that no
public server can have.
## Fix
Correct the name or the record; take the name off the filter's list; repair the name server.
"""

from __future__ import annotations

from collections.abc import Iterator
from ipaddress import ip_address

from tlswhy.model.case import Case
from tlswhy.model.diagnosis import Cause, Clue, Party, Remedy, Step, Verdict
from tlswhy.model.facts.context import ProxyChosen
from tlswhy.model.facts.network import Connected, NotResolved, Resolved

SAYS = {
    "nxdomain": "{0} does not exist",
    "no-data": "{0} exists and has no address",
    "servfail": "the name server failed on {0}",
    "no-answer": "no name server answered for {0}",
    "failed": "{0} could not be resolved",
}


def look(case: Case) -> Iterator[Clue]:
    if case.last(ProxyChosen) is not None:
        return
    for lost in case.all(NotResolved):
        detail = f" ({lost.detail})" if lost.detail else ""
        yield Clue(
            verdict=Verdict.CERTAIN,
            because=SAYS.get(lost.how, SAYS["failed"]).format(lost.name) + detail,
            evidence=(lost,),
            acts=Party.CLIENT if lost.how == "nxdomain" else Party.DNS,
        )
    found = case.last(Resolved)
    if found is not None and _is_sinkhole(found):
        nothing_there = case.last(Connected) is None
        yield Clue(
            verdict=Verdict.CERTAIN if nothing_there else Verdict.LIKELY,
            because=f"{found.name} resolves to {', '.join(found.addresses)}, this machine itself",
            evidence=(found,),
        )


def _is_sinkhole(found: Resolved) -> bool:
    """Only unusable addresses, for a name that is not about this machine."""
    name = found.name.rstrip(".").lower()
    local = "." not in name or name.endswith((".localhost", ".localdomain", ".local", ".internal"))
    addresses = [ip_address(address.partition("%")[0]) for address in found.addresses]
    return not local and all(a.is_loopback or a.is_unspecified for a in addresses)


CAUSE = Cause(
    acts=Party.DNS,
    step=Step.DNS,
    look=look,
    remedies=(Remedy.FIX_DNS,),
    references=("RFC 1035", "RFC 8499"),
    narrows=("tcp-refused", "tcp-timeout"),
)
