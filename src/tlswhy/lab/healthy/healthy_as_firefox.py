"""A server of today, and Firefox with a post-quantum share and h2."""

from __future__ import annotations

from tlswhy.lab.bench import Lab
from tlswhy.lab.programs import certificate, nginx
from tlswhy.lab.scenario import Scenario, Up, direct


def up(lab: Lab) -> Up:
    port = nginx(lab, f"{certificate(lab.leaf('a.test'))} return 200;")
    return direct(port, *lab.trust, "--as", "firefox")


SCENARIO = Scenario(expect=None, needs=("nginx",), up=up)
