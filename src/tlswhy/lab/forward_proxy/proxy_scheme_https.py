"""A proxy that speaks plain HTTP is addressed as `https://`.

It answers the ClientHello meant for it with 400 in clear text. A user should see
`proxy-scheme-https`; with `http://` it works.
"""

from __future__ import annotations

from tlswhy.lab.bench import Lab
from tlswhy.lab.middleboxes import relay
from tlswhy.lab.peers import context, tls
from tlswhy.lab.proxies import http_proxy
from tlswhy.lab.scenario import Scenario, Up, through


def up(lab: Lab) -> Up:
    server = lab.serve(tls(context(lab.leaf("a.test"))))
    proxy = lab.serve(http_proxy(relay(server)))
    return through(f"https://127.0.0.1:{proxy}", *lab.trust)


SCENARIO = Scenario(expect="proxy-scheme-https", up=up)
