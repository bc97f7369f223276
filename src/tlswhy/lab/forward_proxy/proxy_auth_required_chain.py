"""The second of two proxies wants to know who asks.

The first one opens its tunnel; the second answers 407. A user should see `proxy-auth-required`
with the address of the second, between proxy and proxy.
"""

from __future__ import annotations

from tlswhy.lab.bench import Lab
from tlswhy.lab.middleboxes import relay
from tlswhy.lab.peers import close
from tlswhy.lab.proxies import http_proxy, socks5_proxy
from tlswhy.lab.scenario import Scenario, Up, through


def up(lab: Lab) -> Up:
    second = lab.serve(http_proxy(close, user="ann", password="secret"))
    first = lab.serve(socks5_proxy(relay(second)))
    return through(f"socks5h://127.0.0.1:{first}", "--proxy", f"http://127.0.0.1:{second}")


SCENARIO = Scenario(expect="proxy-auth-required", verdict="certain", up=up)
