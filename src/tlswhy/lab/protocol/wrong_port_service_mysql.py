"""A MySQL server on the port.

It greets with protocol 10 and its version (HandshakeV10). A user should see `wrong-port-service`;
that MySQL begins TLS in its own dialogue is as fair an answer.
"""

from __future__ import annotations

from tlswhy.lab.bench import Lab
from tlswhy.lab.peers import greets
from tlswhy.lab.scenario import Scenario, Up, direct

_GREETING = (
    b"\x4a\0\0\0\x0a8.0.36\0\x08\0\0\0abcdefgh\0\xff\xff\xff\x02\0\xff\xdf\x15"
    + bytes(10)
    + b"ijklmnopqrst\0caching_sha2_password\0"
)


def up(lab: Lab) -> Up:
    return direct(lab.serve(greets(_GREETING)), "--timeout", "1")


SCENARIO = Scenario(expect="wrong-port-service", also_accept=("starttls-mismatch",), up=up)
