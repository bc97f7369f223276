"""A proxy that decrypts, with a CA that this client does not trust.

Through the proxy the certificate for `localhost` comes from the gateway's own CA; the server
itself, reached without the proxy, shows one that is trusted. A user should see
`intercept-ca-untrusted`.
"""

from __future__ import annotations

from tlswhy.lab import certificates
from tlswhy.lab.bench import Lab
from tlswhy.lab.middleboxes import intercept
from tlswhy.lab.peers import context, tls
from tlswhy.lab.proxies import http_proxy
from tlswhy.lab.scenario import Scenario, Up, through


def up(lab: Lab) -> Up:
    server = lab.serve(tls(context(lab.leaf("localhost"))))
    gateway = certificates.issue("Example Web Gateway CA", ca=True, days=(-30, 3650))
    proxy = lab.serve(http_proxy(intercept(lab, gateway)))
    return through(f"http://127.0.0.1:{proxy}", *lab.trust, name="localhost", port=server)


SCENARIO = Scenario(expect="intercept-ca-untrusted", up=up)
