"""A SOCKS proxy is addressed as HTTP.

It reads `C` as version 67 and closes. A user should see `socks-http-mismatch`; with `socks5h://`
it works.
"""

from __future__ import annotations

from tlswhy.lab.bench import Lab
from tlswhy.lab.middleboxes import relay
from tlswhy.lab.peers import context, tls
from tlswhy.lab.proxies import socks5_proxy
from tlswhy.lab.scenario import Scenario, Up, through


def up(lab: Lab) -> Up:
    server = lab.serve(tls(context(lab.leaf("a.test"))))
    return through(f"http://127.0.0.1:{lab.serve(socks5_proxy(relay(server)))}", *lab.trust)


SCENARIO = Scenario(expect="socks-http-mismatch", up=up)
