"""TLS from the first byte on a port where it begins with STARTTLS.

The server greets with `220`. A user should see `starttls-mismatch` and what to use instead.
"""

from __future__ import annotations

from tlswhy.lab.bench import Lab
from tlswhy.lab.peers import greets
from tlswhy.lab.scenario import Scenario, Up, direct


def up(lab: Lab) -> Up:
    return direct(lab.serve(greets(b"220 mail.test ESMTP ready\r\n")), "--timeout", "1")


SCENARIO = Scenario(expect="starttls-mismatch", up=up)
