"""The peer accepts the connection and never answers.

A user should see `handshake-timeout`.
"""

from __future__ import annotations

from tlswhy.lab.bench import Lab
from tlswhy.lab.peers import drain
from tlswhy.lab.scenario import Scenario, Up, direct


def up(lab: Lab) -> Up:
    return direct(lab.serve(drain), "--timeout", "1")


SCENARIO = Scenario(expect="handshake-timeout", up=up)
