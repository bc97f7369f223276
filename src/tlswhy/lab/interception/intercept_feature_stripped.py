"""A decrypting proxy that knows no HTTP/2, a server that does, and a client that needs it.

The client trusts the proxy's CA, and the handshake is in order on both sides of the proxy. A user
should see `intercept-feature-stripped`.
"""

from __future__ import annotations

from tlswhy.lab import certificates
from tlswhy.lab.bench import Lab
from tlswhy.lab.middleboxes import intercept
from tlswhy.lab.peers import context, tls
from tlswhy.lab.proxies import http_proxy
from tlswhy.lab.scenario import Scenario, Up, through


def up(lab: Lab) -> Up:
    settings = context(lab.leaf("localhost"))
    settings.set_alpn_protocols(["h2"])
    server = lab.serve(tls(settings))
    gateway = certificates.issue("Example Web Gateway CA", ca=True, days=(-30, 3650))
    proxy = lab.serve(http_proxy(intercept(lab, gateway)))
    options = (*lab.trust, *lab.trusting(gateway), "--alpn", "h2", "--no-request")
    return through(f"http://127.0.0.1:{proxy}", *options, name="localhost", port=server)


SCENARIO = Scenario(expect="intercept-feature-stripped", verdict="certain", up=up)
