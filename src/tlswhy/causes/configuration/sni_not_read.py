"""A proxy that passes TLS through never reads the server name.

## What happens
Every client, whatever name it asks for, is closed without a byte or lands on the default origin.
## Why
The proxy chooses by server name and was not told to look at the hello: nginx stream without
ssl_preread, HAProxy without an inspect-delay or with ssl_fc_sni on a port without TLS, Envoy
without tls_inspector.
## How we tell
A name that is listed fares no better than one that is not; sent straight to the origin, the same
hello passes.
## Fix
Turn the reading of the hello on.
"""

from __future__ import annotations

from tlswhy.model.diagnosis import Cause, Party, Remedy, Step, Told, look_at_nothing

CAUSE = Cause(
    acts=Party.REVERSE_PROXY,
    step=Step.CLIENT_HELLO,
    look=look_at_nothing,
    remedies=(Remedy.READ_SNI,),
    references=(
        "nginx, ssl_preread",
        "HAProxy, req.ssl_sni",
        "Envoy, tls_inspector",
    ),
    told=Told(
        says={
            "sni-absent": 0.5,
            "eof": 0.3,
            "reset": 0.3,
            "upstream-failed": 0.8,
            "default-cert": 0.4,
        },
        beside={"place passthrough": 3, "place pq": 0.6, "leg upstream": 0.2},
        needs=("place passthrough",),
        test="With the reading of the name turned on, the same hello passes through the proxy.",
    ),
)
