"""Zig's std.crypto.tls and std.http: the names of its errors."""

from __future__ import annotations

from tlswhy.products import Product, Role
from tlswhy.products.saying import Saying

_STD = "Zig 0.11 to 0.15, lib/std/crypto/Certificate.zig, tls/Client.zig, http/Client.zig"

PRODUCT = Product(
    name="Zig",
    roles=(Role.CLIENT,),
    sayings=(
        Saying(
            "CertificateIssuerNotFound",
            ("verify issuer-unknown",),
            "error: CertificateIssuerNotFound",
            _STD,
        ),
        Saying(
            "CertificateIssuerMismatch",
            ("verify issuer-missing",),
            "error: CertificateIssuerMismatch",
            _STD,
        ),
        Saying(
            "CertificateHostMismatch",
            ("verify name",),
            "error: CertificateHostMismatch",
            _STD,
        ),
        Saying(
            "CertificateExpired",
            ("verify expired",),
            "error: CertificateExpired",
            _STD,
            pattern=r"error(?::|\.) ?CertificateExpired\b",
        ),
        Saying(
            "CertificateNotYetValid",
            ("verify not-yet-valid",),
            "error: CertificateNotYetValid",
            _STD,
            pattern=r"error(?::|\.) ?CertificateNotYetValid\b",
        ),
        Saying(
            "TlsCertificateNotVerified",
            ("verify failed",),
            "error: TlsCertificateNotVerified",
            _STD,
        ),
        Saying(
            "CertificateBundleLoadFailure",
            ("no-trust-store",),
            "error: CertificateBundleLoadFailure",
            _STD,
        ),
        Saying(
            "TlsInitializationFailed",
            ("handshake-failed",),
            "error: TlsInitializationFailed",
            _STD,
        ),
        Saying(
            "error: TlsAlert",
            (),
            "error: TlsAlertHandshakeFailure",
            _STD,
            pattern="error: TlsAlert(?P<code>[A-Z][A-Za-z]{4,40})",
            decode="alert",
        ),
    ),
    speaks=("side client",),
)
