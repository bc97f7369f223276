"""A MariaDB without a certificate.

Its greeting lacks CLIENT_SSL. A user should see `db-tls-not-offered`.
"""

from __future__ import annotations

from tlswhy.lab.bench import Lab
from tlswhy.lab.scenario import Scenario, Up, direct
from tlswhy.lab.services import mariadb


def up(lab: Lab) -> Up:
    return direct(mariadb(lab), "--starttls", "mysql")


SCENARIO = Scenario(expect="db-tls-not-offered", verdict="certain", needs=("mariadbd",), up=up)
