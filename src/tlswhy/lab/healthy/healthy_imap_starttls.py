"""An IMAP server that begins TLS with STARTTLS."""

from __future__ import annotations

from tlswhy.lab.bench import Lab
from tlswhy.lab.peers import context, imap
from tlswhy.lab.scenario import Scenario, Up, direct


def up(lab: Lab) -> Up:
    port = lab.serve(imap(context(lab.leaf("a.test"))))
    return direct(port, *lab.trust, "--starttls", "imap")


SCENARIO = Scenario(expect=None, up=up)
