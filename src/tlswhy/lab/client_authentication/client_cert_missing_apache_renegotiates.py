"""The same in TLS 1.2: Apache asks in a second handshake on the same connection.

A user should see `client-cert-missing`.
"""

from __future__ import annotations

from tlswhy.lab.bench import Lab
from tlswhy.lab.programs import apache, apache_certificate
from tlswhy.lab.scenario import Scenario, Up, direct


def up(lab: Lab) -> Up:
    wanted = (
        f"<Location />\nSSLVerifyClient require\n</Location>\nSSLCACertificateFile {lab.trust[1]}"
    )
    port = apache(lab, f"{apache_certificate(lab.leaf('a.test'))}\nSSLProtocol TLSv1.2\n{wanted}")
    return direct(port, *lab.trust)


SCENARIO = Scenario(expect="client-cert-missing", needs=("apache2",), up=up)
