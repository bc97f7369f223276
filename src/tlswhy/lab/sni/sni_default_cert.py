"""The server has no certificate for the name and shows its fallback.

It serves `b.test`; for `a.test` it shows what Traefik makes for itself at its start. A user should
see `sni-default-cert` and the product's name.
"""

from __future__ import annotations

from tlswhy.lab import certificates
from tlswhy.lab.bench import Lab
from tlswhy.lab.peers import context, tls
from tlswhy.lab.scenario import Scenario, Up, direct


def up(lab: Lab) -> Up:
    fallback = certificates.issue(
        "TRAEFIK DEFAULT CERT", names=("0c6b8f.2d41aa.traefik.default",), days=(-1, 364)
    )
    server = context(lab.write(fallback), names={"b.test": context(lab.leaf("b.test"))})
    return direct(lab.serve(tls(server)), *lab.trust)


SCENARIO = Scenario(expect="sni-default-cert", up=up)
