"""The server's certificate has expired.

A TLS server of OpenSSL shows a leaf whose notAfter passed ten days ago; its name and its chain
are right. A user should see `cert-expired` with the date and the number of days.
"""

from __future__ import annotations

from tlswhy.lab.bench import Lab
from tlswhy.lab.peers import context, tls
from tlswhy.lab.scenario import Scenario, Up, direct


def up(lab: Lab) -> Up:
    leaf = lab.leaf("a.test", days=(-100, -10))
    return direct(lab.serve(tls(context(leaf))), *lab.trust)


SCENARIO = Scenario(expect="cert-expired", up=up)
