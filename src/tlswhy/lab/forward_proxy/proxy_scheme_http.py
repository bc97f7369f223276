"""A proxy that listens with TLS is addressed as `http://`.

OpenSSL sees the CONNECT line instead of a ClientHello and closes. A user should see
`proxy-scheme-http`; with `https://` it works.
"""

from __future__ import annotations

from tlswhy.lab.bench import Lab
from tlswhy.lab.middleboxes import relay
from tlswhy.lab.peers import context, tls
from tlswhy.lab.proxies import http_proxy
from tlswhy.lab.scenario import Scenario, Up, through


def up(lab: Lab) -> Up:
    server = lab.serve(tls(context(lab.leaf("a.test"))))
    proxy = lab.serve(tls(context(lab.leaf("127.0.0.1")), http_proxy(relay(server))))
    return through(f"http://127.0.0.1:{proxy}", *lab.trust, "--proxy-ca", lab.trust[1])


SCENARIO = Scenario(expect="proxy-scheme-http", up=up)
