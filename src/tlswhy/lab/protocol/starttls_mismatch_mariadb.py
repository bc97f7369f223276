"""A MariaDB with TLS, and a client that begins TLS with the first byte.

MariaDB greets in its own protocol. A user should see `starttls-mismatch`.
"""

from __future__ import annotations

from tlswhy.lab.bench import Lab
from tlswhy.lab.scenario import Scenario, Up, direct
from tlswhy.lab.services import mariadb


def up(lab: Lab) -> Up:
    leaf = lab.leaf("a.test")
    port = mariadb(lab, f"--ssl-cert={leaf.chain}", f"--ssl-key={leaf.key}")
    return direct(port, "--timeout", "1")


SCENARIO = Scenario(expect="starttls-mismatch", verdict="certain", needs=("mariadbd",), up=up)
