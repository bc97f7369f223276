"""Bareos."""

from __future__ import annotations

from tlswhy.products import Product, Role
from tlswhy.products.saying import Saying

_BAREOS = "core/src/lib/tls_openssl.cc, 22"

_SAYINGS = (
    Saying(
        "Connect failure: ERR=",
        ("handshake-failed",),
        (
            "Error: tls_openssl_private.cc:83 Connect failure: ERR=error:1416F086:SSL "
            "routines:tls_process_server_certificate:certificate verify failed"
        ),
        _BAREOS,
        pattern=r"tls\w{0,30}\.(?:c|cc):\d{1,5} Connect failure: ERR=",
    ),
)

PRODUCT = Product(
    name="Bareos",
    roles=(
        Role.SERVER,
        Role.CLIENT,
    ),
    sayings=_SAYINGS,
)
