"""The target did not answer the proxy in time.

It answers 504. A user should see `proxy-upstream-failed`.
"""

from __future__ import annotations

from tlswhy.lab.bench import Lab
from tlswhy.lab.proxies import refusal, refusing_proxy
from tlswhy.lab.scenario import Scenario, Up, through


def up(lab: Lab) -> Up:
    answer = refusal("504 Gateway Timeout", "Via: 1.1 gate.test")
    return through(f"http://127.0.0.1:{lab.serve(refusing_proxy(answer))}")


SCENARIO = Scenario(expect="proxy-upstream-failed", up=up)
