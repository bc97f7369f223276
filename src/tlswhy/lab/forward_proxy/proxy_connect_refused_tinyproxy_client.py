"""tinyproxy lets certain addresses in, and this client has none of them.

A user should see `proxy-connect-refused`.
"""

from __future__ import annotations

from tlswhy.lab.bench import HERE, Lab
from tlswhy.lab.programs import tinyproxy
from tlswhy.lab.scenario import Scenario, Up, through


def up(lab: Lab) -> Up:
    return through(f"http://{HERE}:{tinyproxy(lab, 'Allow 192.0.2.1')}")


SCENARIO = Scenario(expect="proxy-connect-refused", needs=("tinyproxy",), up=up)
