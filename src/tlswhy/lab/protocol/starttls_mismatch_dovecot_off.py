"""A Dovecot with `ssl = no`: its IMAP has no STARTTLS.

A user should see `starttls-mismatch`, and that the server has to act.
"""

from __future__ import annotations

from tlswhy.lab.bench import Lab
from tlswhy.lab.scenario import Scenario, Up, direct
from tlswhy.lab.services import dovecot


def up(lab: Lab) -> Up:
    return direct(dovecot(lab, None), "--starttls", "imap")


SCENARIO = Scenario(expect="starttls-mismatch", verdict="certain", needs=("dovecot",), up=up)
