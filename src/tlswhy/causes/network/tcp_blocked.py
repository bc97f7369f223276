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

from tlswhy.model.diagnosis import Cause, Party, Remedy, Step, Told, look_at_nothing

CAUSE = Cause(
    acts=Party.NETWORK,
    step=Step.TCP,
    look=look_at_nothing,
    remedies=(Remedy.OPEN_FIREWALL,),
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
