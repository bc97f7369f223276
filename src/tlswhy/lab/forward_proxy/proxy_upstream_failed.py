"""The proxy cannot reach the target and says 502.

A user should see `proxy-upstream-failed`.
"""

from __future__ import annotations

from tlswhy.lab.bench import Lab
from tlswhy.lab.proxies import refusal, refusing_proxy
from tlswhy.lab.scenario import Scenario, Up, through


def up(lab: Lab) -> Up:
    answer = refusal("502 Bad Gateway", "Via: 1.1 gate.test")
    return through(f"http://127.0.0.1:{lab.serve(refusing_proxy(answer))}")


SCENARIO = Scenario(expect="proxy-upstream-failed", up=up)
