"""A Caddy in good order, with a certificate from files."""

from __future__ import annotations

from tlswhy.lab.bench import Lab
from tlswhy.lab.programs import caddy
from tlswhy.lab.scenario import Scenario, Up, direct


def up(lab: Lab) -> Up:
    leaf = lab.leaf("a.test")
    site = f"https://a.test:PORT {{\n tls {leaf.chain} {leaf.key}\n respond 200\n}}"
    return direct(caddy(lab, site), *lab.trust)


SCENARIO = Scenario(expect=None, needs=("caddy",), up=up)
