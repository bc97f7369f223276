"""memcached with TLS."""

from __future__ import annotations

from tlswhy.products import Product, Role
from tlswhy.products.saying import Saying

_SOURCE = "tls.c, memcached.c, 1.6"

PRODUCT = Product(
    name="memcached",
    roles=(Role.SERVER,),
    services=("memcached",),
    sayings=(
        Saying(
            "Error loading the certificate chain:",
            ("cert-file", "side server"),
            (
                "Error loading the certificate chain: /etc/site.crt : error:80000002:system "
                "library::No such file or directory"
            ),
            _SOURCE,
        ),
        Saying(
            "Error loading the CA certificate:",
            ("ca-file", "side server"),
            (
                "Error loading the CA certificate: /etc/ca.pem : error:80000002:system "
                "library::No such file or directory"
            ),
            _SOURCE,
        ),
        Saying(
            "Error setting the provided cipher(s):",
            ("no-cipher", "config-error", "side server"),
            "Error setting the provided cipher(s): FOO",
            _SOURCE,
        ),
        Saying(
            "Error validating the certificate:",
            ("key-mismatch", "side server"),
            (
                "Error validating the certificate: error:05800074:x509 certificate "
                "routines::key values mismatch"
            ),
            _SOURCE,
            certain=False,
        ),
        Saying(
            "SSL connection failed with error code :",
            ("handshake-failed", "side server"),
            (
                "SSL connection failed with error code : 1 : error:0A00009C:SSL routines::http "
                "request"
            ),
            _SOURCE,
        ),
        Saying(
            "ERROR: You cannot enable SSL without a TCP port",
            ("config-error", "side server"),
            "ERROR: You cannot enable SSL without a TCP port.",
            _SOURCE,
        ),
        Saying(
            "Invalid ssl_min_version. Use help to see valid options",
            ("config-error", "side server"),
            "Invalid ssl_min_version. Use help to see valid options.",
            _SOURCE,
        ),
    ),
)
