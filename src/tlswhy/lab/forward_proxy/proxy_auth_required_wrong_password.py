"""The proxy does not accept the password it is given.

It answers 407 once more. A user should see `proxy-auth-required`, and that credentials were sent.
"""

from __future__ import annotations

from tlswhy.lab.bench import Lab
from tlswhy.lab.peers import close
from tlswhy.lab.proxies import http_proxy
from tlswhy.lab.scenario import Scenario, Up, through


def up(lab: Lab) -> Up:
    proxy = lab.serve(http_proxy(close, user="ann", password="secret"))
    return through(f"http://ann:guess@127.0.0.1:{proxy}")


SCENARIO = Scenario(expect="proxy-auth-required", up=up)
