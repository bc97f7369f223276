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

from tlswhy.model.diagnosis import Cause, Party, Remedy, Step, Told, look_at_nothing

CAUSE = Cause(
    acts=Party.NETWORK,
    step=Step.PRE,
    look=look_at_nothing,
    remedies=(Remedy.ALLOW_UDP,),
    references=(
        "RFC 9000 section 14",
        "RFC 9114 section 3.1",
    ),
    told=Told(
        says={"udp-blocked": 3.5},
        test="TCP 443 to the same name passes.",
    ),
)
