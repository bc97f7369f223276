"""nginx as a proxy before an origin with a certificate of its own making.

It looks at no certificate unless `proxy_ssl_verify` is on, and sends no server name. Nothing is
wrong for it.
"""

from __future__ import annotations

from tlswhy.lab import certificates
from tlswhy.lab.bench import Lab
from tlswhy.lab.peers import context, tls
from tlswhy.lab.scenario import Scenario, Up, direct


def up(lab: Lab) -> Up:
    leaf = certificates.issue("origin.test", names=("origin.test",))
    return direct(lab.serve(tls(context(lab.write(leaf)))), "--as", "nginx@1.26")


SCENARIO = Scenario(expect=None, up=up)
