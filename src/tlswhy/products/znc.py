"""ZNC, the IRC bouncer."""

from __future__ import annotations

from tlswhy.products import Product, Role
from tlswhy.products.saying import Saying

_ZNC = "ZNC, src/IRCSock.cpp, 1.8"

_SAYINGS = (
    Saying(
        "Invalid SSL certificate: ",
        ("verify failed", "side client"),
        (
            "*** Cannot connect to IRC. Invalid SSL certificate: self signed certificate. "
            "Retrying..."
        ),
        _ZNC,
    ),
    Saying(
        "do /znc AddTrustedServerFingerprint",
        ("verify failed", "side client"),
        "If you trust this certificate, do /znc AddTrustedServerFingerprint 7a:3c",
        _ZNC,
    ),
    Saying(
        "SSLVerifyHost: host doesn't match",
        ("verify name", "side client"),
        "SSLVerifyHost: host doesn't match",
        "Csocket, in ZNC 1.8",
    ),
)

PRODUCT = Product(
    name="ZNC",
    roles=(
        Role.CLIENT,
        Role.SERVER,
    ),
    services=(
        "irc",
        "ircs",
    ),
    sayings=_SAYINGS,
)
