"""Zoom's client: its own numbers for what stands between it and the service."""

from __future__ import annotations

from tlswhy.products import Product, Role
from tlswhy.products.saying import Saying

_ZOOM = "Zoom 5 and 6, support pages on error codes"

PRODUCT = Product(
    name="Zoom",
    roles=(Role.CLIENT,),
    sayings=(
        Saying(
            "Unable to connect to Zoom. Please check your network connection and try again. (Error code: 5003)",
            ("unreachable",),
            "Unable to connect to Zoom. Please check your network connection and try again. (Error code: 5003)",
            _ZOOM,
        ),
        Saying(
            "Zoom has been unable to connect. Error code: 5003",
            ("unreachable",),
            "Zoom has been unable to connect. Error code: 5003",
            _ZOOM,
        ),
        Saying(
            "Error code: 104101",
            ("blocked", "unreachable"),
            "Your connection has timed out. Error code: 104101",
            _ZOOM,
            pattern=r"Error code: 10410[1-8]",
        ),
        Saying(
            "Invalid Certificate. The security certificate for",
            ("verify failed",),
            "Invalid Certificate. The security certificate for zoom.us is not trusted. Error code: 1006007000",
            _ZOOM,
        ),
        Saying(
            "Untrusted Server Certificate",
            ("verify issuer-unknown",),
            "Untrusted Server Certificate zoom.us Issued by: Example Proxy CA",
            _ZOOM,
        ),
        Saying(
            "1006007000",
            ("verify failed",),
            "Sign in failed. Error code: 1006007000",
            _ZOOM,
            pattern=r"(?<!\d)10060070\d\d(?!\d)",
        ),
    ),
    speaks=("side client",),
)
