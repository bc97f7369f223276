"""cert-manager."""

from __future__ import annotations

from tlswhy.products import Product, Role
from tlswhy.products.saying import Saying

PRODUCT = Product(
    name="cert-manager",
    roles=(Role.CLIENT,),
    speaks=("place kubernetes",),
    sayings=(
        Saying(
            "failed to perform self check GET request",
            ("side client",),
            (
                "Waiting for HTTP-01 challenge propagation: failed to perform self check GET"
                " request 'http://app.example.com/.well-known/acme-challenge/abc': Get"
                ' "https://app.example.com/.well-known/acme-challenge/abc": remote error: tls:'
                " handshake failure"
            ),
            "pkg/issuer/acme/http, 0.6 to 1.16",
            pattern=r"self check GET request '(?P<host>https?://[\w.:-]{1,253})",
        ),
        Saying(
            "Failed to register ACME account:",
            ("side client",),
            (
                "Failed to register ACME account: Get"
                ' "https://acme-v02.api.letsencrypt.org/directory": tls: failed to verify'
                " certificate: x509: certificate signed by unknown authority"
            ),
            "pkg/issuer/acme/setup.go, 0.6 to 1.16",
        ),
        Saying(
            "Error getting keypair for CA issuer:",
            ("cert-file",),
            "Error getting keypair for CA issuer: certificate is not a CA",
            "pkg/issuer/ca/setup.go, 0.6 to 1.16",
        ),
        Saying(
            "Issuing certificate as Secret contains an invalid key-pair",
            ("key-mismatch", "cert-file"),
            (
                "Issuing certificate as Secret contains an invalid key-pair: tls: private key"
                " does not match public key"
            ),
            "policies/checks.go, 1.0 to 1.16",
        ),
        Saying(
            "Issuing certificate as Secret does not contain a certificate",
            ("no-certificate",),
            "Issuing certificate as Secret does not contain a certificate",
            "policies/checks.go, 1.0 to 1.16",
        ),
        Saying(
            (
                "Issuing certificate as Secret contains a private key that does not match the"
                " certificate"
            ),
            ("key-mismatch",),
            (
                "Issuing certificate as Secret contains a private key that does not match the"
                " certificate"
            ),
            "policies/checks.go, 1.0 to 1.16",
        ),
        Saying(
            "Error accepting challenge: Unable to update challenge ::",
            ("handshake-failed",),
            (
                "Error accepting challenge: Unable to update challenge :: The challenge is not"
                " pending."
            ),
            "pkg/controller/acmechallenges, 0.6 to 1.16",
            certain=False,
        ),
    ),
)
