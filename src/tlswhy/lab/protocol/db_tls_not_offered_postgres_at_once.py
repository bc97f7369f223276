"""A PostgreSQL with `ssl = off`, and a client that begins TLS with the first byte.

PostgreSQL takes the ClientHello for a packet of absurd length and closes. Only the port tells
what to try. A user should see `db-tls-not-offered`; that the port begins otherwise is as fair.
"""

from __future__ import annotations

from tlswhy.lab.bench import HERE, Lab
from tlswhy.lab.scenario import Scenario, Up
from tlswhy.lab.services import postgres


def up(lab: Lab) -> Up:
    port = postgres(lab, lab.leaf("a.test"))
    return Up(("a.test:5432", "--connect-to", f"{HERE}:{port}", "--no-proxy", *lab.trust))


SCENARIO = Scenario(
    expect="db-tls-not-offered", also_accept=("starttls-mismatch",), needs=("initdb",), up=up
)
