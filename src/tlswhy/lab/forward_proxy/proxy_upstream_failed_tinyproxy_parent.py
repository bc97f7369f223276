"""tinyproxy passes everything on to another proxy, and that is down.

A user should see `proxy-upstream-failed`.
"""

from __future__ import annotations

from tlswhy.lab.bench import HERE, Lab
from tlswhy.lab.programs import tinyproxy
from tlswhy.lab.scenario import Scenario, Up, through


def up(lab: Lab) -> Up:
    parent = f"Upstream http {HERE}:{lab.closed_port()}"
    return through(f"http://{HERE}:{tinyproxy(lab, parent)}")


SCENARIO = Scenario(expect="proxy-upstream-failed", needs=("tinyproxy",), up=up)
