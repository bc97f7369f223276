"""An HAProxy that wants a PROXY header and gets it."""

from __future__ import annotations

from tlswhy.lab.bench import Lab
from tlswhy.lab.programs import haproxy
from tlswhy.lab.scenario import Scenario, Up, direct


def up(lab: Lab) -> Up:
    port = haproxy(lab, lab.leaf("a.test"), "accept-proxy")
    return direct(port, "--proxy-protocol", "v2", *lab.trust)


SCENARIO = Scenario(expect=None, needs=("haproxy",), up=up)
