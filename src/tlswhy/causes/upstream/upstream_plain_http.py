"""The proxy speaks TLS to an origin port that speaks plain HTTP.

## What happens
Every request through the proxy is answered 502 or 503; its log has `wrong version number` towards
the upstream. The origin's port answers plain HTTP.
## Why
The proxy is told https where the application behind it has no TLS: `proxy_pass https://`, `ssl`
on HAProxy's server line, an ingress annotation, a mesh rule.
## How we tell
What the proxy got back is no TLS record. A plain GET to the same port is answered.
## Fix
Let the proxy speak plain HTTP to this port, or turn TLS on there.
"""

from __future__ import annotations

from tlswhy.model.diagnosis import Cause, Leg, Party, Remedy, Step, Told, look_at_nothing

CAUSE = Cause(
    acts=Party.REVERSE_PROXY,
    step=Step.CLIENT_HELLO,
    leg=Leg.PROXY_ORIGIN,
    look=look_at_nothing,
    remedies=(Remedy.UPSTREAM_TLS,),
    references=(
        "nginx, proxy_pass",
        "Envoy, transport_socket",
        "ingress-nginx, backend-protocol",
    ),
    told=Told(
        says={"handshake-failed": 0.4, "not-tls": 1.8, "not-tls http": 2, "upstream-failed": 0.7},
        beside={
            "role forward-proxy": -1.5,
            "leg upstream": 2,
            "role reverse-proxy": 0.6,
            "leg downstream": -1.5,
            "proxy-url https": -1,
        },
        needs=(
            "leg upstream",
            "role reverse-proxy",
        ),
        test="A plain GET to the same port gets an HTTP answer.",
    ),
)
