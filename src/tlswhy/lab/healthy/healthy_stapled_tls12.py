"""An OpenSSL server of TLS 1.2 that staples a good OCSP response."""

from __future__ import annotations

from tlswhy.lab import certificates
from tlswhy.lab.bench import Lab
from tlswhy.lab.programs import s_server
from tlswhy.lab.scenario import Scenario, Up, direct
from tlswhy.lab.staples import staple


def up(lab: Lab) -> Up:
    leaf = certificates.issue("a.test", lab.intermediate, names=("a.test",))
    response = str(staple(lab, leaf))
    port = s_server(lab, lab.write(leaf), "-tls1_2", "-status_file", response)
    return direct(port, *lab.trust, "--no-request")


SCENARIO = Scenario(expect=None, needs=("openssl",), up=up)
