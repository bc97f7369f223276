"""Dante cannot reach the target, and SOCKS 4 does not say so.

It answers 00 5B; asked by SOCKS 5 it says that the connection was refused. A user should see
`proxy-upstream-failed`.
"""

from __future__ import annotations

from tlswhy.lab.bench import Lab
from tlswhy.lab.programs import dante
from tlswhy.lab.scenario import Scenario, Up, through


def up(lab: Lab) -> Up:
    proxy = dante(lab, "socks_v4", "socks_v5")
    return through(f"socks4://127.0.0.1:{proxy}", "--connect-to", f"127.0.0.1:{lab.closed_port()}")


SCENARIO = Scenario(expect="proxy-upstream-failed", verdict="certain", needs=("danted",), up=up)
