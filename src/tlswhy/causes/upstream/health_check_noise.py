"""Nothing is broken: checks and scanners leave these lines.

## What happens
The log has many failed handshakes, most of them ended without a byte (`EOF`, reset), from few
addresses or at a fixed period. Users notice nothing.
## Why
A balancer or a monitor opens a TCP connection to see that the port is there, and closes it again.
Scanners on the internet try old versions, odd suites and plain HTTP.
## How we tell
The lines name the balancer's or the monitor's addresses, or come at a fixed period, and real
clients pass.
## Fix
Let the check finish a TLS handshake, or leave these addresses out of the log.
"""

from __future__ import annotations

from tlswhy.model.diagnosis import Cause, Party, Remedy, Step, Told, look_at_nothing

CAUSE = Cause(
    acts=Party.REVERSE_PROXY,
    step=Step.NONE,
    look=look_at_nothing,
    remedies=(Remedy.QUIET_CHECKS,),
    references=(
        "Go, net/http Server.ErrorLog",
        "HAProxy, option dontlognull",
    ),
    told=Told(
        says={
            "handshake-failed": 0.4,
            "eof": 1,
            "reset": 0.7,
            "plain-received http": 0.5,
            "client-version": 0.7,
            "no-shared-cipher": 0.4,
            "plain-received": 0.5,
            "bad-record": 0.2,
            "sni-absent": 0.2,
            "tls-received": 0.9,
        },
        beside={
            "nothing-wrong": 3,
            "place health-check": 1.8,
            "place periodic": 1.5,
            "side server": 0.6,
            "place scanner": 2,
        },
        needs=(
            "side server",
            "place health-check",
            "nothing-wrong",
            "place periodic",
            "place scanner",
        ),
        test=(
            "The lines come at a fixed period from the few addresses of a balancer or "
            "monitor, and real clients pass."
        ),
    ),
)
