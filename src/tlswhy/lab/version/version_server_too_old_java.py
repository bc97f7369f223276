"""A server held at TLS 1.0, and Java 8 with the update that turned it off.

Before 8u291 it worked. A user should see `version-server-too-old`.
"""

from __future__ import annotations

from tlswhy.lab.bench import Lab
from tlswhy.lab.programs import s_server
from tlswhy.lab.scenario import Scenario, Up, direct


def up(lab: Lab) -> Up:
    options = ("-tls1", "-cipher", "DEFAULT@SECLEVEL=0")
    port = s_server(lab, lab.leaf("a.test", key="rsa2048"), *options)
    return direct(port, *lab.trust, "--as", "java@8u291")


SCENARIO = Scenario(expect="version-server-too-old", verdict="certain", needs=("openssl",), up=up)
