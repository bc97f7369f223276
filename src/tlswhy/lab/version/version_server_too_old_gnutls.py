"""A server of GnuTLS with TLS 1.1 at most.

A user should see `version-server-too-old`.
"""

from __future__ import annotations

from tlswhy.lab.bench import Lab
from tlswhy.lab.programs import gnutls_serv
from tlswhy.lab.scenario import Scenario, Up, direct


def up(lab: Lab) -> Up:
    old = "NORMAL:-VERS-TLS-ALL:+VERS-TLS1.1:+VERS-TLS1.0:+SHA1:%VERIFY_ALLOW_SIGN_WITH_SHA1"
    port = gnutls_serv(lab, lab.leaf("a.test", key="rsa2048"), "--priority", old)
    return direct(port, *lab.trust)


SCENARIO = Scenario(
    expect="version-server-too-old", verdict="certain", needs=("gnutls-serv",), up=up
)
