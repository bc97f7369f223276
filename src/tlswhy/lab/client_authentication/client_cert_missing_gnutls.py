"""A server of GnuTLS that requires a client certificate, and a client without one.

A user should see `client-cert-missing`.
"""

from __future__ import annotations

from tlswhy.lab.bench import Lab
from tlswhy.lab.programs import gnutls_serv
from tlswhy.lab.scenario import Scenario, Up, direct


def up(lab: Lab) -> Up:
    required = ("--require-client-cert", "--x509cafile", lab.trust[1])
    return direct(gnutls_serv(lab, lab.leaf("a.test"), *required), *lab.trust)


SCENARIO = Scenario(expect="client-cert-missing", verdict="certain", needs=("gnutls-serv",), up=up)
