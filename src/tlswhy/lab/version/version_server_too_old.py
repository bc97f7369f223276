"""A server that answers every hello with TLS 1.0.

It takes the modern ClientHello for one of a newer client, as RFC 5246 appendix E.1 wants it, and
sends a ServerHello of version 0x0301. A user should see `version-server-too-old`.
"""

from __future__ import annotations

from tlswhy.lab.bench import Lab
from tlswhy.lab.peers import answers, server_hello
from tlswhy.lab.scenario import Scenario, Up, direct


def up(lab: Lab) -> Up:
    return direct(lab.serve(answers(server_hello(version=0x0301), stay=True)))


SCENARIO = Scenario(expect="version-server-too-old", up=up)
