"""An nginx whose origin is down: its 502 says nothing about TLS, which is in order."""

from __future__ import annotations

from tlswhy.lab.bench import HERE, Lab
from tlswhy.lab.programs import certificate, nginx
from tlswhy.lab.scenario import Scenario, Up, direct


def up(lab: Lab) -> Up:
    passing = f"location / {{ proxy_pass https://{HERE}:{lab.closed_port()}; }}"
    return direct(nginx(lab, f"{certificate(lab.leaf('a.test'))} {passing}"), *lab.trust)


SCENARIO = Scenario(expect=None, needs=("nginx",), up=up)
