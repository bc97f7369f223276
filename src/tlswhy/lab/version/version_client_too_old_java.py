"""A server of today, and Java 7, which offers TLS 1.0 alone.

The server answers with the alert `protocol_version` (70). A user should see
`version-client-too-old`.
"""

from __future__ import annotations

from tlswhy.lab.bench import Lab
from tlswhy.lab.peers import context, tls
from tlswhy.lab.scenario import Scenario, Up, direct


def up(lab: Lab) -> Up:
    return direct(lab.serve(tls(context(lab.leaf("a.test")))), *lab.trust, "--as", "java@7")


SCENARIO = Scenario(expect="version-client-too-old", verdict="certain", up=up)
