"""A client without any trust anchor, as in a container without `ca-certificates`.

The chain is whole. A user should see `trust-store-missing`, not only that this CA is unknown.
"""

from __future__ import annotations

from tlswhy.lab.bench import Lab
from tlswhy.lab.peers import context, tls
from tlswhy.lab.scenario import Scenario, Up, direct


def up(lab: Lab) -> Up:
    port = lab.serve(tls(context(lab.leaf("a.test"))))
    return direct(port, "--trust", "none", note=f"it works with {' '.join(lab.trust)}")


SCENARIO = Scenario(expect="trust-store-missing", verdict="certain", up=up)
