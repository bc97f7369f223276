"""An nginx with `ssl_verify_client on` and a client without a certificate.

The handshake succeeds; the first request is answered with 400 and "No required SSL certificate was
sent". A user should see `client-cert-missing`.
"""

from __future__ import annotations

from tlswhy.lab.bench import Lab
from tlswhy.lab.programs import certificate, nginx
from tlswhy.lab.scenario import Scenario, Up, direct


def up(lab: Lab) -> Up:
    ca = lab.write(lab.root).chain
    server = (
        f"{certificate(lab.leaf('a.test'))} "
        f"ssl_client_certificate {ca}; ssl_verify_client on; return 200;"
    )
    return direct(nginx(lab, server), *lab.trust)


SCENARIO = Scenario(expect="client-cert-missing", needs=("nginx",), up=up)
