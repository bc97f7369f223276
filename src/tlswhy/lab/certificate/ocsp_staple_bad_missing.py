"""A certificate that demands a stapled OCSP response is served without one.

The server is in order otherwise, so OpenSSL goes on; GnuTLS and Firefox refuse it. A user should
see `ocsp-staple-bad`.
"""

from __future__ import annotations

from tlswhy.lab import certificates
from tlswhy.lab.bench import Lab
from tlswhy.lab.peers import context, tls
from tlswhy.lab.scenario import Scenario, Up, direct


def up(lab: Lab) -> Up:
    leaf = certificates.issue("a.test", lab.intermediate, names=("a.test",), must_staple=True)
    return direct(lab.serve(tls(context(lab.write(leaf)))), *lab.trust)


SCENARIO = Scenario(expect="ocsp-staple-bad", verdict="certain", up=up)
