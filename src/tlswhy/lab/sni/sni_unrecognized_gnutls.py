"""A server of GnuTLS that serves another name and says so.

A user should see `sni-unrecognized`.
"""

from __future__ import annotations

from tlswhy.lab.bench import Lab
from tlswhy.lab.programs import gnutls_serv
from tlswhy.lab.scenario import Scenario, Up, direct


def up(lab: Lab) -> Up:
    strict = ("--sni-hostname", "b.test", "--sni-hostname-fatal")
    return direct(gnutls_serv(lab, lab.leaf("b.test"), *strict), *lab.trust)


SCENARIO = Scenario(expect="sni-unrecognized", verdict="likely", needs=("gnutls-serv",), up=up)
