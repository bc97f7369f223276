"""The server requires a client certificate and in TLS 1.3 says so after the handshake.

The client has finished when the alert `certificate_required` (116) arrives. A user should see
`client-cert-missing`.
"""

from __future__ import annotations

import ssl

from tlswhy.lab.bench import Lab
from tlswhy.lab.peers import context, tls
from tlswhy.lab.scenario import Scenario, Up, direct


def up(lab: Lab) -> Up:
    ca = lab.write(lab.root)
    server = context(lab.leaf("a.test"), clients=ssl.CERT_REQUIRED, client_ca=ca)
    return direct(lab.serve(tls(server)), *lab.trust)


SCENARIO = Scenario(expect="client-cert-missing", up=up)
