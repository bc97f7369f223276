"""An HAProxy with `strict-sni`, and a client that sends no name.

A user should see `sni-missing`.
"""

from __future__ import annotations

from tlswhy.lab.bench import Lab
from tlswhy.lab.programs import haproxy
from tlswhy.lab.scenario import Scenario, Up, direct


def up(lab: Lab) -> Up:
    return direct(haproxy(lab, lab.leaf("a.test"), "strict-sni"), *lab.trust, "--no-sni")


SCENARIO = Scenario(expect="sni-missing", verdict="certain", needs=("haproxy",), up=up)
