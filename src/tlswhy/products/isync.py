"""isync (mbsync)."""

from __future__ import annotations

from tlswhy.products import Product, Role
from tlswhy.products.saying import Saying

_ISYNC = "isync, src/socket.c, 1.4"

_SAYINGS = (
    Saying(
        "SSL error connecting ",
        ("verify failed",),
        (
            "SSL error connecting imap.example.com (192.0.2.7:993): unable to get local "
            "issuer certificate"
        ),
        _ISYNC,
        pattern=(
            r"SSL error connecting (?P<host>[\w.-]{1,253}) \([^)"
            r"]{3,60}\): (?P<code>.{3,80})$"
        ),
        decode="verify_code",
    ),
    Saying(
        "Error, certificate owner does not match hostname",
        ("verify name",),
        "Error, certificate owner does not match hostname imap.example.com",
        _ISYNC,
        pattern=r"certificate owner does not match hostname (?P<host>[\w.-]{1,253})",
    ),
    Saying(
        "requires SSL but no SSL versions enabled",
        ("no-version",),
        "IMAP account 'x' requires SSL but no SSL versions enabled",
        _ISYNC,
    ),
    Saying(
        "Socket error: secure connect ",
        ("handshake-failed",),
        (
            "Socket error: secure connect imap.example.com (192.0.2.7:993): "
            "error:0A000102:SSL routines::unsupported protocol"
        ),
        _ISYNC,
        pattern=(
            "Socket error: secure (?:connect|read|write) (?:to |from )"
            r"?(?P<host>[\w.-]{1,253})"
        ),
    ),
)

PRODUCT = Product(
    name="isync",
    roles=(Role.CLIENT,),
    services=(
        "imap",
        "imaps",
    ),
    sayings=_SAYINGS,
    speaks=(
        "side client",
        "role mail",
    ),
)
