"""Open vSwitch and OVN."""

from __future__ import annotations

from tlswhy.products import Product, Role
from tlswhy.products.saying import Saying

_SOURCE = "lib/stream-ssl.c, 3.1"

PRODUCT = Product(
    name="Open vSwitch",
    roles=(Role.CLIENT, Role.SERVER),
    sayings=(
        Saying(
            "Private key must be configured to use SSL",
            ("config-error",),
            (
                "2024-05-06T07:08:09.123Z|00012|stream_ssl|ERR|Private key must be configured "
                "to use SSL"
            ),
            _SOURCE,
        ),
        Saying(
            "CA certificate must be configured to use SSL",
            ("config-error", "ca-file"),
            (
                "2024-05-06T07:08:09.123Z|00012|stream_ssl|ERR|CA certificate must be "
                "configured to use SSL"
            ),
            _SOURCE,
        ),
        Saying(
            "|Certificate must be configured to use SSL",
            ("config-error", "no-certificate"),
            (
                "2024-05-06T07:08:09.123Z|00012|stream_ssl|ERR|Certificate must be configured "
                "to use SSL"
            ),
            _SOURCE,
        ),
        Saying(
            "Private key does not match certificate public key:",
            ("key-mismatch",),
            (
                "2024-05-06T07:08:09.123Z|00012|stream_ssl|ERR|Private key does not match "
                "certificate public key: error:05800074:x509 certificate routines::key values "
                "mismatch"
            ),
            _SOURCE,
        ),
        Saying(
            (
                "only one certificate was received, so probably the peer is not configured to "
                "send its CA certificate"
            ),
            ("verify issuer-missing",),
            (
                "stream_ssl|ERR|could not bootstrap CA cert: only one certificate was "
                "received, so probably the peer is not configured to send its CA certificate"
            ),
            _SOURCE,
        ),
        Saying(
            "could not bootstrap CA cert: obtained certificate is not self-signed",
            ("verify failed",),
            (
                "stream_ssl|ERR|could not bootstrap CA cert: obtained certificate is not "
                "self-signed (error:0A000086)"
            ),
            _SOURCE,
        ),
        Saying(
            "stream_ssl|WARN|SSL_accept:",
            ("handshake-failed", "side server"),
            (
                "2024-05-06T07:08:09.123Z|00012|stream_ssl|WARN|SSL_accept: error:0A000418:SSL "
                "routines::tlsv1 alert unknown ca"
            ),
            _SOURCE,
        ),
        Saying(
            "stream_ssl|WARN|SSL_connect:",
            ("handshake-failed", "side client"),
            (
                "2024-05-06T07:08:09.123Z|00012|stream_ssl|WARN|SSL_connect: "
                "error:0A000086:SSL routines::certificate verify failed"
            ),
            _SOURCE,
        ),
    ),
)
