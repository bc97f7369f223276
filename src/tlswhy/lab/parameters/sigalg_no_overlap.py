"""A server that signs with SHA-1 alone, as with an old token or an old policy.

It speaks TLS 1.2 with ECDHE, where the server has to sign, and at security level 0. OpenSSL answers
with the alert `handshake_failure` (40) to clients that no longer list SHA-1. A user should see
`sigalg-no-overlap`.
"""

from __future__ import annotations

from tlswhy.lab.bench import Lab
from tlswhy.lab.programs import s_server
from tlswhy.lab.scenario import Scenario, Up, direct


def up(lab: Lab) -> Up:
    only = ("-sigalgs", "ECDSA+SHA1", "-cipher", "ECDHE:@SECLEVEL=0", "-tls1_2")
    return direct(s_server(lab, lab.leaf("a.test"), *only), *lab.trust, "--no-request")


SCENARIO = Scenario(expect="sigalg-no-overlap", needs=("openssl",), up=up)
