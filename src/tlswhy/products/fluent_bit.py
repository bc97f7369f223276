"""Fluent Bit."""

from __future__ import annotations

from tlswhy.products import Product, Role
from tlswhy.products.saying import Saying

_SOURCE = "src/tls/openssl.c, 1.8 to 4.0"

PRODUCT = Product(
    name="Fluent Bit",
    roles=(Role.CLIENT, Role.SERVER),
    sayings=(
        Saying(
            "[tls] certificate verification failed, reason:",
            ("verify failed",),
            (
                "[2024/05/06 07:08:09] [error] [tls] certificate verification failed, reason: "
                "unable to get local issuer certificate (X509 code: 20)"
            ),
            _SOURCE,
            pattern=r"verification failed, reason: .{1,120}\(X509 code: (?P<code>\d{1,3})\)",
            decode="verify_code",
        ),
        Saying(
            "[tls] error: unexpected EOF",
            ("eof",),
            "[2024/05/06 07:08:09] [error] [tls] error: unexpected EOF",
            _SOURCE,
        ),
        Saying(
            "[tls] error: tls handshake failed",
            ("handshake-failed",),
            "[2024/05/06 07:08:09] [error] [tls] error: tls handshake failed (ssl_error=5)",
            _SOURCE,
        ),
        Saying(
            "[tls] error: error:",
            ("handshake-failed",),
            (
                "[2024/05/06 07:08:09] [error] [tls] error: error:0A000086:SSL "
                "routines::certificate verify failed"
            ),
            _SOURCE,
        ),
        Saying(
            "[tls] ca_file '",
            ("ca-file", "config-error"),
            (
                "[2024/05/06 07:08:09] [error] [tls] ca_file '/etc/ca.pem' 0: "
                "error:80000002:system library::No such file or directory"
            ),
            _SOURCE,
        ),
        Saying(
            "[tls] ca_path '",
            ("ca-file", "config-error"),
            (
                "[2024/05/06 07:08:09] [error] [tls] ca_path '/etc/ca' 0: "
                "error:80000002:system library::No such file or directory"
            ),
            _SOURCE,
        ),
        Saying(
            "[tls] crt_file '",
            ("cert-file", "config-error"),
            (
                "[2024/05/06 07:08:09] [error] [tls] crt_file '/etc/cert.pem' 0: "
                "error:80000002:system library::No such file or directory"
            ),
            _SOURCE,
        ),
        Saying(
            "[tls] key_file '",
            ("cert-file", "config-error"),
            (
                "[2024/05/06 07:08:09] [error] [tls] key_file '/etc/key.pem' 0: "
                "error:80000002:system library::No such file or directory"
            ),
            _SOURCE,
        ),
    ),
)
