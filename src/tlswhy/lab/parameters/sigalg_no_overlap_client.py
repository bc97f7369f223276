"""A client held to RSA signatures, and an nginx with an ECDSA certificate.

In TLS 1.3 suites say nothing of keys, so it is the list of signature algorithms that decides. A
user should see `sigalg-no-overlap`; without `--sigalgs` it works.
"""

from __future__ import annotations

from tlswhy.lab.bench import Lab
from tlswhy.lab.programs import certificate, nginx
from tlswhy.lab.scenario import Scenario, Up, direct


def up(lab: Lab) -> Up:
    port = nginx(lab, f"{certificate(lab.leaf('a.test'))} return 200;")
    return direct(port, *lab.trust, "--sigalgs", "RSA-PSS+SHA256:RSA+SHA256")


SCENARIO = Scenario(expect="sigalg-no-overlap", needs=("nginx",), up=up)
