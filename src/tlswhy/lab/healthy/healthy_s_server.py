"""An OpenSSL server with an RSA certificate, which says nothing after the handshake."""

from __future__ import annotations

from tlswhy.lab.bench import Lab
from tlswhy.lab.programs import s_server
from tlswhy.lab.scenario import Scenario, Up, direct


def up(lab: Lab) -> Up:
    return direct(s_server(lab, lab.leaf("a.test", key="rsa2048")), *lab.trust, "--no-request")


SCENARIO = Scenario(expect=None, needs=("openssl",), up=up)
