"""A Redis with `tls-port`: it demands a client certificate unless told otherwise.

A user should see `client-cert-missing`.
"""

from __future__ import annotations

from tlswhy.lab.bench import Lab
from tlswhy.lab.scenario import Scenario, Up, direct
from tlswhy.lab.services import redis


def up(lab: Lab) -> Up:
    return direct(redis(lab, lab.leaf("a.test")), *lab.trust)


SCENARIO = Scenario(expect="client-cert-missing", verdict="certain", needs=("redis-server",), up=up)
