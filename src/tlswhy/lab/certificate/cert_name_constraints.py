"""A CA that may sign for corp.test alone, and signed for a.test.

The root is trusted, name and dates of the leaf are right. A user should see
`cert-name-constraints` with the name and what is permitted.
"""

from __future__ import annotations

from datetime import timedelta

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from msgspec import structs

from tlswhy.lab import certificates
from tlswhy.lab.bench import Lab
from tlswhy.lab.certificates import Identity
from tlswhy.lab.programs import certificate, nginx
from tlswhy.lab.scenario import Scenario, Up, direct


def up(lab: Lab) -> Up:
    limited = _limited(certificates.issue("Lab Corp CA", lab.root, ca=True), lab.root)
    leaf = lab.write(certificates.issue("a.test", limited, names=("a.test",)))
    return direct(nginx(lab, f"{certificate(leaf)} return 200;"), *lab.trust)


def _limited(ca: Identity, by: Identity) -> Identity:
    """The same CA, held to corp.test (RFC 5280 section 4.2.1.10)."""
    old = ca.certificate
    builder = x509.CertificateBuilder(
        old.issuer,
        old.subject,
        old.public_key(),
        x509.random_serial_number(),
        old.not_valid_before_utc,
        old.not_valid_after_utc + timedelta(days=1),
    )
    for extension in old.extensions:
        builder = builder.add_extension(extension.value, critical=extension.critical)
    only = x509.NameConstraints([x509.DNSName("corp.test")], None)
    signed = builder.add_extension(only, critical=True).sign(by.key, hashes.SHA256())
    return structs.replace(ca, certificate=signed)


SCENARIO = Scenario(expect="cert-name-constraints", needs=("nginx",), up=up)
