"""The client is given a certificate and the key of another one.

OpenSSL answers the signature with the alert `decrypt_error` (51), in TLS 1.3 after the handshake. A
user should see `client-key-unusable`: most clients would not even start.
"""

from __future__ import annotations

from tlswhy.lab import certificates
from tlswhy.lab.bench import Lab
from tlswhy.lab.certificates import Pem
from tlswhy.lab.peers import mutual, tls
from tlswhy.lab.scenario import Scenario, Up, direct, showing


def up(lab: Lab) -> Up:
    ann, other = (
        lab.write(certificates.issue("ann", lab.intermediate, usage=(certificates.CLIENT,)))
        for _ in range(2)
    )
    return direct(lab.serve(tls(mutual(lab))), *lab.trust, *showing(Pem(ann.chain, other.key)))


SCENARIO = Scenario(expect="client-key-unusable", verdict="certain", up=up)
