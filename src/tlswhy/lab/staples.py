"""OCSP responses for the lab's certificates, as a responder of their issuer would sign them."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.x509 import ocsp

from tlswhy.lab.bench import Lab
from tlswhy.lab.certificates import Identity
from tlswhy.net import clock


def staple(
    lab: Lab,
    leaf: Identity,
    *,
    days: tuple[float, float] = (-1, 6),
    revoked: x509.ReasonFlags | None = None,
) -> Path:
    """A file with a response about a leaf that the lab's intermediate issued.

    days: thisUpdate and nextUpdate, counted from now. revoked: why; it was a day before.
    """
    now = clock.now()
    begins, ends = (now + timedelta(days=each) for each in days)
    status = ocsp.OCSPCertStatus.REVOKED if revoked else ocsp.OCSPCertStatus.GOOD
    issuer = lab.intermediate
    response = (
        ocsp.OCSPResponseBuilder()
        .add_response(
            leaf.certificate,
            issuer.certificate,
            hashes.SHA1(),  # the one hash that every client looks a certificate up by
            status,
            begins,
            ends,
            begins - timedelta(days=1) if revoked else None,
            revoked,
        )
        .responder_id(ocsp.OCSPResponderEncoding.HASH, issuer.certificate)
        .sign(issuer.key, hashes.SHA256())
    )
    der = response.public_bytes(serialization.Encoding.DER)
    return lab.file(f"{leaf.certificate.serial_number:x}.ocsp", der)


def nginx_staples(response: Path) -> str:
    """nginx's two lines for a response."""
    return f"ssl_stapling on; ssl_stapling_file {response};"
