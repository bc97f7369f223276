"""A wildcard certificate and a name two levels below it.

`*.a.test` stands for one label (RFC 9525 section 6.3), the name is `x.y.a.test`. A user should see
`cert-wildcard-mismatch`.
"""

from __future__ import annotations

from tlswhy.lab.bench import Lab
from tlswhy.lab.peers import context, tls
from tlswhy.lab.scenario import Scenario, Up, direct


def up(lab: Lab) -> Up:
    port = lab.serve(tls(context(lab.leaf("*.a.test"))))
    return direct(port, *lab.trust, name="x.y.a.test")


SCENARIO = Scenario(expect="cert-wildcard-mismatch", up=up)
