"""Ncat, of Nmap."""

from __future__ import annotations

from tlswhy.products import Product, Role
from tlswhy.products.saying import Saying

_SOURCE = "ncat/ncat_ssl.c, ncat_connect.c, 7.93"

PRODUCT = Product(
    name="Ncat",
    roles=(Role.CLIENT, Role.SERVER),
    sayings=(
        Saying(
            "Certificate verification error: Connected to",
            ("verify name", "side client"),
            (
                'Ncat: Certificate verification error: Connected to "app.example.com", but '
                'certificate is for "www.example.org".'
            ),
            _SOURCE,
            pattern=(
                r'Certificate verification error: Connected to "(?P<host>[^"]{1,253})",'
                r" but certificate is for"
            ),
        ),
        Saying(
            "Ncat: Certificate verification failed (",
            ("verify failed", "side client"),
            "Ncat: Certificate verification failed (self-signed certificate).",
            _SOURCE,
            pattern=r"Certificate verification failed \((?P<code>[^)]{3,90})\)",
            decode="verify_code",
        ),
        Saying(
            "Ncat: Certificate verification error.",
            ("verify failed", "side client"),
            "Ncat: Certificate verification error. QUITTING.",
            _SOURCE,
        ),
        Saying(
            "Failed SSL connection from",
            ("handshake-failed", "side server"),
            (
                "Ncat: Failed SSL connection from 192.0.2.7: error:0A00009C:SSL routines::http "
                "request"
            ),
            _SOURCE,
            pattern=r"Failed SSL connection from (?P<client>[\da-fA-F.:]{3,45})",
        ),
        Saying(
            "Ncat: Could not load trusted certificates from",
            ("ca-file",),
            "Ncat: Could not load trusted certificates from /etc/ca.pem.",
            _SOURCE,
        ),
        Saying(
            "Ncat: Unable to load trusted CA certificates from",
            ("ca-file",),
            (
                "Ncat: Unable to load trusted CA certificates from /etc/ca.pem: No such file "
                "or directory"
            ),
            _SOURCE,
        ),
        Saying(
            "Ncat: Unable to set OpenSSL cipher list:",
            ("no-cipher", "config-error"),
            (
                "Ncat: Unable to set OpenSSL cipher list: error:0A0000B9:SSL routines::no "
                "cipher match"
            ),
            _SOURCE,
        ),
    ),
)
