"""A SOCKS 4 proxy serves one user alone and asks identd.

The reply is 00 5D. A user should see `proxy-auth-required`.
"""

from __future__ import annotations

from tlswhy.lab.bench import Lab
from tlswhy.lab.peers import close
from tlswhy.lab.proxies import socks4_proxy
from tlswhy.lab.scenario import Scenario, Up, through


def up(lab: Lab) -> Up:
    return through(f"socks4a://bob@127.0.0.1:{lab.serve(socks4_proxy(close, user='ann'))}")


SCENARIO = Scenario(expect="proxy-auth-required", verdict="certain", up=up)
