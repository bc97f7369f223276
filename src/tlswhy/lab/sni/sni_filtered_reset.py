"""A filter on the way resets hellos with one particular name.

Every other name, and none, passes to the same server. A user should see `sni-filtered`.
"""

from __future__ import annotations

from tlswhy.lab.bench import Lab
from tlswhy.lab.middleboxes import screen
from tlswhy.lab.peers import abort, context, tls
from tlswhy.lab.scenario import Scenario, Up, direct


def up(lab: Lab) -> Up:
    server = lab.serve(tls(context(lab.leaf("a.test"))))
    return direct(lab.serve(screen(server, lambda hello: b"a.test" in hello, abort)), *lab.trust)


SCENARIO = Scenario(expect="sni-filtered", up=up)
