"""An nginx in good order, which answers HEAD with 200."""

from __future__ import annotations

from tlswhy.lab.bench import Lab
from tlswhy.lab.programs import certificate, nginx
from tlswhy.lab.scenario import Scenario, Up, direct


def up(lab: Lab) -> Up:
    return direct(nginx(lab, f"{certificate(lab.leaf('a.test'))} return 200;"), *lab.trust)


SCENARIO = Scenario(expect=None, needs=("nginx",), up=up)
