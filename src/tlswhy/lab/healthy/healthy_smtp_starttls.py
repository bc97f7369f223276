"""A mail server that begins TLS with STARTTLS."""

from __future__ import annotations

from tlswhy.lab.bench import Lab
from tlswhy.lab.peers import context, smtp
from tlswhy.lab.scenario import Scenario, Up, direct


def up(lab: Lab) -> Up:
    port = lab.serve(smtp(context(lab.leaf("a.test"))))
    return direct(port, *lab.trust, "--starttls", "smtp")


SCENARIO = Scenario(expect=None, up=up)
