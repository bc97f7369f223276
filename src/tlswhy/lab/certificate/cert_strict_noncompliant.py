"""A home-made CA that leaves out key identifiers and marks nothing critical.

OpenSSL takes it, and Python does so up to 3.12. A user should see that it works here, and
`cert-strict-noncompliant` with every rule that is broken and who minds.
"""

from __future__ import annotations

from tlswhy.lab import certificates
from tlswhy.lab.bench import Lab
from tlswhy.lab.peers import context, tls
from tlswhy.lab.scenario import Scenario, Up, direct


def up(lab: Lab) -> Up:
    root = certificates.issue("Home Root", ca=True, days=(-30, 3650), home_made=True)
    leaf = certificates.issue("a.test", root, names=("a.test",), home_made=True)
    return direct(lab.serve(tls(context(lab.write(leaf)))), *lab.trusting(root))


SCENARIO = Scenario(expect="cert-strict-noncompliant", outcome="at-risk", verdict="certain", up=up)
