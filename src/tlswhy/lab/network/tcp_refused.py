"""Nothing listens on the port.

The system answers the SYN with a reset. A user should see `tcp-refused`.
"""

from __future__ import annotations

from tlswhy.lab.bench import Lab
from tlswhy.lab.scenario import Scenario, Up, direct


def up(lab: Lab) -> Up:
    return direct(lab.closed_port())


SCENARIO = Scenario(expect="tcp-refused", up=up)
