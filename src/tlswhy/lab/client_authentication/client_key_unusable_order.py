"""The client's file begins with the certificate of its CA.

The key is that of the second certificate in it. The server asks for none at all, but most clients
do not start with such a file. A user should see `client-key-unusable`.
"""

from __future__ import annotations

from tlswhy.lab import certificates
from tlswhy.lab.bench import Lab
from tlswhy.lab.certificates import Pem
from tlswhy.lab.peers import context, tls
from tlswhy.lab.scenario import Scenario, Up, direct, showing


def up(lab: Lab) -> Up:
    ann = certificates.issue("ann", lab.intermediate, usage=(certificates.CLIENT,))
    chain = certificates.pem(lab.intermediate.certificate, ann.certificate)
    own = Pem(lab.file("chain.pem", chain), lab.write(ann).key)
    server = lab.serve(tls(context(lab.leaf("a.test"))))
    return direct(server, *lab.trust, *showing(own))


SCENARIO = Scenario(expect="client-key-unusable", verdict="certain", up=up)
