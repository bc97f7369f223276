"""A filter on the way drops hellos with one particular name.

Every other name, and none, passes to the same server. A user should see `sni-filtered`.
"""

from __future__ import annotations

from tlswhy.lab.bench import Lab
from tlswhy.lab.middleboxes import screen
from tlswhy.lab.peers import context, drain, tls
from tlswhy.lab.scenario import Scenario, Up, direct


def up(lab: Lab) -> Up:
    server = lab.serve(tls(context(lab.leaf("a.test"))))
    box = lab.serve(screen(server, lambda hello: b"a.test" in hello, drain))
    return direct(box, *lab.trust, "--timeout", "1")


SCENARIO = Scenario(expect="sni-filtered", up=up)
