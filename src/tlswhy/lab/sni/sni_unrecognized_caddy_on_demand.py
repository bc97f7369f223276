"""A Caddy that gets certificates on demand, and is not allowed to get one for this name.

What it asks for permission does not answer. The client sees the alert `internal_error` (80), as it
would for a name that is not served. A user should see `sni-unrecognized`.
"""

from __future__ import annotations

from tlswhy.lab.bench import HERE, Lab
from tlswhy.lab.programs import caddy
from tlswhy.lab.scenario import Scenario, Up, direct


def up(lab: Lab) -> Up:
    asked = f"on_demand_tls {{\n ask http://{HERE}:{lab.closed_port()}\n}}"
    site = "https://:PORT {\n tls internal {\n on_demand\n}\n respond 200\n}"
    return direct(caddy(lab, site, settings=asked), *lab.trust)


SCENARIO = Scenario(
    expect="sni-unrecognized",
    also_accept=("server-no-certificate",),
    verdict="likely",
    needs=("caddy",),
    up=up,
)
