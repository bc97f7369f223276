"""The client's certificate comes from a CA that the server does not know.

OpenSSL answers with the alert `unknown_ca` (48), in TLS 1.3 after the handshake. A user should see
`client-cert-untrusted`.
"""

from __future__ import annotations

from tlswhy.lab import certificates
from tlswhy.lab.bench import Lab
from tlswhy.lab.peers import mutual, tls
from tlswhy.lab.scenario import Scenario, Up, direct, showing


def up(lab: Lab) -> Up:
    stranger = certificates.issue("Other Root", ca=True)
    own = lab.write(certificates.issue("ann", stranger, usage=(certificates.CLIENT,)))
    return direct(lab.serve(tls(mutual(lab))), *lab.trust, *showing(own))


SCENARIO = Scenario(expect="client-cert-untrusted", up=up)
