"""An HTTP server without TLS on the port.

It answers the ClientHello with 400 in clear text. A user should see `plaintext-server`.
"""

from __future__ import annotations

from tlswhy.lab.bench import Lab
from tlswhy.lab.peers import http
from tlswhy.lab.scenario import Scenario, Up, direct


def up(lab: Lab) -> Up:
    return direct(lab.serve(http()))


SCENARIO = Scenario(expect="plaintext-server", up=up)
