"""OpenSIPS 3."""

from __future__ import annotations

from tlswhy.products import Product, Role
from tlswhy.products.saying import Saying

_OPENSIPS = "OpenSIPS, modules/tls_openssl/openssl_conn_ops.c, 3.3"

_SAYINGS = (
    Saying(
        "New TLS connection from",
        ("handshake-failed", "side server"),
        (
            "ERROR:tls_openssl:openssl_tls_accept: New TLS connection from 192.0.2.7:40112 "
            "failed to accept"
        ),
        _OPENSIPS,
        pattern=(
            "New TLS connection from (?P<client>[0-9a-fA-F.:]{2,45})"
            r":\d{1,5} failed to accept"
        ),
    ),
    Saying(
        "New TLS connection to",
        ("handshake-failed", "side client"),
        "ERROR:tls_openssl:openssl_tls_connect: New TLS connection to 192.0.2.7:5061 failed",
        _OPENSIPS,
        pattern=r"New TLS connection to (?P<host>[\w.-]{1,253}):(?P<port>\d{1,5}) failed",
    ),
    Saying(
        "SSL_ERROR_SYSCALL err=",
        ("reset",),
        (
            "ERROR:tls_openssl:openssl_tls_connect: SSL_ERROR_SYSCALL err=Connection reset "
            "by peer(104)"
        ),
        _OPENSIPS,
        pattern="SSL_ERROR_SYSCALL err=Connection reset by peer",
    ),
    Saying(
        "verify_callback: ",
        ("verify failed",),
        "NOTICE:tls_openssl:verify_callback: unable to get issuer certificate",
        _OPENSIPS,
        pattern=r"tls\w{0,12}:verify_callback: (?P<code>[a-zA-Z ,-]{5,80})",
        decode="verify_code",
        certain=False,
    ),
)

PRODUCT = Product(
    name="OpenSIPS",
    roles=(
        Role.SERVER,
        Role.CLIENT,
    ),
    services=("sips",),
    sayings=_SAYINGS,
)
