"""A client that offers one protocol only, which nginx does not speak.

nginx answers with the alert `no_application_protocol` (120), since 1.21.4. A user should see
`alpn-mismatch`.
"""

from __future__ import annotations

from tlswhy.lab.bench import Lab
from tlswhy.lab.programs import certificate, nginx
from tlswhy.lab.scenario import Scenario, Up, direct


def up(lab: Lab) -> Up:
    port = nginx(lab, f"{certificate(lab.leaf('a.test'))} return 200;")
    return direct(port, *lab.trust, "--alpn", "mqtt")


SCENARIO = Scenario(expect="alpn-mismatch", needs=("nginx",), up=up)
