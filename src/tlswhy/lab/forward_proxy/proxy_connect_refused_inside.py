"""Squid may not go to this port of this very machine, which is reached without it.

To port 443 of the same host it would go. A user should see `proxy-connect-refused` with the port,
and second that the proxy is not needed here.
"""

from __future__ import annotations

from tlswhy.lab.bench import Lab
from tlswhy.lab.forward_proxy.proxy_connect_refused_squid import RULES
from tlswhy.lab.peers import context, tls
from tlswhy.lab.programs import squid
from tlswhy.lab.scenario import Scenario, Up, through


def up(lab: Lab) -> Up:
    server = lab.serve(tls(context(lab.leaf("localhost"))))
    proxy = f"http://127.0.0.1:{squid(lab, rules=RULES)}"
    return through(proxy, *lab.trust, name="localhost", port=server)


SCENARIO = Scenario(expect="proxy-connect-refused", verdict="certain", needs=("squid",), up=up)
