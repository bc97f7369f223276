"""The server's certificate begins in two hours.

As it does when a machine that takes its local time for UTC issues one. A user should see
`cert-not-yet-valid` with the gap.
"""

from __future__ import annotations

from tlswhy.lab.bench import Lab
from tlswhy.lab.peers import context, tls
from tlswhy.lab.scenario import Scenario, Up, direct


def up(lab: Lab) -> Up:
    leaf = lab.leaf("a.test", days=(2 / 24, 90))
    return direct(lab.serve(tls(context(leaf))), *lab.trust)


SCENARIO = Scenario(expect="cert-not-yet-valid", also_accept=("clock-wrong",), up=up)
