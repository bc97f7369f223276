"""A Dovecot with STARTTLS."""

from __future__ import annotations

from tlswhy.lab.bench import Lab
from tlswhy.lab.scenario import Scenario, Up, direct
from tlswhy.lab.services import dovecot


def up(lab: Lab) -> Up:
    return direct(dovecot(lab, lab.leaf("a.test")), "--starttls", "imap", *lab.trust)


SCENARIO = Scenario(expect=None, needs=("dovecot",), up=up)
