"""A Redis with `tls-port`, which demands no certificate of its clients."""

from __future__ import annotations

from tlswhy.lab.bench import Lab
from tlswhy.lab.scenario import Scenario, Up, direct
from tlswhy.lab.services import redis


def up(lab: Lab) -> Up:
    port = redis(lab, lab.leaf("a.test"), "--tls-auth-clients", "no")
    return direct(port, *lab.trust)


SCENARIO = Scenario(expect=None, needs=("redis-server",), up=up)
