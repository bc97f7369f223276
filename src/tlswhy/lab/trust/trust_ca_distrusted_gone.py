"""The chain ends at a root that was taken out of the stores on 2025-04-15, and of this one too.

The root is made here and only has the name of Baltimore's. A user should see `trust-ca-distrusted`,
not that a private CA is unknown.
"""

from __future__ import annotations

from cryptography import x509

from tlswhy.lab import certificates
from tlswhy.lab.bench import Lab
from tlswhy.lab.peers import context, tls
from tlswhy.lab.scenario import Scenario, Up, direct

_NAME = "CN=Baltimore CyberTrust Root,OU=CyberTrust,O=Baltimore,C=IE"


def up(lab: Lab) -> Up:
    name = x509.Name.from_rfc4514_string(_NAME)
    root = certificates.issue(name, ca=True, days=(-7000, 1800))
    between = certificates.issue("Lab Issuing CA", root, ca=True, days=(-500, 500))
    leaf = certificates.issue("a.test", between, names=("a.test",))
    return direct(lab.serve(tls(context(lab.write(leaf)))), "--trust", "mozilla")


SCENARIO = Scenario(expect="trust-ca-distrusted", verdict="certain", up=up)
