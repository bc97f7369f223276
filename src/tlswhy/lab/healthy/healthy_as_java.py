"""A server without RFC 5746, which Java takes and OpenSSL 3 does not.

For the client that is asked for nothing is wrong.
"""

from __future__ import annotations

from tlswhy.lab.bench import Lab, free_port
from tlswhy.lab.scenario import Scenario, Up, direct


def up(lab: Lab) -> Up:
    leaf, port = lab.leaf("a.test"), free_port()
    lab.program(
        "gnutls-serv",
        f"--port={port}",
        "--disable-client-cert",
        f"--x509certfile={leaf.chain}",
        f"--x509keyfile={leaf.key}",
        "--priority=NORMAL:-VERS-ALL:+VERS-TLS1.2:%DISABLE_SAFE_RENEGOTIATION",
        port=port,
    )
    return direct(port, *lab.trust, "--as", "java@17")


SCENARIO = Scenario(expect=None, needs=("gnutls-serv",), up=up)
