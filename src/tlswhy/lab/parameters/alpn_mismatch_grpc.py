"""A gRPC client and a server that does not speak ALPN.

It answers the hello in good order, without a protocol; grpc-go 1.67 and newer then close. A user
should see `alpn-mismatch`.
"""

from __future__ import annotations

from tlswhy.lab.bench import Lab
from tlswhy.lab.peers import context, drain, tls
from tlswhy.lab.scenario import Scenario, Up, direct


def up(lab: Lab) -> Up:
    server = tls(context(lab.leaf("a.test")), drain)
    return direct(lab.serve(server), *lab.trust, "--as", "grpc-go@1.67")


SCENARIO = Scenario(expect="alpn-mismatch", verdict="certain", up=up)
