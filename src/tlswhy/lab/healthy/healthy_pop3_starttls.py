"""A POP3 server that begins TLS with STLS."""

from __future__ import annotations

from tlswhy.lab.bench import Lab
from tlswhy.lab.peers import context, pop3
from tlswhy.lab.scenario import Scenario, Up, direct


def up(lab: Lab) -> Up:
    port = lab.serve(pop3(context(lab.leaf("a.test"))))
    return direct(port, *lab.trust, "--starttls", "pop3")


SCENARIO = Scenario(expect=None, up=up)
