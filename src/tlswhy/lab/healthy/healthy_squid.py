"""An honest Squid."""

from __future__ import annotations

from tlswhy.lab.bench import Lab
from tlswhy.lab.peers import context, tls
from tlswhy.lab.programs import squid
from tlswhy.lab.scenario import Scenario, Up, through


def up(lab: Lab) -> Up:
    server = lab.serve(tls(context(lab.leaf("a.test"))))
    return through(f"http://127.0.0.1:{squid(lab, 'a.test')}", *lab.trust, port=server)


SCENARIO = Scenario(expect=None, needs=("squid",), up=up)
