"""An SSH server on the port.

It greets with its version. A user should see `wrong-port-service`.
"""

from __future__ import annotations

from tlswhy.lab.bench import Lab
from tlswhy.lab.peers import greets
from tlswhy.lab.scenario import Scenario, Up, direct


def up(lab: Lab) -> Up:
    return direct(lab.serve(greets(b"SSH-2.0-OpenSSH_9.2p1\r\n")), "--timeout", "1")


SCENARIO = Scenario(expect="wrong-port-service", up=up)
