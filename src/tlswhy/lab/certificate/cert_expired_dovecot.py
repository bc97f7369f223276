"""A Dovecot whose certificate was renewed on disk and never reloaded.

The leaf ended ten days ago. A user should see `cert-expired`, behind STARTTLS.
"""

from __future__ import annotations

from tlswhy.lab.bench import Lab
from tlswhy.lab.scenario import Scenario, Up, direct
from tlswhy.lab.services import dovecot


def up(lab: Lab) -> Up:
    port = dovecot(lab, lab.leaf("a.test", days=(-100, -10)))
    return direct(port, "--starttls", "imap", *lab.trust)


SCENARIO = Scenario(expect="cert-expired", verdict="certain", needs=("dovecot",), up=up)
