"""An XMPP server that offers STARTTLS in its features."""

from __future__ import annotations

from tlswhy.lab.bench import Lab
from tlswhy.lab.peers import context, xmpp
from tlswhy.lab.scenario import Scenario, Up, direct


def up(lab: Lab) -> Up:
    port = lab.serve(xmpp(context(lab.leaf("a.test"))))
    return direct(port, *lab.trust, "--starttls", "xmpp")


SCENARIO = Scenario(expect=None, up=up)
