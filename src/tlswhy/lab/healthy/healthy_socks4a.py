"""An honest SOCKS 4A proxy, which resolves the name."""

from __future__ import annotations

from tlswhy.lab.bench import Lab
from tlswhy.lab.middleboxes import relay
from tlswhy.lab.peers import context, tls
from tlswhy.lab.proxies import socks4_proxy
from tlswhy.lab.scenario import Scenario, Up, through


def up(lab: Lab) -> Up:
    server = lab.serve(tls(context(lab.leaf("a.test"))))
    proxy = lab.serve(socks4_proxy(relay(server), user="ann"))
    return through(f"socks4a://ann@127.0.0.1:{proxy}", *lab.trust)


SCENARIO = Scenario(expect=None, up=up)
