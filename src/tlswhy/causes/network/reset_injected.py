"""Somebody on the way resets the connection in the server's name.

## What happens
The ClientHello is sent and a reset comes at once; a capture then shows that the server went on to
answer, or that several resets came with stepped sequence numbers.
## Why
A filter beside the line sees the name in the ClientHello, or the address, and sends resets to one
end or both. It cannot hold back what the server sends, so that arrives behind the reset.
## How we tell
Genuine bytes of the server behind a reset in its name, or resets at several places of the stream at
once: no server does either. Another TTL than the server's packets have is a hint and no proof, one
ordinary reset in ten has it.
## Fix
Find the filter by comparing captures on both sides of it; have the name or the address allowed, or
take another way.
"""

from __future__ import annotations

from collections.abc import Iterator

from tlswhy.model.case import Case
from tlswhy.model.diagnosis import Cause, Clue, Party, Remedy, Step, Verdict
from tlswhy.model.facts.passive import ForeignReset
from tlswhy.model.facts.tls import Established, HelloSent

FAR = 2  # hops


def look(case: Case) -> Iterator[Clue]:
    hop = case.target_hop
    hello, reset = case.last(HelloSent, hop=hop), case.last(ForeignReset)
    if hello is None or reset is None or case.last(Established, hop=hop) is not None:
        return
    foreign = bool(reset.ttl and reset.usual) and abs(reset.ttl - reset.usual) > FAR
    sure = Verdict.CERTAIN if foreign else Verdict.LIKELY
    verdict = sure if reset.proves else Verdict.POSSIBLE
    yield Clue(verdict=verdict, because=reset.says, evidence=(reset, hello))


CAUSE = Cause(
    acts=Party.MIDDLEBOX,
    step=Step.CLIENT_HELLO,
    look=look,
    remedies=(Remedy.ALLOW_NAME, Remedy.OPEN_FIREWALL),
    references=("Weaver, Sommer, Paxson: Detecting Forged TCP Reset Packets (NDSS 2009)",),
    narrows=("reset-on-hello", "peer-closed-early"),
)
