"""A server that requires a client certificate and gets one."""

from __future__ import annotations

from tlswhy.lab import certificates
from tlswhy.lab.bench import Lab
from tlswhy.lab.peers import mutual, tls
from tlswhy.lab.scenario import Scenario, Up, direct, showing


def up(lab: Lab) -> Up:
    own = lab.write(certificates.issue("ann", lab.intermediate, usage=(certificates.CLIENT,)))
    return direct(lab.serve(tls(mutual(lab))), *lab.trust, *showing(own))


SCENARIO = Scenario(expect=None, up=up)
