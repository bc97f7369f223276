"""An LDAP server that begins TLS with the StartTLS operation."""

from __future__ import annotations

from tlswhy.lab.bench import Lab
from tlswhy.lab.peers import context, ldap
from tlswhy.lab.scenario import Scenario, Up, direct


def up(lab: Lab) -> Up:
    port = lab.serve(ldap(context(lab.leaf("a.test"))))
    return direct(port, *lab.trust, "--starttls", "ldap")


SCENARIO = Scenario(expect=None, up=up)
