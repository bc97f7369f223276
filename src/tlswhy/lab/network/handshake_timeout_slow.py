"""The server needs two seconds for what the client gives it half a second.

It would answer in the end. A user should see `handshake-timeout`; with `--timeout 5` it works.
"""

from __future__ import annotations

import socket
import time

from tlswhy.lab.bench import Lab
from tlswhy.lab.peers import context, tls
from tlswhy.lab.scenario import Scenario, Up, direct


def up(lab: Lab) -> Up:
    server = tls(context(lab.leaf("a.test")))

    def overloaded(conn: socket.socket) -> None:
        time.sleep(2)
        server(conn)

    return direct(lab.serve(overloaded), *lab.trust, "--timeout", "0.5")


SCENARIO = Scenario(expect="handshake-timeout", up=up)
