"""A server of TLS 1.2 that knows RSA key exchange alone, and a client of Go 1.24.

Go left RSA key exchange out in 1.22. A user should see `cipher-no-overlap`, and that the server has
to change.
"""

from __future__ import annotations

import ssl

from tlswhy.lab.bench import Lab
from tlswhy.lab.peers import context, tls
from tlswhy.lab.scenario import Scenario, Up, direct


def up(lab: Lab) -> Up:
    server = context(
        lab.leaf("a.test", key="rsa2048"),
        newest=ssl.TLSVersion.TLSv1_2,
        ciphers="AES256-GCM-SHA384:AES128-GCM-SHA256",
    )
    return direct(lab.serve(tls(server)), *lab.trust, "--as", "go@1.24")


SCENARIO = Scenario(expect="cipher-no-overlap", verdict="certain", up=up)
