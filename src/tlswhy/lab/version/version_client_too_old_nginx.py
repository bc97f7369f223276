"""A client that knows TLS 1.1 at most, and an nginx with TLS 1.2 and 1.3.

nginx ends the handshake with the alert `protocol_version` (70). A user should see
`version-client-too-old`.
"""

from __future__ import annotations

from tlswhy.lab.bench import Lab
from tlswhy.lab.programs import certificate, nginx
from tlswhy.lab.scenario import Scenario, Up, direct


def up(lab: Lab) -> Up:
    server = f"{certificate(lab.leaf('a.test'))} ssl_protocols TLSv1.2 TLSv1.3; return 200;"
    return direct(nginx(lab, server), *lab.trust, "--max-version", "1.1")


SCENARIO = Scenario(expect="version-client-too-old", needs=("nginx",), up=up)
