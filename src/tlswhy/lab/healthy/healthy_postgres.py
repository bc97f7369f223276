"""A PostgreSQL with TLS."""

from __future__ import annotations

from tlswhy.lab.bench import Lab
from tlswhy.lab.scenario import Scenario, Up, direct
from tlswhy.lab.services import postgres


def up(lab: Lab) -> Up:
    port = postgres(
        lab, lab.leaf("a.test"), "ssl=on", "ssl_cert_file=server.crt", "ssl_key_file=server.key"
    )
    return direct(port, "--starttls", "postgres", *lab.trust)


SCENARIO = Scenario(expect=None, needs=("initdb",), up=up)
