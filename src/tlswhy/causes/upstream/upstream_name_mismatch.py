"""The proxy checks the origin by a name that its certificate does not list.

## What happens
The proxy answers 502, 500 or 526; its log says that the origin's certificate is for another name,
or lists no IP address.
## Why
The proxy was given the origin by address, by the balancer's name or by its own front name, and
checks the certificate by that.
## How we tell
The names on the origin's certificate do not have the one the proxy checks, and do have the
origin's real one.
## Fix
Tell the proxy which name to send and to check, or have the certificate issued with the name it
uses.
"""

from __future__ import annotations

from tlswhy.model.diagnosis import Cause, Leg, Party, Remedy, Step, Told, look_at_nothing

CAUSE = Cause(
    acts=Party.REVERSE_PROXY,
    step=Step.CERTIFICATE,
    leg=Leg.PROXY_ORIGIN,
    look=look_at_nothing,
    remedies=(
        Remedy.VERIFY_ORIGIN_NAME,
        Remedy.REISSUE_WITH_NAME,
    ),
    references=(
        "Traefik, serversTransport serverName",
        "nginx, proxy_ssl_name",
        "Apache httpd, SSLProxyCheckPeerName",
        "RFC 9525",
    ),
    told=Told(
        says={"upstream-name": 3, "verify name": 1.8, "verify ip-name": 1.8, "verify no-san": 0.8},
        beside={"leg upstream": 1.6, "role reverse-proxy": 0.8, "place upstream-block": -1},
        needs=(
            "leg upstream",
            "role reverse-proxy",
            "upstream-name",
        ),
        test=(
            "The origin's certificate does not list the name the proxy verifies, and does "
            "list the intended one."
        ),
    ),
)
