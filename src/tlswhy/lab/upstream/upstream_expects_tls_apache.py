"""The same with what an Apache at the origin says to plain HTTP on its TLS port.

A user should see `upstream-expects-tls`.
"""

from __future__ import annotations

from tlswhy.lab.bench import Lab
from tlswhy.lab.peers import context, http, tls
from tlswhy.lab.proxies import refusal
from tlswhy.lab.scenario import Scenario, Up, direct

PAGE = (
    "<h1>Bad Request</h1><p>Your browser sent a request that this server could not "
    "understand.<br />Reason: You're speaking plain HTTP to an SSL-enabled server port.<br /></p>"
)


def up(lab: Lab) -> Up:
    page = http(refusal("400 Bad Request", "Server: Apache/2.4.62", body=PAGE))
    return direct(lab.serve(tls(context(lab.leaf("a.test")), page)), *lab.trust)


SCENARIO = Scenario(expect="upstream-expects-tls", verdict="certain", up=up)
