"""UnrealIRCd 6."""

from __future__ import annotations

from tlswhy.products import Product, Role
from tlswhy.products.saying import Saying

_UNREAL = "UnrealIRCd, src/tls.c, 6"

_SAYINGS = (
    Saying(
        "SSL_accept(): ",
        ("handshake-failed", "side server"),
        (
            "[tls.TLS_ACCEPT] Exiting TLS client 192.0.2.7: SSL_accept(): Internal OpenSSL "
            "error or protocol error"
        ),
        _UNREAL,
        pattern=r"(?:TLS|SSL) client .{0,200}SSL_accept\(\): ",
    ),
    Saying(
        "SSL_connect(): ",
        ("handshake-failed", "side client"),
        (
            "Exiting TLS server irc.example.com: SSL_connect(): Internal OpenSSL error or "
            "protocol error"
        ),
        _UNREAL,
        pattern=r"(?:TLS|SSL) server .{0,200}SSL_connect\(\): ",
    ),
)

PRODUCT = Product(
    name="UnrealIRCd",
    roles=(Role.SERVER,),
    services=(
        "irc",
        "ircs",
    ),
    sayings=_SAYINGS,
)
