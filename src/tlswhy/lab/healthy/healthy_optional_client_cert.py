"""A server that asks for a client certificate and does without."""

from __future__ import annotations

import ssl

from tlswhy.lab.bench import Lab
from tlswhy.lab.peers import context, tls
from tlswhy.lab.scenario import Scenario, Up, direct


def up(lab: Lab) -> Up:
    ca = lab.write(lab.root)
    server = context(lab.leaf("a.test"), clients=ssl.CERT_OPTIONAL, client_ca=ca)
    return direct(lab.serve(tls(server)), *lab.trust)


SCENARIO = Scenario(expect=None, up=up)
