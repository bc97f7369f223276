"""An nginx whose `listen` line lacks the word `ssl`.

It answers the ClientHello with 400 and HTML in clear text. A user should see `plaintext-server`.
"""

from __future__ import annotations

from tlswhy.lab.bench import Lab
from tlswhy.lab.programs import nginx
from tlswhy.lab.scenario import Scenario, Up, direct


def up(lab: Lab) -> Up:
    return direct(nginx(lab, "server_name a.test; return 200;", tls=False))


SCENARIO = Scenario(expect="plaintext-server", needs=("nginx",), up=up)
