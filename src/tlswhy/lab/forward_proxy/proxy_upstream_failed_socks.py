"""The target refused the SOCKS proxy's connection.

The reply is 5, "Connection refused" (RFC 1928 section 6). A user should see
`proxy-upstream-failed`.
"""

from __future__ import annotations

from tlswhy.lab.bench import Lab
from tlswhy.lab.peers import close
from tlswhy.lab.proxies import socks5_proxy
from tlswhy.lab.scenario import Scenario, Up, through


def up(lab: Lab) -> Up:
    return through(f"socks5h://127.0.0.1:{lab.serve(socks5_proxy(close, reply=5))}")


SCENARIO = Scenario(expect="proxy-upstream-failed", up=up)
