"""A Dovecot with TLS from the first byte, as on 993, and a client that waits for its greeting.

A user should see `starttls-mismatch`.
"""

from __future__ import annotations

from tlswhy.lab.bench import Lab
from tlswhy.lab.scenario import Scenario, Up, direct
from tlswhy.lab.services import dovecot


def up(lab: Lab) -> Up:
    port = dovecot(lab, lab.leaf("a.test"), implicit=True)
    return direct(port, "--starttls", "imap", *lab.trust, "--timeout", "1")


SCENARIO = Scenario(expect="starttls-mismatch", verdict="certain", needs=("dovecot",), up=up)
