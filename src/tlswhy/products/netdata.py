"""Netdata."""

from __future__ import annotations

from tlswhy.products import Product, Role
from tlswhy.products.saying import Saying

_SOURCE = "libnetdata/socket/security.c, streaming/sender.c, 1.37"

PRODUCT = Product(
    name="Netdata",
    roles=(Role.CLIENT, Role.SERVER),
    sayings=(
        Saying(
            "SSL RFC4158 check:",
            ("verify failed", "side client"),
            (
                "SSL RFC4158 check:  We have a invalid certificate, the tests result with 20 "
                "and message unable to get local issuer certificate"
            ),
            _SOURCE,
            pattern=(
                r"SSL RFC4158 check: .{0,40}invalid certificate, the tests result with"
                r" (?P<code>\d{1,3})"
            ),
            decode="verify_code",
        ),
        Saying(
            "Closing the stream connection, because the server SSL certificate is not valid",
            ("verify failed", "side client"),
            (
                "STREAM web01 [send to parent.example.com:19999]: Closing the stream "
                "connection, because the server SSL certificate is not valid."
            ),
            _SOURCE,
        ),
        Saying(
            "SSL cannot connect with the server:",
            ("handshake-failed", "side client"),
            (
                "SSL cannot connect with the server:  error:0A000438:SSL routines::tlsv1 alert "
                "internal error "
            ),
            _SOURCE,
        ),
        Saying(
            "SSL cannot check the private key:",
            ("key-mismatch", "side server"),
            (
                "SSL cannot check the private key: error:05800074:x509 certificate "
                "routines::key values mismatch"
            ),
            _SOURCE,
        ),
        Saying(
            "SSL error. cannot set the cipher list",
            ("no-cipher", "config-error"),
            "SSL error. cannot set the cipher list",
            _SOURCE,
        ),
        Saying(
            "Cannot create a new SSL context, netdata won't encrypt communication",
            ("cert-file", "config-error"),
            "Cannot create a new SSL context, netdata won't encrypt communication",
            _SOURCE,
        ),
    ),
)
