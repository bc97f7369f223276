"""Nothing listens on the port, or a firewall says so.

## What happens
The first packet of TCP is answered with a reset: "Connection refused". No byte of TLS is sent.
## Why
The service is down, listens on another port or only on localhost, a container's port is not
published, or a firewall rejects.
## How we tell
Every address of the name answered the connection request with a reset. Where another address of
the name works, clients that try only one address still fail now and then, or wait.
## Fix
Start the service or correct its address and port (`ss -ltnp` on the server lists what listens).
"""

from __future__ import annotations

from collections.abc import Iterator

from tlswhy.causes.network import one_of_several
from tlswhy.model.case import Case
from tlswhy.model.diagnosis import Cause, Clue, Party, Remedy, Step, Told, Verdict
from tlswhy.model.facts.context import ProxyChosen
from tlswhy.model.facts.network import Connected, NotConnected


def look(case: Case) -> Iterator[Clue]:
    one = one_of_several(case, "refused")
    if one is not None:
        failed_one, works = one
        yield Clue(
            verdict=Verdict.LIKELY,
            because=f"{failed_one.address} refuses connections, {works.address} works",
            evidence=one,
            risk=True,
        )
    failed = case.all(NotConnected)
    refused = [f for f in failed if f.how == "refused"]
    if case.last(Connected) is not None or case.last(ProxyChosen) is not None or not refused:
        return
    unanswered = [f for f in failed if f.how == "unanswered"]
    yield Clue(
        verdict=Verdict.LIKELY if unanswered else Verdict.CERTAIN,
        because="; ".join(f"{f.address} refused the connection" for f in refused),
        evidence=tuple(failed),
    )


CAUSE = Cause(
    acts=Party.SERVER,
    step=Step.TCP,
    look=look,
    remedies=(Remedy.START_SERVICE, Remedy.USE_RIGHT_PORT, Remedy.OPEN_FIREWALL),
    references=("RFC 9293 section 3.5.2",),
    after_handshake=True,
    told=Told(
        says={"refused": 2.8},
        beside={"proxy-unreachable": -3, "works other-network": 0.3, "not-tls": -1},
        test="Look with ss -ltn on the host; try another port, and another place.",
    ),
)
