"""An HAProxy with `verify required`, and a client without a certificate.

A user should see `client-cert-missing`.
"""

from __future__ import annotations

from tlswhy.lab.bench import Lab
from tlswhy.lab.programs import haproxy
from tlswhy.lab.scenario import Scenario, Up, direct


def up(lab: Lab) -> Up:
    port = haproxy(lab, lab.leaf("a.test"), f"verify required ca-file {lab.trust[1]}")
    return direct(port, *lab.trust)


SCENARIO = Scenario(expect="client-cert-missing", verdict="certain", needs=("haproxy",), up=up)
