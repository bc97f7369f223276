"""Nothing listens where the proxy should be.

A user should see `proxy-unreachable`, not that the target refused.
"""

from __future__ import annotations

from tlswhy.lab.bench import Lab
from tlswhy.lab.scenario import Scenario, Up, through


def up(lab: Lab) -> Up:
    return through(f"http://127.0.0.1:{lab.closed_port()}")


SCENARIO = Scenario(expect="proxy-unreachable", up=up)
