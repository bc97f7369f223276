"""An OpenLDAP on 389, and a client with `ldaps://`.

OpenLDAP closes the connection without a word. A user should see `starttls-mismatch`.
"""

from __future__ import annotations

from tlswhy.lab.bench import HERE, Lab
from tlswhy.lab.scenario import Scenario, Up
from tlswhy.lab.services import slapd


def up(lab: Lab) -> Up:
    leaf = lab.leaf("a.test")
    files = (f"TLSCertificateFile {leaf.chain}", f"TLSCertificateKeyFile {leaf.key}")
    port = slapd(lab, *files)
    to = ("--connect-to", f"{HERE}:{port}", "--no-proxy")
    return Up(("ldaps://a.test:389", *to, *lab.trust))


SCENARIO = Scenario(expect="starttls-mismatch", verdict="certain", needs=("slapd",), up=up)
