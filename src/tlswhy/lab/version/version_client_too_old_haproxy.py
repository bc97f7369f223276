"""An HAProxy with `ssl-min-ver TLSv1.3`, and a client that knows TLS 1.2 at most.

A user should see `version-client-too-old`.
"""

from __future__ import annotations

from tlswhy.lab.bench import Lab
from tlswhy.lab.programs import haproxy
from tlswhy.lab.scenario import Scenario, Up, direct


def up(lab: Lab) -> Up:
    port = haproxy(lab, lab.leaf("a.test"), "ssl-min-ver TLSv1.3")
    return direct(port, *lab.trust, "--max-version", "1.2")


SCENARIO = Scenario(expect="version-client-too-old", verdict="certain", needs=("haproxy",), up=up)
