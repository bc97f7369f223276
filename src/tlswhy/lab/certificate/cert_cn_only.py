"""The certificate has the name in its common name and no subjectAltName.

As OpenSSL's `x509 -req` signs it when the extensions of the request are not copied. A user should
see `cert-cn-only`, not that the name is a wrong one.
"""

from __future__ import annotations

from tlswhy.lab import certificates
from tlswhy.lab.bench import Lab
from tlswhy.lab.peers import context, tls
from tlswhy.lab.scenario import Scenario, Up, direct


def up(lab: Lab) -> Up:
    leaf = certificates.issue("a.test", lab.intermediate)
    return direct(lab.serve(tls(context(lab.write(leaf)))), *lab.trust)


SCENARIO = Scenario(expect="cert-cn-only", up=up)
