"""The server sends its leaf alone, and this client has the intermediate in its store.

It works here, as in a browser that has met the intermediate elsewhere. A user should see
`chain-intermediate-missing` as what is at risk: who trusts the root alone will fail.
"""

from __future__ import annotations

from tlswhy.lab import certificates
from tlswhy.lab.bench import Lab
from tlswhy.lab.peers import context, tls
from tlswhy.lab.scenario import Scenario, Up, direct


def up(lab: Lab) -> Up:
    leaf = certificates.issue("a.test", lab.intermediate, names=("a.test",))
    alone = lab.write(leaf, intermediates=False)
    return direct(lab.serve(tls(context(alone))), *lab.trusting(lab.intermediate))


SCENARIO = Scenario(expect="chain-intermediate-missing", outcome="at-risk", up=up)
