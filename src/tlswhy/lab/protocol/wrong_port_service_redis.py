"""A Redis on its plain port, and a client that wants TLS.

Redis waits for the end of a line in the ClientHello. A user should see `wrong-port-service`.
"""

from __future__ import annotations

from tlswhy.lab.bench import Lab
from tlswhy.lab.scenario import Scenario, Up, direct
from tlswhy.lab.services import redis


def up(lab: Lab) -> Up:
    return direct(redis(lab, None), "--timeout", "1")


SCENARIO = Scenario(
    expect="wrong-port-service", also_accept=("plaintext-server",), needs=("redis-server",), up=up
)
