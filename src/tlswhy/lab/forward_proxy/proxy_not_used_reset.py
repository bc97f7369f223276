"""A firewall resets what does not come from the proxy.

`--no-proxy` stands for the program that never looks at the environment. A user should see
`proxy-not-used`.
"""

from __future__ import annotations

from msgspec import structs

from tlswhy.lab.bench import HERE, Lab
from tlswhy.lab.middleboxes import relay
from tlswhy.lab.peers import context, reset, tls
from tlswhy.lab.proxies import socks5_proxy
from tlswhy.lab.scenario import Scenario, Up, direct


def up(lab: Lab) -> Up:
    server = lab.serve(tls(context(lab.leaf("a.test"))))
    proxy = f"socks5h://{HERE}:{lab.serve(socks5_proxy(relay(server)))}"
    up = direct(lab.serve(reset), *lab.trust)
    return structs.replace(up, variables=(("all_proxy", proxy),))


SCENARIO = Scenario(expect="proxy-not-used", verdict="certain", up=up)
