"""QUIC gets no answer while TCP to the same name works.

## What happens
HTTP/3 is tried and times out; browsers fall back to HTTP/2 after a pause, other programs fail.
## Why
A firewall lets TCP 443 pass and drops UDP 443, or nothing listens there.
## How we tell
QUIC's first packets stay unanswered, or an ICMP message says that the port is unreachable; TCP
443 of the same name works.
## Fix
Let UDP 443 pass, or turn HTTP/3 off for this name.
"""

from __future__ import annotations

from collections.abc import Iterator

from tlswhy.model.case import Case
from tlswhy.model.diagnosis import Cause, Clue, Party, Remedy, Step, Told, Verdict
from tlswhy.model.facts.network import Ended
from tlswhy.model.facts.passive import DtlsSeen, IcmpSeen, QuicSeen

UNREACHABLE, UNREACHABLE_6 = 3, 1
"""Type of the ICMP error "destination unreachable" (RFC 792), and in IPv6 (RFC 4443)."""

MANY = 3
"""Datagrams that are hardly all lost by chance."""


def look(case: Case) -> Iterator[Clue]:
    spoken = case.last(QuicSeen) or case.last(DtlsSeen)
    if spoken is None or spoken.answered:
        return
    errors = [error for error in case.all(IcmpSeen) if _stops(error)]
    end = case.last(Ended, hop=case.target_hop)
    name = "QUIC" if isinstance(spoken, QuicSeen) else "DTLS"
    datagrams = "1 datagram" if spoken.sent == 1 else f"{spoken.sent} datagrams"
    if errors:
        yield Clue(
            verdict=Verdict.LIKELY,
            because=f"{errors[0].says}; {datagrams} of {name} got no other answer",
            evidence=(spoken, errors[0]),
        )
    elif end is not None and end.how == "silence":
        yield Clue(
            # Over DTLS a server that is down or cannot serve the name is as silent.
            verdict=Verdict.LIKELY if name == "QUIC" and spoken.sent >= MANY else Verdict.POSSIBLE,
            because=f"{datagrams} of {name} in {end.after / 1000:g} s got no answer",
            evidence=(spoken, end),
        )


def _stops(error: IcmpSeen) -> bool:
    """It says of the client's datagrams that they do not arrive."""
    return error.ours and error.type == (UNREACHABLE_6 if error.version == 6 else UNREACHABLE)


CAUSE = Cause(
    acts=Party.NETWORK,
    step=Step.PRE,
    look=look,
    remedies=(Remedy.ALLOW_UDP,),
    narrows=("handshake-timeout",),
    references=(
        "RFC 9000 section 14",
        "RFC 9114 section 3.1",
    ),
    told=Told(
        says={"udp-blocked": 3.5},
        test="TCP 443 to the same name passes.",
    ),
)
