"""A MariaDB with TLS."""

from __future__ import annotations

from tlswhy.lab.bench import Lab
from tlswhy.lab.scenario import Scenario, Up, direct
from tlswhy.lab.services import mariadb


def up(lab: Lab) -> Up:
    leaf = lab.leaf("a.test")
    port = mariadb(
        lab, f"--ssl-cert={leaf.chain}", f"--ssl-key={leaf.key}", f"--ssl-ca={lab.trust[1]}"
    )
    return direct(port, "--starttls", "mysql", *lab.trust)


SCENARIO = Scenario(expect=None, needs=("mariadbd",), up=up)
