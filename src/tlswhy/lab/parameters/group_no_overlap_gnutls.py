"""A server of GnuTLS with P-384 alone, and a client with X25519 alone.

A user should see `group-no-overlap`.
"""

from __future__ import annotations

from tlswhy.lab.bench import Lab
from tlswhy.lab.programs import gnutls_serv
from tlswhy.lab.scenario import Scenario, Up, direct


def up(lab: Lab) -> Up:
    groups = "NORMAL:-VERS-TLS-ALL:+VERS-TLS1.3:-GROUP-ALL:+GROUP-SECP384R1"
    port = gnutls_serv(lab, lab.leaf("a.test"), "--priority", groups)
    return direct(port, *lab.trust, "--groups", "x25519")


SCENARIO = Scenario(expect="group-no-overlap", verdict="certain", needs=("gnutls-serv",), up=up)
