"""The server does not serve the name and calls that an internal error.

As Caddy and other servers written in Go do: alert 80. A user should see `sni-unrecognized`; that
no certificate is there for anyone looks the same from outside.
"""

from __future__ import annotations

from tlswhy.lab.bench import Lab
from tlswhy.lab.peers import strict, tls
from tlswhy.lab.scenario import Scenario, Up, direct


def up(lab: Lab) -> Up:
    return direct(lab.serve(tls(strict(lab, "b.test", refuse=80))), *lab.trust)


SCENARIO = Scenario(expect="sni-unrecognized", also_accept=("server-no-certificate",), up=up)
