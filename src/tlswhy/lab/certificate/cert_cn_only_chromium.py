"""The certificate has the name in its common name only, and the client is a browser.

A user should see `cert-cn-only`; `--as curl` takes the same certificate.
"""

from __future__ import annotations

from tlswhy.lab import certificates
from tlswhy.lab.bench import Lab
from tlswhy.lab.peers import context, tls
from tlswhy.lab.scenario import Scenario, Up, direct


def up(lab: Lab) -> Up:
    leaf = certificates.issue("a.test", lab.intermediate)
    server = tls(context(lab.write(leaf)))
    return direct(lab.serve(server), *lab.trust, "--as", "chromium")


SCENARIO = Scenario(expect="cert-cn-only", verdict="certain", up=up)
