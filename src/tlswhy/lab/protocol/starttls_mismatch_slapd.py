"""An OpenLDAP without a certificate: it does not know StartTLS.

A user should see `starttls-mismatch`, and that the server has to act.
"""

from __future__ import annotations

from tlswhy.lab.bench import Lab
from tlswhy.lab.scenario import Scenario, Up, direct
from tlswhy.lab.services import slapd


def up(lab: Lab) -> Up:
    return direct(slapd(lab), "--starttls", "ldap")


SCENARIO = Scenario(expect="starttls-mismatch", verdict="certain", needs=("slapd",), up=up)
