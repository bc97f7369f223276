"""mitmproxy in upstream mode, and the tinyproxy behind it lets nobody go to this port.

tinyproxy answers mitmproxy 403. A user should see `proxy-upstream-failed`: the proxy that it
asked did what it could.
"""

from __future__ import annotations

from tlswhy.lab.bench import HERE, Lab
from tlswhy.lab.programs import mitmproxy, tinyproxy
from tlswhy.lab.scenario import Scenario, Up, through


def up(lab: Lab) -> Up:
    behind = tinyproxy(lab, "ConnectPort 443")
    proxy, ca = mitmproxy(lab, "--mode", f"upstream:http://{HERE}:{behind}")
    return through(f"http://{HERE}:{proxy}", "--ca-file", str(ca), port=8443)


SCENARIO = Scenario(
    expect="proxy-upstream-failed",
    also_accept=("proxy-connect-refused",),
    needs=("mitmdump", "tinyproxy"),
    up=up,
)
