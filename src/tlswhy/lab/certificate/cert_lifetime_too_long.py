"""A company's own CA issues for 900 days, which only Apple's systems refuse.

A user should see that it works here, and `cert-lifetime-too-long` with who refuses it.
"""

from __future__ import annotations

from tlswhy.lab.bench import Lab
from tlswhy.lab.peers import context, tls
from tlswhy.lab.scenario import Scenario, Up, direct


def up(lab: Lab) -> Up:
    leaf = lab.leaf("a.test", days=(-10, 890))
    return direct(lab.serve(tls(context(leaf))), *lab.trust)


SCENARIO = Scenario(expect="cert-lifetime-too-long", outcome="at-risk", verdict="certain", up=up)
