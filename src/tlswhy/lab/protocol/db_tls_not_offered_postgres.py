"""A PostgreSQL with `ssl = off`, as it is shipped by its own project.

A user should see `db-tls-not-offered`.
"""

from __future__ import annotations

from tlswhy.lab.bench import Lab
from tlswhy.lab.scenario import Scenario, Up, direct
from tlswhy.lab.services import postgres


def up(lab: Lab) -> Up:
    port = postgres(lab, lab.leaf("a.test"))
    return direct(port, "--starttls", "postgres")


SCENARIO = Scenario(expect="db-tls-not-offered", verdict="certain", needs=("initdb",), up=up)
