"""An Apache with `SSLVerifyClient require`, and a client without a certificate.

A user should see `client-cert-missing`.
"""

from __future__ import annotations

from tlswhy.lab.bench import Lab
from tlswhy.lab.programs import apache, apache_certificate
from tlswhy.lab.scenario import Scenario, Up, direct


def up(lab: Lab) -> Up:
    wanted = f"SSLVerifyClient require\nSSLCACertificateFile {lab.trust[1]}"
    port = apache(lab, f"{apache_certificate(lab.leaf('a.test'))}\n{wanted}")
    return direct(port, *lab.trust)


SCENARIO = Scenario(expect="client-cert-missing", verdict="certain", needs=("apache2",), up=up)
