"""The server does not answer on TCP.

## What happens
The first packet of TCP is sent again and again, and nothing comes back until the time is over.
## Why
A firewall drops it, the address is not in use, there is no route, IPv6 is broken while IPv4
works, or this network lets connections out only through a proxy.
## How we tell
No address of the name answered the connection request, not even with a refusal.
## Fix
Open the way in the firewall, correct the address, or use the proxy that the network demands.
"""

from __future__ import annotations

from collections.abc import Iterator

from tlswhy.model.case import Case
from tlswhy.model.diagnosis import Cause, Clue, Party, Remedy, Step, Verdict
from tlswhy.model.facts.context import ProxyChosen
from tlswhy.model.facts.network import Connected, NotConnected

SAYS = {"unanswered": "did not answer in {0:g} s", "unreachable": "cannot be reached from here"}


def look(case: Case) -> Iterator[Clue]:
    failed = case.all(NotConnected)
    lost = [f for f in failed if f.how in SAYS]
    if case.last(Connected) is not None or case.last(ProxyChosen) is not None or not lost:
        return
    unanswered = [f for f in lost if f.how == "unanswered"]
    refused = [f for f in failed if f.how == "refused"]
    if refused and not unanswered:
        return
    yield Clue(
        verdict=Verdict.LIKELY if refused else Verdict.CERTAIN,
        because="; ".join(f"{f.address} {SAYS[f.how].format(f.after / 1000)}" for f in lost),
        evidence=tuple(failed),
    )


CAUSE = Cause(
    acts=Party.NETWORK,
    step=Step.TCP,
    look=look,
    remedies=(Remedy.OPEN_FIREWALL, Remedy.USE_RIGHT_PORT),
    references=("RFC 9293 section 3.8.3", "RFC 8305"),
)
