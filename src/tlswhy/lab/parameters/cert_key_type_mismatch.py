"""A fixed list of ECDHE-RSA suites, and an nginx that now has an ECDSA certificate.

Both speak TLS 1.2 and both know the ciphers. A user should see `cert-key-type-mismatch`; without
`--ciphers`, or with `--ciphers ECDHE-ECDSA-AES256-GCM-SHA384`, it works.
"""

from __future__ import annotations

from tlswhy.lab.bench import Lab
from tlswhy.lab.programs import certificate, nginx
from tlswhy.lab.scenario import Scenario, Up, direct


def up(lab: Lab) -> Up:
    port = nginx(lab, f"{certificate(lab.leaf('a.test'))} ssl_protocols TLSv1.2; return 200;")
    suites = "ECDHE-RSA-AES256-GCM-SHA384:ECDHE-RSA-AES128-GCM-SHA256"
    return direct(port, *lab.trust, "--ciphers", suites)


SCENARIO = Scenario(expect="cert-key-type-mismatch", verdict="certain", needs=("nginx",), up=up)
