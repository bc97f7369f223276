"""The SYN is not answered.

The queue of a listening socket is full, in which case Linux drops what comes, as a firewall does.
A user should see `tcp-timeout`.
"""

from __future__ import annotations

from tlswhy.lab.bench import Lab
from tlswhy.lab.scenario import Scenario, Up, direct


def up(lab: Lab) -> Up:
    return direct(lab.deaf_port(), "--timeout", "1")


SCENARIO = Scenario(expect="tcp-timeout", up=up)
