"""TigerVNC."""

from __future__ import annotations

from tlswhy.products import Product, Role
from tlswhy.products.saying import Saying

_TIGER = "TigerVNC, common/rfb/CSecurityTLS.cxx, 1.12"

_SAYINGS = (
    Saying(
        "TLS Handshake failed: ",
        ("handshake-failed", "side client"),
        "CSecurityTLS: TLS Handshake failed: An unexpected TLS packet was received.",
        _TIGER,
        pattern="(?:CSecurityTLS|SSecurityTLS|vnc|CConn).{0,80}TLS Handshake failed: ",
    ),
)

PRODUCT = Product(
    name="TigerVNC",
    roles=(
        Role.CLIENT,
        Role.SERVER,
    ),
    sayings=_SAYINGS,
)
