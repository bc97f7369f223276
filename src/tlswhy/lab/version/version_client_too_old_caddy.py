"""A Caddy with TLS 1.3 alone, and a client that knows TLS 1.2 at most.

A user should see `version-client-too-old`.
"""

from __future__ import annotations

from tlswhy.lab.bench import Lab
from tlswhy.lab.programs import caddy
from tlswhy.lab.scenario import Scenario, Up, direct


def up(lab: Lab) -> Up:
    leaf = lab.leaf("a.test")
    tls = f"tls {leaf.chain} {leaf.key} {{\n protocols tls1.3\n }}"
    port = caddy(lab, f"https://a.test:PORT {{\n {tls}\n respond 200\n}}")
    return direct(port, *lab.trust, "--max-version", "1.2")


SCENARIO = Scenario(expect="version-client-too-old", verdict="certain", needs=("caddy",), up=up)
