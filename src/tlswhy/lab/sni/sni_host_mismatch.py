"""The name in the hello and the one in the request are two.

The server answers 421, as Apache does when the request's host is not that of the connection. A
user should see `sni-host-mismatch`.
"""

from __future__ import annotations

from tlswhy.lab.bench import Lab
from tlswhy.lab.peers import context, http, tls
from tlswhy.lab.scenario import Scenario, Up, direct

_MISDIRECTED = b"HTTP/1.1 421 Misdirected Request\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"


def up(lab: Lab) -> Up:
    port = lab.serve(tls(context(lab.leaf("a.test", "b.test")), http(_MISDIRECTED)))
    return direct(port, *lab.trust, "--sni", "b.test")


SCENARIO = Scenario(expect="sni-host-mismatch", up=up)
