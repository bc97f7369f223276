"""An OpenSSL server held at TLS 1.0.

Started with `-tls1` and security level 0, without which it could not sign. A user should see
`version-server-too-old`.
"""

from __future__ import annotations

from tlswhy.lab.bench import Lab
from tlswhy.lab.programs import s_server
from tlswhy.lab.scenario import Scenario, Up, direct


def up(lab: Lab) -> Up:
    options = ("-tls1", "-cipher", "DEFAULT@SECLEVEL=0")
    return direct(s_server(lab, lab.leaf("a.test", key="rsa2048"), *options), *lab.trust)


SCENARIO = Scenario(expect="version-server-too-old", needs=("openssl",), up=up)
