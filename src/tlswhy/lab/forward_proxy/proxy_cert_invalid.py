"""The proxy's own certificate is not trusted.

It listens with TLS; its certificate comes from a CA that `--proxy-ca` did not name. A user should
see `proxy-cert-invalid`, not a complaint about the target.
"""

from __future__ import annotations

from tlswhy.lab import certificates
from tlswhy.lab.bench import Lab
from tlswhy.lab.middleboxes import relay
from tlswhy.lab.peers import context, tls
from tlswhy.lab.proxies import http_proxy
from tlswhy.lab.scenario import Scenario, Up, through


def up(lab: Lab) -> Up:
    server = lab.serve(tls(context(lab.leaf("a.test"))))
    own = certificates.issue("127.0.0.1", names=("127.0.0.1",))
    proxy = lab.serve(tls(context(lab.write(own)), http_proxy(relay(server))))
    return through(f"https://127.0.0.1:{proxy}", *lab.trust)


SCENARIO = Scenario(expect="proxy-cert-invalid", up=up)
