"""An OpenSSL server staples an OCSP response that ended three days ago.

GnuTLS and `curl --cert-status` refuse it, most clients do not look. A user should see
`ocsp-staple-bad` with the date.
"""

from __future__ import annotations

from tlswhy.lab import certificates
from tlswhy.lab.bench import Lab
from tlswhy.lab.programs import s_server
from tlswhy.lab.scenario import Scenario, Up, direct
from tlswhy.lab.staples import staple


def up(lab: Lab) -> Up:
    leaf = certificates.issue("a.test", lab.intermediate, names=("a.test",))
    response = str(staple(lab, leaf, days=(-9, -3)))
    port = s_server(lab, lab.write(leaf), "-status_file", response)
    return direct(port, *lab.trust, "--no-request")


SCENARIO = Scenario(expect="ocsp-staple-bad", verdict="certain", needs=("openssl",), up=up)
