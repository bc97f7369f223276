"""The server's only certificate is signed by itself.

Its name and dates are right. A user should see `trust-self-signed`.
"""

from __future__ import annotations

from tlswhy.lab import certificates
from tlswhy.lab.bench import Lab
from tlswhy.lab.peers import context, tls
from tlswhy.lab.scenario import Scenario, Up, direct


def up(lab: Lab) -> Up:
    alone = lab.write(certificates.issue("a.test", names=("a.test",)))
    return direct(lab.serve(tls(context(alone))))


SCENARIO = Scenario(expect="trust-self-signed", up=up)
