"""The certificate is for other names than the one asked for.

Asked for `a.test`, the server shows a good certificate for `b.test` and `www.b.test`. A user
should see `cert-hostname-mismatch` with both lists.
"""

from __future__ import annotations

from tlswhy.lab.bench import Lab
from tlswhy.lab.peers import context, tls
from tlswhy.lab.scenario import Scenario, Up, direct


def up(lab: Lab) -> Up:
    return direct(lab.serve(tls(context(lab.leaf("b.test", "www.b.test")))), *lab.trust)


SCENARIO = Scenario(expect="cert-hostname-mismatch", up=up)
