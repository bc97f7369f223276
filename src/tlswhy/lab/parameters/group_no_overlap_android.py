"""A server with P-384 alone, and Android 7.0, which knows P-256 alone.

A user should see `group-no-overlap`.
"""

from __future__ import annotations

from tlswhy.lab.bench import Lab
from tlswhy.lab.programs import certificate, nginx
from tlswhy.lab.scenario import Scenario, Up, direct


def up(lab: Lab) -> Up:
    leaf = certificate(lab.leaf("a.test", key="rsa2048"))
    # With suites that need a curve alone: else the server would do without one.
    narrow = "ssl_protocols TLSv1.2; ssl_ecdh_curve secp384r1; ssl_ciphers ECDHE;"
    return direct(nginx(lab, f"{leaf} {narrow} return 200;"), *lab.trust, "--as", "android@7.0")


SCENARIO = Scenario(expect="group-no-overlap", verdict="certain", needs=("nginx",), up=up)
