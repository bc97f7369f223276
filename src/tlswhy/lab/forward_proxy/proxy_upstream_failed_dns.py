"""The proxy cannot resolve the target's name.

It answers 503 with Squid's header `X-Squid-Error: ERR_DNS_FAIL`. A user should see
`proxy-upstream-failed`, and that the name is the trouble.
"""

from __future__ import annotations

from tlswhy.lab.bench import Lab
from tlswhy.lab.proxies import refusal, refusing_proxy
from tlswhy.lab.scenario import Scenario, Up, through


def up(lab: Lab) -> Up:
    answer = refusal("503 Service Unavailable", "Server: squid", "X-Squid-Error: ERR_DNS_FAIL 0")
    return through(f"http://127.0.0.1:{lab.serve(refusing_proxy(answer))}")


SCENARIO = Scenario(expect="proxy-upstream-failed", up=up)
