"""tinyproxy cannot resolve the target's name and answers 500.

A user should see `proxy-upstream-failed`.
"""

from __future__ import annotations

from tlswhy.lab.bench import HERE, Lab
from tlswhy.lab.programs import tinyproxy
from tlswhy.lab.scenario import Scenario, Up, through


def up(lab: Lab) -> Up:
    return through(f"http://{HERE}:{tinyproxy(lab)}")


SCENARIO = Scenario(expect="proxy-upstream-failed", needs=("tinyproxy",), up=up)
