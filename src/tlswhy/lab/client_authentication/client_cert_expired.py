"""The client's certificate has expired.

OpenSSL answers with the alert `certificate_expired` (45), in TLS 1.3 after the handshake. A user
should see `client-cert-expired`.
"""

from __future__ import annotations

from tlswhy.lab import certificates
from tlswhy.lab.bench import Lab
from tlswhy.lab.peers import mutual, tls
from tlswhy.lab.scenario import Scenario, Up, direct, showing


def up(lab: Lab) -> Up:
    old = certificates.issue(
        "ann", lab.intermediate, days=(-100, -10), usage=(certificates.CLIENT,)
    )
    own = lab.write(old)
    return direct(lab.serve(tls(mutual(lab))), *lab.trust, *showing(own))


SCENARIO = Scenario(expect="client-cert-expired", up=up)
