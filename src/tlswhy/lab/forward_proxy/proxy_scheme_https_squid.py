"""A Squid with a plain `http_port` is addressed as `https://`.

It answers the ClientHello meant for it with an error page in clear text. A user should see
`proxy-scheme-https`; with `http://` it works.
"""

from __future__ import annotations

from tlswhy.lab.bench import Lab
from tlswhy.lab.peers import context, tls
from tlswhy.lab.programs import squid
from tlswhy.lab.scenario import Scenario, Up, through


def up(lab: Lab) -> Up:
    server = lab.serve(tls(context(lab.leaf("a.test"))))
    proxy = squid(lab, "a.test")
    return through(f"https://127.0.0.1:{proxy}", *lab.trust, port=server)


SCENARIO = Scenario(expect="proxy-scheme-https", needs=("squid",), up=up)
