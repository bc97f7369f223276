"""A PostgreSQL with `ssl_min_protocol_version = TLSv1.3`, and a client that knows 1.2 at most.

A user should see `version-client-too-old`.
"""

from __future__ import annotations

from tlswhy.lab.bench import Lab
from tlswhy.lab.scenario import Scenario, Up, direct
from tlswhy.lab.services import postgres


def up(lab: Lab) -> Up:
    newest = "ssl_min_protocol_version=TLSv1.3"
    port = postgres(
        lab,
        lab.leaf("a.test"),
        "ssl=on",
        "ssl_cert_file=server.crt",
        "ssl_key_file=server.key",
        newest,
    )
    return direct(port, "--starttls", "postgres", *lab.trust, "--max-version", "1.2")


SCENARIO = Scenario(expect="version-client-too-old", verdict="certain", needs=("initdb",), up=up)
