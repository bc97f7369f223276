"""The server requires a client certificate and in TLS 1.3 says so after the handshake.

The client has finished when the alert `certificate_required` (116) arrives. A user should see
`client-cert-missing`.
"""

from __future__ import annotations

from tlswhy.lab.bench import Lab
from tlswhy.lab.peers import mutual, tls
from tlswhy.lab.scenario import Scenario, Up, direct


def up(lab: Lab) -> Up:
    return direct(lab.serve(tls(mutual(lab))), *lab.trust)


SCENARIO = Scenario(expect="client-cert-missing", up=up)
