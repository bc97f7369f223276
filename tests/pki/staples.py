"""Builds OCSP responses with any field changed, for the tests."""

from __future__ import annotations

from datetime import datetime, timedelta

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.x509 import ocsp
from cryptography.x509.oid import ExtendedKeyUsageOID

from pki import chains
from pki.chains import AT, Cert

OCSP_SIGNING = (ExtendedKeyUsageOID.OCSP_SIGNING,)


def delegate(issuer: Cert, cn: str = "Responder", **changed: object) -> Cert:
    """A certificate that may sign for its issuer."""
    fields: chains.Fields = {"usage": chains.TLS, "eku": OCSP_SIGNING}
    fields.update(changed)  # type: ignore[typeddict-item]
    return chains.make(cn, issuer, **fields)


def response(
    leaf: Cert,
    issuer: Cert,
    *,
    status: ocsp.OCSPCertStatus = ocsp.OCSPCertStatus.GOOD,
    begins: datetime = AT - timedelta(days=1),
    ends: datetime | None = AT + timedelta(days=6),
    reason: x509.ReasonFlags | None = None,
    signer: Cert | None = None,
    sent: tuple[Cert, ...] = (),
    digest: hashes.HashAlgorithm | None = None,
    by_name: bool = False,
) -> bytes:
    """One response about `leaf`, signed by its issuer unless a signer is given."""
    revoked = status is ocsp.OCSPCertStatus.REVOKED
    by = signer or issuer
    how = ocsp.OCSPResponderEncoding.NAME if by_name else ocsp.OCSPResponderEncoding.HASH
    builder = ocsp.OCSPResponseBuilder().add_response(
        leaf.parsed,
        issuer.parsed,
        digest or hashes.SHA1(),
        status,
        begins,
        ends,
        begins - timedelta(hours=2) if revoked else None,
        reason if revoked else None,
    )
    builder = builder.responder_id(how, by.parsed)
    if sent:
        builder = builder.certificates([one.parsed for one in sent])
    assert isinstance(by.private, ec.EllipticCurvePrivateKey | rsa.RSAPrivateKey)
    made = builder.sign(by.private, hashes.SHA256())
    return made.public_bytes(serialization.Encoding.DER)


def error(status: ocsp.OCSPResponseStatus = ocsp.OCSPResponseStatus.TRY_LATER) -> bytes:
    """A response without an answer."""
    made = ocsp.OCSPResponseBuilder.build_unsuccessful(status)
    return made.public_bytes(serialization.Encoding.DER)
