"""The connection is reset when the ClientHello arrives.

## What happens
TCP connects, the ClientHello is sent, and a reset comes instead of an answer.
## Why
A firewall that does not like the name, the size or the version; a server that resets what it
will not serve; a port that is no TLS port. This is the name for it while nothing further is known.
## How we tell
A reset came before any byte of TLS, and no single change of the hello cured it. Who sent it, a
socket cannot tell: sequence numbers, TTL, and what comes behind a reset never reach a program. So
whether it was injected on the way (`reset-injected`) shows in a capture alone, made here with
`tcpdump -w reset.pcap port 443` and judged by `tlswhy capture reset.pcap`.
## Fix
Look at the server's log for this connection. If it has none, the reset comes from the way there:
capture it, compare from another network, and ask the owner of the firewall.
"""

from __future__ import annotations

from collections.abc import Iterator

from tlswhy.causes.network import ask_umbrella, umbrella
from tlswhy.model.case import Case
from tlswhy.model.diagnosis import Cause, Clue, Party, Remedy, Step, Told
from tlswhy.model.facts.network import Ended
from tlswhy.model.facts.tls import HelloSent


def look(case: Case) -> Iterator[Clue]:
    hop = case.target_hop
    hello, end = case.last(HelloSent, hop=hop), case.refusal
    if hello is None or not isinstance(end, Ended) or end.how != "reset":
        return
    yield umbrella(case, hello, end)


CAUSE = Cause(
    acts=Party.NETWORK,
    step=Step.CLIENT_HELLO,
    look=look,
    ask=ask_umbrella,
    remedies=(Remedy.READ_SERVER_LOG, Remedy.OPEN_FIREWALL),
    references=("RFC 9293 section 3.5.2",),
    told=Told(
        says={"reset": 1.5, "eof": 0.4},
        beside={"leg upstream": -0.4, "side server": -0.6},
        test="Vary the name, the hello's size, the version and the route, one at a time.",
    ),
)
