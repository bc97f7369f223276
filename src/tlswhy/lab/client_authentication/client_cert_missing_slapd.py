"""An OpenLDAP with `TLSVerifyClient demand` and TLS 1.2, and a client without a certificate.

With GnuTLS, as Debian has it, OpenLDAP sends no alert and closes. A user should see
`client-cert-missing`.
"""

from __future__ import annotations

from tlswhy.lab.bench import Lab
from tlswhy.lab.scenario import Scenario, Up, direct
from tlswhy.lab.services import slapd


def up(lab: Lab) -> Up:
    leaf = lab.leaf("a.test")
    files = (f"TLSCertificateFile {leaf.chain}", f"TLSCertificateKeyFile {leaf.key}")
    clients = (f"TLSCACertificateFile {lab.trust[1]}", "TLSVerifyClient demand")
    port = slapd(lab, *files, *clients, "TLSCipherSuite NORMAL:-VERS-TLS1.3", scheme="ldaps")
    return direct(port, *lab.trust)


SCENARIO = Scenario(expect="client-cert-missing", verdict="likely", needs=("slapd",), up=up)
