"""An HAProxy with `strict-sni` and no certificate for the name.

A user should see `sni-unrecognized`.
"""

from __future__ import annotations

from tlswhy.lab.bench import Lab
from tlswhy.lab.programs import haproxy
from tlswhy.lab.scenario import Scenario, Up, direct


def up(lab: Lab) -> Up:
    return direct(haproxy(lab, lab.leaf("b.test"), "strict-sni"), *lab.trust)


SCENARIO = Scenario(expect="sni-unrecognized", verdict="likely", needs=("haproxy",), up=up)
