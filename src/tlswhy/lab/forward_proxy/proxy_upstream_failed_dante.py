"""A Dante whose target refuses the connection: reply 5.

A user should see `proxy-upstream-failed`.
"""

from __future__ import annotations

from tlswhy.lab.bench import HERE, Lab
from tlswhy.lab.programs import dante
from tlswhy.lab.scenario import Scenario, Up, through


def up(lab: Lab) -> Up:
    to = ("--connect-to", f"{HERE}:{lab.closed_port()}")
    return through(f"socks5h://{HERE}:{dante(lab, 'socks_v5')}", *to)


SCENARIO = Scenario(expect="proxy-upstream-failed", verdict="certain", needs=("danted",), up=up)
