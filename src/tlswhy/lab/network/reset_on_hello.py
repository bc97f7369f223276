"""A reset answers every hello, whatever is in it.

TCP connects; the first bytes of the client end the connection. A user should see
`reset-on-hello`.
"""

from __future__ import annotations

from tlswhy.lab.bench import Lab
from tlswhy.lab.peers import reset
from tlswhy.lab.scenario import Scenario, Up, direct


def up(lab: Lab) -> Up:
    return direct(lab.serve(reset))


SCENARIO = Scenario(expect="reset-on-hello", up=up)
