"""A mitmproxy whose target refuses the connection.

A user should see `proxy-upstream-failed`.
"""

from __future__ import annotations

from tlswhy.lab.bench import HERE, Lab
from tlswhy.lab.programs import mitmproxy
from tlswhy.lab.scenario import Scenario, Up, through


def up(lab: Lab) -> Up:
    proxy, ca = mitmproxy(lab)
    to = ("--connect-to", f"{HERE}:{lab.closed_port()}")
    return through(f"http://{HERE}:{proxy}", *to, "--ca-file", str(ca))


SCENARIO = Scenario(expect="proxy-upstream-failed", needs=("mitmdump",), up=up)
