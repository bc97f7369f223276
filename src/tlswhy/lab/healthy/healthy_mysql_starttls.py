"""A MySQL whose greeting offers TLS."""

from __future__ import annotations

from tlswhy.lab.bench import Lab
from tlswhy.lab.peers import context, mysql
from tlswhy.lab.scenario import Scenario, Up, direct


def up(lab: Lab) -> Up:
    port = lab.serve(mysql(context(lab.leaf("a.test"))))
    return direct(port, *lab.trust, "--starttls", "mysql")


SCENARIO = Scenario(expect=None, up=up)
