"""The proxy's policy forbids the tunnel.

It answers CONNECT with 403. A user should see `proxy-connect-refused`.
"""

from __future__ import annotations

from tlswhy.lab.bench import Lab
from tlswhy.lab.proxies import refusal, refusing_proxy
from tlswhy.lab.scenario import Scenario, Up, through


def up(lab: Lab) -> Up:
    forbidden = refusal("403 Forbidden", "Via: 1.1 gate.test", body="Blocked by policy\n")
    return through(f"http://127.0.0.1:{lab.serve(refusing_proxy(forbidden))}")


SCENARIO = Scenario(expect="proxy-connect-refused", up=up)
