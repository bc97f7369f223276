"""A PostgreSQL 15 with TLS, and a client that begins TLS with the first byte.

Only from version 17 on does it take that. A user should see `starttls-mismatch`.
"""

from __future__ import annotations

from tlswhy.lab.bench import HERE, Lab
from tlswhy.lab.scenario import Scenario, Up
from tlswhy.lab.services import postgres


def up(lab: Lab) -> Up:
    port = postgres(
        lab, lab.leaf("a.test"), "ssl=on", "ssl_cert_file=server.crt", "ssl_key_file=server.key"
    )
    return Up(("a.test:5432", "--connect-to", f"{HERE}:{port}", "--no-proxy", *lab.trust))


SCENARIO = Scenario(expect="starttls-mismatch", verdict="certain", needs=("initdb",), up=up)
