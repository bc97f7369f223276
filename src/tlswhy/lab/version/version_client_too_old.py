"""A client that knows TLS 1.1 at most, and a server that begins at 1.2.

OpenSSL answers with the alert `protocol_version` (70). A user should see
`version-client-too-old`.
"""

from __future__ import annotations

from tlswhy.lab.bench import Lab
from tlswhy.lab.peers import context, tls
from tlswhy.lab.scenario import Scenario, Up, direct


def up(lab: Lab) -> Up:
    port = lab.serve(tls(context(lab.leaf("a.test"))))
    return direct(port, *lab.trust, "--max-version", "1.1")


SCENARIO = Scenario(expect="version-client-too-old", up=up)
