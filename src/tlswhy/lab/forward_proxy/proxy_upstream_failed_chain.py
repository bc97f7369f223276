"""The second of two proxies is down.

The first one, a Squid, cannot reach it and answers 503. A user should see `proxy-upstream-failed`
with the first one's answer and the address of the second.
"""

from __future__ import annotations

from tlswhy.lab.bench import Lab
from tlswhy.lab.programs import squid
from tlswhy.lab.scenario import Scenario, Up, through


def up(lab: Lab) -> Up:
    second = f"socks5h://127.0.0.1:{lab.closed_port()}"
    return through(f"http://127.0.0.1:{squid(lab)}", "--proxy", second)


SCENARIO = Scenario(expect="proxy-upstream-failed", verdict="certain", needs=("squid",), up=up)
