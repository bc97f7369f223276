"""A complete chain up to a private root that this client does not know.

The server sends leaf and intermediate, the root is in no store. A user should see
`trust-private-ca`; the same command with `--ca-file` works.
"""

from __future__ import annotations

from tlswhy.lab.bench import Lab
from tlswhy.lab.peers import context, tls
from tlswhy.lab.scenario import Scenario, Up, direct


def up(lab: Lab) -> Up:
    port = lab.serve(tls(context(lab.leaf("a.test"))))
    return direct(port, note=f"it works with {' '.join(lab.trust)}")


SCENARIO = Scenario(expect="trust-private-ca", up=up)
