"""A server of GnuTLS in good order."""

from __future__ import annotations

from tlswhy.lab.bench import Lab
from tlswhy.lab.programs import gnutls_serv
from tlswhy.lab.scenario import Scenario, Up, direct


def up(lab: Lab) -> Up:
    return direct(gnutls_serv(lab, lab.leaf("a.test")), *lab.trust)


SCENARIO = Scenario(expect=None, needs=("gnutls-serv",), up=up)
