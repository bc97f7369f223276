"""A proxy that is spoken to with TLS, so that the target's TLS runs inside it.

Nothing is wrong for this client; a user should see the note about those that cannot.
"""

from __future__ import annotations

from tlswhy.lab.bench import Lab
from tlswhy.lab.middleboxes import relay
from tlswhy.lab.peers import context, tls
from tlswhy.lab.proxies import http_proxy
from tlswhy.lab.scenario import Scenario, Up, through


def up(lab: Lab) -> Up:
    server = lab.serve(tls(context(lab.leaf("a.test"))))
    proxy = lab.serve(tls(context(lab.leaf("localhost")), http_proxy(relay(server))))
    ca = ("--proxy-ca", lab.trust[1])
    return through(f"https://localhost:{proxy}", *lab.trust, *ca)


SCENARIO = Scenario(expect="proxy-tls-in-tls", outcome="ok", up=up)
