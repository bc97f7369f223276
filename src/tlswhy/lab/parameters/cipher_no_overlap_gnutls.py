"""A server of GnuTLS with Camellia alone, in TLS 1.2.

A user should see `cipher-no-overlap`.
"""

from __future__ import annotations

from tlswhy.lab.bench import Lab
from tlswhy.lab.programs import gnutls_serv
from tlswhy.lab.scenario import Scenario, Up, direct


def up(lab: Lab) -> Up:
    camellia = (
        "NONE:+VERS-TLS1.2:+CAMELLIA-256-CBC:+SHA1:+RSA:+ECDHE-RSA:+SIGN-ALL:+GROUP-ALL:+COMP-NULL"
    )
    port = gnutls_serv(lab, lab.leaf("a.test", key="rsa2048"), "--priority", camellia)
    return direct(port, *lab.trust)


SCENARIO = Scenario(expect="cipher-no-overlap", verdict="certain", needs=("gnutls-serv",), up=up)
