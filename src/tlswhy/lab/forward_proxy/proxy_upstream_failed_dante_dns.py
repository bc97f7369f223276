"""A Dante that cannot resolve the name it is given.

A user should see `proxy-upstream-failed`.
"""

from __future__ import annotations

from tlswhy.lab.bench import HERE, Lab
from tlswhy.lab.programs import dante
from tlswhy.lab.scenario import Scenario, Up, through


def up(lab: Lab) -> Up:
    return through(f"socks5h://{HERE}:{dante(lab, 'socks_v5')}")


SCENARIO = Scenario(expect="proxy-upstream-failed", verdict="certain", needs=("danted",), up=up)
