"""An Apache in good order, which asks for a client certificate and does without."""

from __future__ import annotations

from tlswhy.lab.bench import Lab
from tlswhy.lab.programs import apache, apache_certificate
from tlswhy.lab.scenario import Scenario, Up, direct


def up(lab: Lab) -> Up:
    wanted = f"SSLVerifyClient optional\nSSLCACertificateFile {lab.trust[1]}"
    port = apache(lab, f"{apache_certificate(lab.leaf('a.test'))}\n{wanted}")
    return direct(port, *lab.trust)


SCENARIO = Scenario(expect=None, needs=("apache2",), up=up)
