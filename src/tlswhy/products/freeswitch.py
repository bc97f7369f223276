"""FreeSWITCH with sofia-sip."""

from __future__ import annotations

from tlswhy.products import Product, Role
from tlswhy.products.saying import Saying

_SOFIA = "sofia-sip, libsofia-sip-ua/tport/tport_tls.c, 1.13"

_SAYINGS = (
    Saying(
        "tls_connect(0x",
        ("handshake-failed",),
        (
            "tport_tls.c:990 tls_connect() tls_connect(0x7f8c1c): TLS setup failed "
            "(error:00000001:lib(0):func(0):reason(1))"
        ),
        _SOFIA,
        pattern=r"tls_connect\(0x[0-9a-f]{3,16}\).{0,60}(?:TLS setup failed|handshake)",
    ),
    Saying(
        "-Error with certificate at depth: ",
        ("verify failed",),
        (
            "-Error with certificate at depth: 0\n  issuer   = /CN=Example CA\n  err 20:unable "
            "to get local issuer certificate"
        ),
        _SOFIA,
        pattern=r"-Error with certificate at depth: \d{1,2}",
    ),
)

PRODUCT = Product(
    name="FreeSWITCH",
    roles=(
        Role.SERVER,
        Role.CLIENT,
    ),
    services=("sips",),
    sayings=_SAYINGS,
)
