"""A server without the extended master secret, and a client of RHEL 9 in FIPS mode.

GnuTLS in TLS 1.2 with `%NO_SESSION_HASH`. A user should see `ems-missing`, for sure.
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
        "--priority=NORMAL:-VERS-ALL:+VERS-TLS1.2:%NO_SESSION_HASH",
        port=port,
    )
    return direct(port, *lab.trust, "--as", "rhel-fips")


SCENARIO = Scenario(expect="ems-missing", verdict="certain", needs=("gnutls-serv",), up=up)
