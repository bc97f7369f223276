"""A SOCKS 4 proxy is addressed as SOCKS 5.

It hangs up on the first byte. A user should see `socks-http-mismatch`; with `socks4a://` it works.
"""

from __future__ import annotations

from tlswhy.lab.bench import Lab
from tlswhy.lab.middleboxes import relay
from tlswhy.lab.peers import context, tls
from tlswhy.lab.proxies import socks4_proxy
from tlswhy.lab.scenario import Scenario, Up, through


def up(lab: Lab) -> Up:
    server = lab.serve(tls(context(lab.leaf("a.test"))))
    proxy = lab.serve(socks4_proxy(relay(server)))
    return through(f"socks5h://127.0.0.1:{proxy}", *lab.trust)


SCENARIO = Scenario(expect="socks-http-mismatch", verdict="certain", up=up)
