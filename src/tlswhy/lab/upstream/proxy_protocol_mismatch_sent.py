"""A server gets a PROXY header that it does not expect.

To OpenSSL the header is the beginning of a wrong record. A user should see
`proxy-protocol-mismatch`; without the header it works.
"""

from __future__ import annotations

from tlswhy.lab.bench import Lab
from tlswhy.lab.peers import context, tls
from tlswhy.lab.scenario import Scenario, Up, direct


def up(lab: Lab) -> Up:
    server = lab.serve(tls(context(lab.leaf("a.test"))))
    return direct(server, "--proxy-protocol", "v1", *lab.trust)


SCENARIO = Scenario(expect="proxy-protocol-mismatch", verdict="certain", up=up)
