"""An nginx with a certificate that demands a stapled OCSP response, and with that response."""

from __future__ import annotations

from tlswhy.lab import certificates
from tlswhy.lab.bench import Lab
from tlswhy.lab.programs import certificate, nginx
from tlswhy.lab.scenario import Scenario, Up, direct
from tlswhy.lab.staples import nginx_staples, staple


def up(lab: Lab) -> Up:
    leaf = certificates.issue("a.test", lab.intermediate, names=("a.test",), must_staple=True)
    lines = f"{certificate(lab.write(leaf))} {nginx_staples(staple(lab, leaf))} return 200;"
    return direct(nginx(lab, lines), *lab.trust)


SCENARIO = Scenario(expect=None, needs=("nginx",), up=up)
