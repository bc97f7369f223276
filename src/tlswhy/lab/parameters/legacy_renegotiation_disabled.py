"""A server without RFC 5746, as old inspectors and load balancers are.

GnuTLS in TLS 1.2 with safe renegotiation turned off: it works for browsers, and OpenSSL 3 ends the
handshake with "unsafe legacy renegotiation disabled". A user should see
`legacy-renegotiation-disabled`.
"""

from __future__ import annotations

from tlswhy.lab.bench import Lab, free_port
from tlswhy.lab.scenario import Scenario, Up, direct


def up(lab: Lab) -> Up:
    leaf, port = lab.leaf("a.test"), free_port()
    priority = "NORMAL:-VERS-ALL:+VERS-TLS1.2:%DISABLE_SAFE_RENEGOTIATION"
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


SCENARIO = Scenario(expect="legacy-renegotiation-disabled", needs=("gnutls-serv",), up=up)
