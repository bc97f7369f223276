"""A server of TLS 1.3 in good order."""

from __future__ import annotations

import ssl

from tlswhy.lab.bench import Lab
from tlswhy.lab.peers import context, tls
from tlswhy.lab.scenario import Scenario, Up, direct


def up(lab: Lab) -> Up:
    server = context(lab.leaf("a.test"), oldest=ssl.TLSVersion.TLSv1_3)
    return direct(lab.serve(tls(server)), *lab.trust)


SCENARIO = Scenario(expect=None, up=up)
