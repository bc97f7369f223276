"""The proxy asks the origin for the wrong server name.

## What happens
Through the proxy requests end in 502, in alert 112, 40 or 80 from the origin, in 421, or in
another site's certificate. The origin, asked by its own name, is in order.
## Why
The proxy sends the name that its own clients asked for, or the name of an upstream block, or it
reuses a connection that was opened for another name.
## How we tell
The name in the proxy's hello is not one that the origin serves; with the origin's own name the
same hello passes.
## Fix
Set the name that the proxy sends to the origin's, and keep no connection across names.
"""

from __future__ import annotations

from tlswhy.model.diagnosis import Cause, Leg, Party, Remedy, Step, Told, look_at_nothing

CAUSE = Cause(
    acts=Party.REVERSE_PROXY,
    step=Step.CLIENT_HELLO,
    leg=Leg.PROXY_ORIGIN,
    look=look_at_nothing,
    remedies=(Remedy.VERIFY_ORIGIN_NAME,),
    references=(
        "nginx, proxy_ssl_name",
        "HAProxy, server sni",
        "RFC 6066 section 3",
    ),
    told=Told(
        says={
            "server-alert 112": 1.3,
            "upstream-name": 1.3,
            "server-alert 40": 0.7,
            "server-alert 80": 0.6,
            "misdirected": 0.9,
            "eof": 0.3,
            "reset": 0.3,
            "sni-unknown": 0.5,
        },
        beside={
            "role forward-proxy": -1,
            "works older-version": -1,
            "leg upstream": 1.4,
            "sni sent": 1.8,
            "place host-forwarded": 1.5,
            "fails sometimes": 0.4,
            "place upstream-block": 2.5,
        },
        needs=(
            "leg upstream",
            "role reverse-proxy",
        ),
        test=(
            "Compare the name in the proxy's hello with what the origin serves; with the "
            "origin's name it passes."
        ),
    ),
)
