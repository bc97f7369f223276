"""A server that knows P-521 alone and a client that knows X25519 alone.

OpenSSL answers with the alert `handshake_failure` (40). A user should see `group-no-overlap`;
without `--groups` it works if the client knows P-521.
"""

from __future__ import annotations

from tlswhy.lab.bench import Lab
from tlswhy.lab.programs import s_server
from tlswhy.lab.scenario import Scenario, Up, direct


def up(lab: Lab) -> Up:
    port = s_server(lab, lab.leaf("a.test"), "-groups", "P-521", "-tls1_3")
    return direct(port, *lab.trust, "--groups", "X25519", "--no-request")


SCENARIO = Scenario(expect="group-no-overlap", needs=("openssl",), up=up)
