"""The server shows a certificate that is for clients.

Its extended key usage is clientAuth alone. A user should see `cert-wrong-usage`.
"""

from __future__ import annotations

from tlswhy.lab import certificates
from tlswhy.lab.bench import Lab
from tlswhy.lab.peers import context, tls
from tlswhy.lab.scenario import Scenario, Up, direct


def up(lab: Lab) -> Up:
    leaf = certificates.issue(
        "a.test", lab.intermediate, names=("a.test",), usage=(certificates.CLIENT,)
    )
    return direct(lab.serve(tls(context(lab.write(leaf)))), *lab.trust)


SCENARIO = Scenario(expect="cert-wrong-usage", up=up)
