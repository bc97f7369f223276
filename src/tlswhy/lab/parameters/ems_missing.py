"""A server without the extended master secret, which only clients in FIPS mode refuse.

GnuTLS in TLS 1.2 with `%NO_SESSION_HASH`. For this client, and for nearly all, nothing is wrong.
"""

from __future__ import annotations

from tlswhy.lab.bench import Lab, free_port
from tlswhy.lab.scenario import Scenario, Up, direct


def up(lab: Lab) -> Up:
    leaf, port = lab.leaf("a.test"), free_port()
    priority = "NORMAL:-VERS-ALL:+VERS-TLS1.2:%NO_SESSION_HASH"
    lab.program(
        "gnutls-serv",
        f"--port={port}",
        "--disable-client-cert",
        f"--x509certfile={leaf.chain}",
        f"--x509keyfile={leaf.key}",
        f"--priority={priority}",
        port=port,
    )
    return direct(port, *lab.trust, "--no-request")


SCENARIO = Scenario(expect="ems-missing", outcome="ok", needs=("gnutls-serv",), up=up)
