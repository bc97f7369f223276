"""The same home-made CA, and a client that is spoken as Python 3.13.

It refuses what the client itself takes. A user should see `cert-strict-noncompliant` as what fails.
"""

from __future__ import annotations

from msgspec import structs

from tlswhy.lab.bench import Lab
from tlswhy.lab.certificate import cert_strict_noncompliant
from tlswhy.lab.scenario import Scenario, Up


def up(lab: Lab) -> Up:
    usual = cert_strict_noncompliant.up(lab)
    return structs.replace(usual, argv=(*usual.argv, "--as", "python@3.13"))


SCENARIO = Scenario(expect="cert-strict-noncompliant", verdict="certain", up=up)
