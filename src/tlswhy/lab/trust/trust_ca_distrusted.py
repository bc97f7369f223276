"""The chain ends at a root that browsers dropped on 2026-04-15, and this client still trusts it.

The root is made here and only has the name of DigiCert's first one. Everything works. A user should
see `trust-ca-distrusted` as what is at risk, with the day.
"""

from __future__ import annotations

from cryptography import x509

from tlswhy.lab import certificates
from tlswhy.lab.bench import Lab
from tlswhy.lab.peers import context, tls
from tlswhy.lab.scenario import Scenario, Up, direct

_NAME = "CN=DigiCert Global Root CA,OU=www.digicert.com,O=DigiCert Inc,C=US"


def up(lab: Lab) -> Up:
    name = x509.Name.from_rfc4514_string(_NAME)
    root = certificates.issue(name, ca=True, days=(-7000, 1800))
    between = certificates.issue("Lab Issuing CA", root, ca=True, days=(-500, 500))
    leaf = certificates.issue("a.test", between, names=("a.test",))
    return direct(lab.serve(tls(context(lab.write(leaf)))), *lab.trusting(root))


SCENARIO = Scenario(expect="trust-ca-distrusted", outcome="at-risk", verdict="certain", up=up)
