"""The proxy's name does not exist.

As outside the office, with the settings of the office. A user should see `proxy-unreachable`. It
rests on the resolver of this machine.
"""

from __future__ import annotations

from tlswhy.lab.bench import Lab
from tlswhy.lab.scenario import Scenario, Up, through


def up(_: Lab) -> Up:
    return through("http://proxy.invalid:3128", "--timeout", "1")


SCENARIO = Scenario(expect="proxy-unreachable", up=up)
