"""A server with an RSA key of 2048 bits, and OpenSSL at security level 3.

Every other client takes it; this one says "ee key too small". A user should see
`policy-algorithm-disabled`.
"""

from __future__ import annotations

from tlswhy.lab.bench import Lab
from tlswhy.lab.peers import context, tls
from tlswhy.lab.scenario import Scenario, Up, direct


def up(lab: Lab) -> Up:
    server = context(lab.leaf("a.test", key="rsa2048"))
    return direct(lab.serve(tls(server)), *lab.trust, "--as", "openssl-seclevel3")


SCENARIO = Scenario(expect="policy-algorithm-disabled", verdict="certain", up=up)
