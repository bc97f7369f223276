"""An OpenLDAP with StartTLS."""

from __future__ import annotations

from tlswhy.lab.bench import Lab
from tlswhy.lab.scenario import Scenario, Up, direct
from tlswhy.lab.services import slapd


def up(lab: Lab) -> Up:
    leaf = lab.leaf("a.test")
    files = (f"TLSCertificateFile {leaf.chain}", f"TLSCertificateKeyFile {leaf.key}")
    return direct(slapd(lab, *files), "--starttls", "ldap", *lab.trust)


SCENARIO = Scenario(expect=None, needs=("slapd",), up=up)
