"""Monit."""

from __future__ import annotations

from tlswhy.products import Product, Role
from tlswhy.products.saying import Saying

_SOURCE = "src/ssl/Ssl.c, 5.33"

PRODUCT = Product(
    name="Monit",
    roles=(Role.CLIENT, Role.SERVER),
    sayings=(
        Saying(
            "SSL server certificate verification error:",
            ("verify failed", "side client"),
            (
                "[2024-05-06T07:08:09+0000] error    : SSL server certificate verification "
                "error: unable to get local issuer certificate"
            ),
            _SOURCE,
        ),
        Saying(
            "SSL client certificate verification error:",
            ("client-cert-refused", "side server"),
            (
                "[2024-05-06T07:08:09+0000] error    : SSL client certificate verification "
                "error: certificate has expired"
            ),
            _SOURCE,
        ),
        Saying(
            "SSL: self-signed certificate is not allowed",
            ("verify self-signed", "side client"),
            "[2024-05-06T07:08:09+0000] error    : SSL: self-signed certificate is not allowed",
            _SOURCE,
        ),
        Saying(
            "SSL: invalid certificate --",
            ("verify failed",),
            (
                "[2024-05-06T07:08:09+0000] error    : SSL: invalid certificate -- unsupported "
                "certificate purpose"
            ),
            _SOURCE,
        ),
        Saying(
            "SSL: server private key do not match the certificate",
            ("key-mismatch", "side server"),
            (
                "[2024-05-06T07:08:09+0000] error    : SSL: server private key do not match "
                "the certificate -- key values mismatch"
            ),
            _SOURCE,
        ),
        Saying(
            "SSL: server private key loading failed",
            ("cert-file", "side server"),
            (
                "[2024-05-06T07:08:09+0000] error    : SSL: server private key loading failed "
                "-- no start line"
            ),
            _SOURCE,
        ),
        Saying(
            "SSL: server certificate chain loading failed",
            ("cert-file", "side server"),
            (
                "[2024-05-06T07:08:09+0000] error    : SSL: server certificate chain loading "
                "failed -- no start line"
            ),
            _SOURCE,
        ),
        Saying(
            "SSL server private key PEM file permissions check failed",
            ("cert-file", "side server"),
            (
                "[2024-05-06T07:08:09+0000] error    : SSL server private key PEM file "
                "permissions check failed"
            ),
            _SOURCE,
        ),
        Saying(
            "SSL client private key loading failed:",
            ("client-key", "side client"),
            (
                "[2024-05-06T07:08:09+0000] error    : SSL client private key loading failed: "
                "no start line"
            ),
            _SOURCE,
        ),
        Saying(
            "error -- no valid ciphers",
            ("config-error", "no-cipher"),
            (
                "[2024-05-06T07:08:09+0000] error    : SSL: client cipher list [FOO] error -- "
                "no valid ciphers"
            ),
            _SOURCE,
        ),
        Saying(
            "SSL: CA certificates loading failed --",
            ("ca-file",),
            (
                "[2024-05-06T07:08:09+0000] error    : SSL: CA certificates loading failed -- "
                "No such file or directory"
            ),
            _SOURCE,
        ),
    ),
)
