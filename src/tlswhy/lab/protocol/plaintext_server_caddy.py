"""A Caddy whose site is written with `http://`.

A user should see `plaintext-server`.
"""

from __future__ import annotations

from tlswhy.lab.bench import Lab
from tlswhy.lab.programs import caddy
from tlswhy.lab.scenario import Scenario, Up, direct


def up(lab: Lab) -> Up:
    return direct(caddy(lab, "http://a.test:PORT {\n respond 200\n}"))


SCENARIO = Scenario(expect="plaintext-server", verdict="certain", needs=("caddy",), up=up)
