"""Knot Resolver."""

from __future__ import annotations

from tlswhy.products import Product, Role
from tlswhy.products.saying import Saying

_SOURCE = "daemon/tls.c, daemon/bindings/net.c, 5.6"

PRODUCT = Product(
    name="Knot Resolver",
    roles=(Role.SERVER, Role.CLIENT),
    services=("domain-s",),
    sayings=(
        Saying(
            "] gnutls_handshake failed:",
            ("handshake-failed",),
            "[tls   ] gnutls_handshake failed: A TLS fatal alert has been received. (-12)",
            _SOURCE,
        ),
        Saying(
            "] failed to verify peer certificate:",
            ("verify failed", "side client"),
            (
                "[tls_cl] failed to verify peer certificate: The certificate is NOT trusted. "
                "The certificate issuer is unknown."
            ),
            _SOURCE,
        ),
        Saying(
            "] no pin matched:",
            ("verify pin", "side client"),
            "[tls_cl] no pin matched: 1 pins * 2 certificates",
            _SOURCE,
        ),
        Saying(
            "X.509 credentials are missing, and ephemeral credentials failed; no TLS",
            ("no-certificate", "side server"),
            "[tls   ] X.509 credentials are missing, and ephemeral credentials failed; no TLS",
            _SOURCE,
        ),
        Saying(
            "] gnutls_certificate_set_x509_key_file(",
            ("cert-file", "side server"),
            (
                "[tls   ] gnutls_certificate_set_x509_key_file(/etc/cert.pem,/etc/key.pem) "
                "failed: -60 (GNUTLS_E_CERTIFICATE_KEY_MISMATCH)"
            ),
            _SOURCE,
        ),
        Saying(
            "GNUTLS_E_CERTIFICATE_KEY_MISMATCH",
            ("key-mismatch",),
            (
                "[tls   ] gnutls_certificate_set_x509_key_file(/etc/cert.pem,/etc/key.pem) "
                "failed: -60 (GNUTLS_E_CERTIFICATE_KEY_MISMATCH)"
            ),
            _SOURCE,
        ),
        Saying(
            "failed to import certificate file",
            ("ca-file", "side client"),
            (
                "failed to import certificate file '/etc/ca.pem': GNUTLS_E_FILE_ERROR - Error "
                "while reading file."
            ),
            _SOURCE,
        ),
        Saying(
            "failed to use system CA certificate store:",
            ("no-trust-store", "side client"),
            "failed to use system CA certificate store: (-64) GNUTLS_E_FILE_ERROR",
            _SOURCE,
        ),
    ),
)
