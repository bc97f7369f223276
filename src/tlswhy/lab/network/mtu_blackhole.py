"""The server's certificates do not get through: large packets are lost on the way back.

Only flights that were cut into segments of less than 1000 bytes arrive. A user should see
`mtu-blackhole`, because a small maximum segment size cures it.
"""

from __future__ import annotations

from tlswhy.lab.bench import Lab
from tlswhy.lab.middleboxes import narrow
from tlswhy.lab.peers import context, tls
from tlswhy.lab.scenario import Scenario, Up, direct


def up(lab: Lab) -> Up:
    server = lab.serve(tls(context(lab.leaf("a.test", key="rsa4096"))))
    return direct(lab.serve(narrow(server, limit=1000)), *lab.trust, "--timeout", "1")


SCENARIO = Scenario(expect="mtu-blackhole", also_accept=("handshake-timeout",), up=up)
