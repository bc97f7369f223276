"""The SOCKS proxy does not accept the password it is given.

The answer has a status other than 0 (RFC 1929 section 2). A user should see
`proxy-auth-required`.
"""

from __future__ import annotations

from tlswhy.lab.bench import Lab
from tlswhy.lab.peers import close
from tlswhy.lab.proxies import socks5_proxy
from tlswhy.lab.scenario import Scenario, Up, through


def up(lab: Lab) -> Up:
    proxy = lab.serve(socks5_proxy(close, user="ann", password="secret"))
    return through(f"socks5h://ann:guess@127.0.0.1:{proxy}")


SCENARIO = Scenario(expect="proxy-auth-required", up=up)
