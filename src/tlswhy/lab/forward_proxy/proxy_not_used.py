"""The network lets nothing out but its proxy, and `no_proxy` takes the host out of it.

A direct connection is not answered; through the proxy that the environment names it works. A user
should see `proxy-not-used`, not only that the target is silent.
"""

from __future__ import annotations

from tlswhy.lab.bench import HERE, Lab
from tlswhy.lab.middleboxes import relay
from tlswhy.lab.peers import context, tls
from tlswhy.lab.proxies import http_proxy
from tlswhy.lab.scenario import Scenario, Up


def up(lab: Lab) -> Up:
    server = lab.serve(tls(context(lab.leaf("a.test"))))
    proxy = f"http://{HERE}:{lab.serve(http_proxy(relay(server)))}"
    to = f"{HERE}:{lab.deaf_port()}"
    argv = ("a.test", "--connect-to", to, "--timeout", "1", *lab.trust)
    return Up(argv, variables=(("https_proxy", proxy), ("no_proxy", "localhost,.test")))


SCENARIO = Scenario(expect="proxy-not-used", verdict="certain", up=up)
