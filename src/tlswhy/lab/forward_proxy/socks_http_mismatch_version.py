"""A SOCKS 5 proxy is addressed as SOCKS 4.

It hangs up on the first byte. A user should see `socks-http-mismatch`; with `socks5h://` it works.
"""

from __future__ import annotations

from tlswhy.lab.bench import Lab
from tlswhy.lab.middleboxes import relay
from tlswhy.lab.peers import context, tls
from tlswhy.lab.proxies import socks5_proxy
from tlswhy.lab.scenario import Scenario, Up, through


def up(lab: Lab) -> Up:
    server = lab.serve(tls(context(lab.leaf("a.test"))))
    proxy = lab.serve(socks5_proxy(relay(server)))
    return through(f"socks4a://127.0.0.1:{proxy}", *lab.trust)


SCENARIO = Scenario(expect="socks-http-mismatch", verdict="certain", up=up)
