"""A PostgreSQL that answers SSLRequest with `S`."""

from __future__ import annotations

from tlswhy.lab.bench import Lab
from tlswhy.lab.peers import context, postgres
from tlswhy.lab.scenario import Scenario, Up, direct


def up(lab: Lab) -> Up:
    port = lab.serve(postgres(context(lab.leaf("a.test"))))
    return direct(port, *lab.trust, "--starttls", "postgres")


SCENARIO = Scenario(expect=None, up=up)
