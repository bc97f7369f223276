"""The server is asked for by address and its certificate lists names only.

A user should see `cert-ip-san-missing`.
"""

from __future__ import annotations

from tlswhy.lab.bench import Lab
from tlswhy.lab.peers import context, tls
from tlswhy.lab.scenario import Scenario, Up


def up(lab: Lab) -> Up:
    port = lab.serve(tls(context(lab.leaf("a.test"))))
    return Up((f"127.0.0.1:{port}", "--no-proxy", *lab.trust))


SCENARIO = Scenario(expect="cert-ip-san-missing", up=up)
