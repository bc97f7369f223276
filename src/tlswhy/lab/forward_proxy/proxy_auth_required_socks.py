"""The SOCKS proxy wants a password and the client offers to go without.

It answers that no method is acceptable (0xFF, RFC 1928 section 3). A user should see
`proxy-auth-required`.
"""

from __future__ import annotations

from tlswhy.lab.bench import Lab
from tlswhy.lab.peers import close
from tlswhy.lab.proxies import socks5_proxy
from tlswhy.lab.scenario import Scenario, Up, through


def up(lab: Lab) -> Up:
    proxy = lab.serve(socks5_proxy(close, user="ann", password="secret"))
    return through(f"socks5h://127.0.0.1:{proxy}")


SCENARIO = Scenario(expect="proxy-auth-required", up=up)
