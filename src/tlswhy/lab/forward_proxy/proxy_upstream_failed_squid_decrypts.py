"""A Squid that decrypts, and does not reach the server.

It grants the tunnel, shows a certificate of its own and answers the request 503, with
`X-Squid-Error: ERR_CONNECT_FAIL`. A user should see `proxy-upstream-failed`.
"""

from __future__ import annotations

from tlswhy.lab.bench import HERE, Lab
from tlswhy.lab.programs import CERTIFICATE_HELPER, decrypting_squid
from tlswhy.lab.scenario import Scenario, Up, through


def up(lab: Lab) -> Up:
    proxy, ca = decrypting_squid(lab, "a.test")
    return through(f"http://{HERE}:{proxy}", "--ca-file", str(ca), port=lab.closed_port())


SCENARIO = Scenario(
    expect="proxy-upstream-failed", verdict="likely", needs=("squid", CERTIFICATE_HELPER), up=up
)
