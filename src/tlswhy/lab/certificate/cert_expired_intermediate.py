"""The leaf is in order and the intermediate above it has expired.

The leaf is valid for another 80 days, its issuer ended ten days ago. A user should see
`cert-expired`, and that it is the certificate at depth 1.
"""

from __future__ import annotations

from tlswhy.lab import certificates
from tlswhy.lab.bench import Lab
from tlswhy.lab.peers import context, tls
from tlswhy.lab.scenario import Scenario, Up, direct


def up(lab: Lab) -> Up:
    issuer = certificates.issue("Lab Old CA", lab.root, ca=True, days=(-20, -10))
    leaf = certificates.issue("a.test", issuer, names=("a.test",), days=(-15, 80))
    return direct(lab.serve(tls(context(lab.write(leaf)))), *lab.trust)


SCENARIO = Scenario(expect="cert-expired", up=up)
