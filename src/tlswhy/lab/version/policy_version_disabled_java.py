"""Java 17 that is held to TLS 1.1, which its own policy forbids.

As with `-Djdk.tls.client.protocols=TLSv1.1`: no hello leaves. A user should see
`policy-version-disabled`, and that the server answers a hello of today.
"""

from __future__ import annotations

from tlswhy.lab.bench import Lab
from tlswhy.lab.peers import context, tls
from tlswhy.lab.scenario import Scenario, Up, direct


def up(lab: Lab) -> Up:
    server = context(lab.leaf("a.test"))
    held = ("--as", "java@17", "--max-version", "1.1")
    return direct(lab.serve(tls(server)), *lab.trust, *held)


SCENARIO = Scenario(expect="policy-version-disabled", verdict="certain", up=up)
