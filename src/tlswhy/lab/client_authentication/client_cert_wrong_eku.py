"""The client's certificate is for servers.

Its extended key usage is serverAuth alone; OpenSSL answers with the alert
`unsupported_certificate` (43). A user should see `client-cert-wrong-eku`.
"""

from __future__ import annotations

from tlswhy.lab.bench import Lab
from tlswhy.lab.peers import mutual, tls
from tlswhy.lab.scenario import Scenario, Up, direct, showing


def up(lab: Lab) -> Up:
    own = lab.leaf("ann.test")
    return direct(lab.serve(tls(mutual(lab))), *lab.trust, *showing(own))


SCENARIO = Scenario(expect="client-cert-wrong-eku", up=up)
