"""A real Squid whose target refuses the connection.

It answers 503 with `X-Squid-Error: ERR_CONNECT_FAIL 111`. A user should see
`proxy-upstream-failed`.
"""

from __future__ import annotations

from tlswhy.lab.bench import Lab
from tlswhy.lab.programs import squid
from tlswhy.lab.scenario import Scenario, Up, through


def up(lab: Lab) -> Up:
    proxy = squid(lab, "a.test", rules="connect_retries 0\nhttp_access allow all")
    return through(f"http://127.0.0.1:{proxy}", port=lab.closed_port())


SCENARIO = Scenario(expect="proxy-upstream-failed", needs=("squid",), up=up)
