"""A server without RFC 5746, and Python with OpenSSL 3.

A user should see `legacy-renegotiation-disabled`; `--as java` connects to the same server.
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
    return direct(port, *lab.trust, "--as", "python@3.11")


SCENARIO = Scenario(
    expect="legacy-renegotiation-disabled", verdict="certain", needs=("gnutls-serv",), up=up
)
