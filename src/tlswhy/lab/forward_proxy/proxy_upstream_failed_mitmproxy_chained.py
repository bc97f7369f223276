"""mitmproxy in upstream mode, and the proxy it passes everything on to is down.

A user should see `proxy-upstream-failed`.
"""

from __future__ import annotations

from tlswhy.lab.bench import HERE, Lab
from tlswhy.lab.programs import mitmproxy
from tlswhy.lab.scenario import Scenario, Up, through


def up(lab: Lab) -> Up:
    proxy, ca = mitmproxy(lab, "--mode", f"upstream:http://{HERE}:{lab.closed_port()}")
    return through(f"http://{HERE}:{proxy}", "--ca-file", str(ca))


SCENARIO = Scenario(expect="proxy-upstream-failed", needs=("mitmdump",), up=up)
