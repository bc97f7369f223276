"""A server that requires a client certificate and gets one."""

from __future__ import annotations

import ssl

from tlswhy.lab import certificates
from tlswhy.lab.bench import Lab
from tlswhy.lab.peers import context, tls
from tlswhy.lab.scenario import Scenario, Up, direct


def up(lab: Lab) -> Up:
    ca = lab.write(lab.root)
    server = context(lab.leaf("a.test"), clients=ssl.CERT_REQUIRED, client_ca=ca)
    own = lab.write(
        certificates.issue("ann", lab.intermediate, usage=(certificates.CLIENT,))
    )
    ours = ("--cert", str(own.chain), "--key", str(own.key))
    return direct(lab.serve(tls(server)), *lab.trust, *ours)


SCENARIO = Scenario(expect=None, up=up)
