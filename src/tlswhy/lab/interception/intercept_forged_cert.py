"""A decrypting proxy that was not told the name, and makes its certificate for an address.

The client trusts the proxy's CA; the server itself, reached without the proxy, is in order. A user
should see `intercept-forged-cert`.
"""

from __future__ import annotations

from tlswhy.lab import certificates
from tlswhy.lab.bench import Lab
from tlswhy.lab.peers import context, tls
from tlswhy.lab.proxies import http_proxy
from tlswhy.lab.scenario import Scenario, Up, through


def up(lab: Lab) -> Up:
    server = lab.serve(tls(context(lab.leaf("localhost"))))
    gateway = certificates.issue("Example Web Gateway CA", ca=True, days=(-30, 3650))
    forged = certificates.issue("198.51.100.7", gateway, names=("198.51.100.7",))
    proxy = lab.serve(http_proxy(tls(context(lab.write(forged)))))
    trust = (*lab.trust, *lab.trusting(gateway))
    return through(f"http://127.0.0.1:{proxy}", *trust, name="localhost", port=server)


SCENARIO = Scenario(expect="intercept-forged-cert", verdict="certain", up=up)
