"""The proxy grants the tunnel before it has reached the target, and then closes it.

200 and the end, before the client has said anything. A user should see `proxy-upstream-failed`.
"""

from __future__ import annotations

from tlswhy.lab.bench import Lab
from tlswhy.lab.proxies import http_proxy
from tlswhy.lab.scenario import Scenario, Up, through


def up(lab: Lab) -> Up:
    return through(f"http://127.0.0.1:{lab.serve(http_proxy(lambda _: None))}")


SCENARIO = Scenario(expect="proxy-upstream-failed", also_accept=("peer-closed-early",), up=up)
