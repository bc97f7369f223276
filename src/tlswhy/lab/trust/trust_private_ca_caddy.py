"""A Caddy with `tls internal`: the certificate comes from its own authority.

A user should see `trust-private-ca`.
"""

from __future__ import annotations

from tlswhy.lab.bench import Lab
from tlswhy.lab.programs import caddy
from tlswhy.lab.scenario import Scenario, Up, direct


def up(lab: Lab) -> Up:
    site = "https://a.test:PORT {\n tls internal\n respond 200\n}"
    return direct(caddy(lab, site))


SCENARIO = Scenario(expect="trust-private-ca", needs=("caddy",), up=up)
