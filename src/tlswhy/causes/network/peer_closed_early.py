"""The conversation breaks off in the middle, without a reason.

## What happens
TCP connects, and the peer ends the connection before the handshake is through: no alert, no
reset, just the end ("unexpected eof while reading"). Or what it sends cannot be understood any
more, and the client has to end it.
## Why
A server that gives up (no certificate for this name, no worker left, a crash), a balancer without
a healthy server behind it, a peer that expects something before TLS, such as a PROXY header.
Something on the way that changes bytes.
## How we tell
The connection was closed before Finished, and no single change of the hello cured it. Or what
came from the ServerHello on breaks the rules of TLS.
## Fix
The server's or balancer's log for this connection has the reason; TLS does not carry it.
"""

from __future__ import annotations

from collections.abc import Iterator

from tlswhy.causes.network import TOO_MUCH, ask_umbrella, before_hello, early, umbrella
from tlswhy.model.case import Case
from tlswhy.model.diagnosis import Cause, Clue, Party, Remedy, Told, Verdict
from tlswhy.model.facts.network import Ended, Spoke
from tlswhy.model.facts.tls import AlertSeen, Established, HelloSent, OurFault, ServerHelloSeen

CLOSE_NOTIFY = 0
ELSEWHERE = ("not-tls", TOO_MUCH)  # faults that other umbrellas stand for


def look(case: Case) -> Iterator[Clue]:
    hop = case.target_hop
    hello, end = case.last(HelloSent, hop=hop), case.last(Ended, hop=hop)
    before = before_hello(case)
    if isinstance(before, Ended) and before.how != "silence":
        yield early(case, before)
    if hello is None or case.last(Established, hop=hop) is not None:
        return
    goodbye = case.refusal
    if isinstance(goodbye, AlertSeen) and goodbye.description == CLOSE_NOTIFY:
        yield Clue(verdict=Verdict.LIKELY, because=goodbye.says, evidence=(hello, goodbye))
    fault = case.last(OurFault, hop=hop)
    if fault is not None and fault.code not in ELSEWHERE and case.last(ServerHelloSeen, hop=hop):
        yield umbrella(case, hello, fault)
    if end is None:
        return
    if end.how == "silence" or (end.how == "reset" and not end.received):
        return
    if _alert_before(case, end) or case.last(Spoke, hop=hop) is not None:
        return
    yield umbrella(case, hello, end)


def _alert_before(case: Case, end: Ended) -> bool:
    """A client that somebody recorded may complain of the end itself."""
    alerts = case.all(AlertSeen, hop=case.target_hop)
    return any(
        (alert.seen.event or 0) < (end.seen.event or 0) or not alert.ours for alert in alerts
    )


CAUSE = Cause(
    acts=Party.SERVER,
    look=look,
    ask=ask_umbrella,
    remedies=(Remedy.READ_SERVER_LOG,),
    references=("RFC 8446 section 6.1",),
    told=Told(
        says={
            "handshake-failed": 0.4,
            "eof": 1.7,
            "reset": 0.2,
            "upstream-failed": 0.2,
            "server-alert 90": 1,
            "client-alert 90": 1,
        },
        beside={"leg upstream": 0.1, "side server": 0.3},
        test="See which bytes came before the close, and try the same client again.",
    ),
)
