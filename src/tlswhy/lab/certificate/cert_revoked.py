"""An nginx staples an OCSP response by which its own certificate is revoked.

The key has leaked, says the issuer. OpenSSL does not look, so the handshake finishes. A user should
see `cert-revoked` with the day and the reason.
"""

from __future__ import annotations

from cryptography import x509

from tlswhy.lab import certificates
from tlswhy.lab.bench import Lab
from tlswhy.lab.programs import certificate, nginx
from tlswhy.lab.scenario import Scenario, Up, direct
from tlswhy.lab.staples import nginx_staples, staple


def up(lab: Lab) -> Up:
    leaf = certificates.issue("a.test", lab.intermediate, names=("a.test",))
    response = staple(lab, leaf, revoked=x509.ReasonFlags.key_compromise)
    lines = f"{certificate(lab.write(leaf))} {nginx_staples(response)} return 200;"
    return direct(nginx(lab, lines), *lab.trust)


SCENARIO = Scenario(expect="cert-revoked", verdict="certain", needs=("nginx",), up=up)
