"""irssi."""

from __future__ import annotations

from tlswhy.products import Product, Role
from tlswhy.products.saying import Saying

_IRSSI = "irssi, src/core/network-openssl.c, 1.4"

_SAYINGS = (
    Saying(
        "Could not verify TLS servers certificate: ",
        ("verify failed", "side client"),
        (
            "Irssi: warning Could not verify TLS servers certificate: unable to get local "
            "issuer certificate"
        ),
        _IRSSI,
        pattern=r"Could not verify TLS servers certificate: (?P<code>.{3,80}?)(?:\.|$)",
        decode="verify_code",
    ),
    Saying(
        "Could not verify SSL servers certificate",
        ("verify failed", "side client"),
        "Irssi: warning Could not verify SSL servers certificate: self signed certificate",
        "irssi, src/core/network-openssl.c, 0.8",
        pattern=r"Could not verify SSL servers certificate: (?P<code>.{3,80}?)(?:\.|$)",
        decode="verify_code",
    ),
    Saying(
        "SSL handshake failed: ",
        ("handshake-failed", "side client"),
        "Irssi: warning SSL handshake failed: unknown SSL error",
        _IRSSI,
        pattern="Irssi: .{0,30}SSL handshake failed: ",
    ),
    Saying(
        "SSL handshake failed: server closed connection",
        ("eof", "side client"),
        "Irssi: warning SSL handshake failed: server closed connection unexpectedly",
        _IRSSI,
    ),
    Saying(
        "Irssi: Connection lost to",
        ("eof", "side client"),
        "Irssi: Connection lost to irc.example.com",
        "irssi, src/fe-common/core/fe-server.c, 1.4",
        certain=False,
    ),
)

PRODUCT = Product(
    name="irssi",
    roles=(Role.CLIENT,),
    services=(
        "irc",
        "ircs",
    ),
    sayings=_SAYINGS,
    speaks=("side client",),
)
