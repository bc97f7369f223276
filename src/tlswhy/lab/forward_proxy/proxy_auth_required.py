"""The proxy wants to know who asks.

It answers CONNECT with 407 and offers Basic. A user should see `proxy-auth-required` and the
schemes on offer.
"""

from __future__ import annotations

from tlswhy.lab.bench import Lab
from tlswhy.lab.peers import close
from tlswhy.lab.proxies import http_proxy
from tlswhy.lab.scenario import Scenario, Up, through


def up(lab: Lab) -> Up:
    proxy = lab.serve(http_proxy(close, user="ann", password="secret"))
    return through(f"http://127.0.0.1:{proxy}")


SCENARIO = Scenario(expect="proxy-auth-required", up=up)
