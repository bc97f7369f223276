"""The reverse: a list of ECDHE-ECDSA suites, and a server whose certificate has an RSA key.

OpenSSL answers with the alert `handshake_failure` (40). A user should see `cert-key-type-mismatch`.
"""

from __future__ import annotations

from tlswhy.lab.bench import Lab
from tlswhy.lab.programs import s_server
from tlswhy.lab.scenario import Scenario, Up, direct


def up(lab: Lab) -> Up:
    port = s_server(lab, lab.leaf("a.test", key="rsa2048"), "-tls1_2")
    suites = "ECDHE-ECDSA-AES256-GCM-SHA384:ECDHE-ECDSA-AES128-GCM-SHA256"
    return direct(port, *lab.trust, "--ciphers", suites, "--no-request")


SCENARIO = Scenario(expect="cert-key-type-mismatch", verdict="certain", needs=("openssl",), up=up)
