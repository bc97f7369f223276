"""A PostgreSQL that has no TLS.

It answers SSLRequest with the one byte `N`. A user should see `db-tls-not-offered`.
"""

from __future__ import annotations

from tlswhy.lab.bench import Lab
from tlswhy.lab.peers import postgres
from tlswhy.lab.scenario import Scenario, Up, direct


def up(lab: Lab) -> Up:
    return direct(lab.serve(postgres(None)), "--starttls", "postgres")


SCENARIO = Scenario(expect="db-tls-not-offered", up=up)
