"""A Caddy that serves another name.

Go has no certificate for this one and sends the alert `internal_error` (80). A user should see
`sni-unrecognized`.
"""

from __future__ import annotations

from tlswhy.lab.bench import Lab
from tlswhy.lab.programs import caddy
from tlswhy.lab.scenario import Scenario, Up, direct


def up(lab: Lab) -> Up:
    leaf = lab.leaf("b.test")
    site = f"https://b.test:PORT {{\n tls {leaf.chain} {leaf.key}\n respond 200\n}}"
    return direct(caddy(lab, site), *lab.trust)


SCENARIO = Scenario(expect="sni-unrecognized", verdict="likely", needs=("caddy",), up=up)
