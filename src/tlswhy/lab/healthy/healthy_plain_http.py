"""A URL that begins with http://, and an nginx without TLS."""

from __future__ import annotations

from tlswhy.lab.bench import HERE, Lab
from tlswhy.lab.programs import nginx
from tlswhy.lab.scenario import Scenario, Up


def up(lab: Lab) -> Up:
    port = nginx(lab, "return 200;", tls=False)
    return Up((f"http://a.test:{port}/", "--connect-to", f"{HERE}:{port}"))


SCENARIO = Scenario(expect=None, needs=("nginx",), up=up)
