"""A mitmproxy with `--proxyauth`, and a client that names nobody.

A user should see `proxy-auth-required`.
"""

from __future__ import annotations

from tlswhy.lab.bench import HERE, Lab
from tlswhy.lab.programs import mitmproxy
from tlswhy.lab.scenario import Scenario, Up, through


def up(lab: Lab) -> Up:
    proxy, ca = mitmproxy(lab, "--proxyauth", "ann:secret")
    return through(f"http://{HERE}:{proxy}", "--ca-file", str(ca))


SCENARIO = Scenario(expect="proxy-auth-required", verdict="certain", needs=("mitmdump",), up=up)
