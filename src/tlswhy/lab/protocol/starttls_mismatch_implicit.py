"""STARTTLS on a port where TLS starts with the first byte, as on 465.

Client and server wait for each other. A user should see `starttls-mismatch`, because TLS without
STARTTLS works there.
"""

from __future__ import annotations

from tlswhy.lab.bench import Lab
from tlswhy.lab.peers import context, tls
from tlswhy.lab.scenario import Scenario, Up, direct


def up(lab: Lab) -> Up:
    port = lab.serve(tls(context(lab.leaf("a.test"))))
    return direct(port, *lab.trust, "--starttls", "smtp", "--timeout", "1")


SCENARIO = Scenario(expect="starttls-mismatch", up=up)
