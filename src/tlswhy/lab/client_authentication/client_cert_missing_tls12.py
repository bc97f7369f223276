"""The server requires a client certificate, in TLS 1.2.

OpenSSL answers the empty Certificate with the alert `handshake_failure` (40). A user should see
`client-cert-missing`, not a question of suites.
"""

from __future__ import annotations

import ssl

from tlswhy.lab.bench import Lab
from tlswhy.lab.peers import mutual, tls
from tlswhy.lab.scenario import Scenario, Up, direct


def up(lab: Lab) -> Up:
    server = mutual(lab, newest=ssl.TLSVersion.TLSv1_2)
    return direct(lab.serve(tls(server)), *lab.trust)


SCENARIO = Scenario(expect="client-cert-missing", up=up)
