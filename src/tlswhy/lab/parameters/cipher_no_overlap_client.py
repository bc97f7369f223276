"""A client narrowed to one suite that an ordinary server does not have.

The server has AES-256 only, the client asks for AES-128 only. A user should see
`cipher-no-overlap`; without `--ciphers` it works.
"""

from __future__ import annotations

import ssl

from tlswhy.lab.bench import Lab
from tlswhy.lab.peers import context, tls
from tlswhy.lab.scenario import Scenario, Up, direct


def up(lab: Lab) -> Up:
    server = context(
        lab.leaf("a.test"),
        newest=ssl.TLSVersion.TLSv1_2,
        ciphers="ECDHE-ECDSA-AES256-GCM-SHA384",
    )
    suites = ("--ciphers", "ECDHE-ECDSA-AES128-GCM-SHA256", "--max-version", "1.2")
    return direct(lab.serve(tls(server)), *lab.trust, *suites)


SCENARIO = Scenario(expect="cipher-no-overlap", up=up)
