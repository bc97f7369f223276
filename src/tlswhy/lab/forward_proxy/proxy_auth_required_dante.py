"""A Dante that wants a user name, and a client that names nobody.

It accepts none of the methods offered. A user should see `proxy-auth-required`.
"""

from __future__ import annotations

from tlswhy.lab.bench import HERE, Lab
from tlswhy.lab.programs import dante
from tlswhy.lab.scenario import Scenario, Up, through


def up(lab: Lab) -> Up:
    return through(f"socks5h://{HERE}:{dante(lab, 'socks_v5', method='username')}")


SCENARIO = Scenario(expect="proxy-auth-required", verdict="certain", needs=("danted",), up=up)
