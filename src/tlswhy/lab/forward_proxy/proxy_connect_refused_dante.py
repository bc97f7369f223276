"""A Dante whose rules block the target.

It answers with reply 2, "not allowed by ruleset". A user should see `proxy-connect-refused`.
"""

from __future__ import annotations

from tlswhy.lab.bench import HERE, Lab
from tlswhy.lab.programs import dante
from tlswhy.lab.scenario import Scenario, Up, through


def up(lab: Lab) -> Up:
    block = "socks block { from: 127.0.0.0/8 to: 127.0.0.0/8 }"
    to = ("--connect-to", f"{HERE}:{lab.closed_port()}")
    return through(f"socks5h://{HERE}:{dante(lab, 'socks_v5', rules=block)}", *to)


SCENARIO = Scenario(expect="proxy-connect-refused", verdict="certain", needs=("danted",), up=up)
