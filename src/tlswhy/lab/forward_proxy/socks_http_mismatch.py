"""An HTTP proxy is addressed as SOCKS.

It answers the greeting 05 01 00 with 400. A user should see `socks-http-mismatch`; with `http://`
it works.
"""

from __future__ import annotations

from tlswhy.lab.bench import Lab
from tlswhy.lab.middleboxes import relay
from tlswhy.lab.peers import context, tls
from tlswhy.lab.proxies import http_proxy
from tlswhy.lab.scenario import Scenario, Up, through


def up(lab: Lab) -> Up:
    server = lab.serve(tls(context(lab.leaf("a.test"))))
    return through(f"socks5h://127.0.0.1:{lab.serve(http_proxy(relay(server)))}", *lab.trust)


SCENARIO = Scenario(expect="socks-http-mismatch", up=up)
