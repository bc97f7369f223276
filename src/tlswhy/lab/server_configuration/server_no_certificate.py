"""A TLS listener that has no certificate at all.

OpenSSL finds no suite that it could use without one and sends the alert `handshake_failure` (40)
to every client. A user should see `server-no-certificate`; from outside an empty intersection of
suites looks much the same.
"""

from __future__ import annotations

from tlswhy.lab.bench import Lab
from tlswhy.lab.programs import s_server
from tlswhy.lab.scenario import Scenario, Up, direct


def up(lab: Lab) -> Up:
    return direct(s_server(lab, None, "-nocert"), *lab.trust)


SCENARIO = Scenario(
    expect="server-no-certificate", also_accept=("cipher-no-overlap",), needs=("openssl",), up=up
)
