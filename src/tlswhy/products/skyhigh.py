"""McAfee and Skyhigh web gateways, forward proxies that inspect TLS."""

from __future__ import annotations

from tlswhy.products import Product, Role
from tlswhy.products.saying import Saying

_SAYINGS = (
    Saying(
        "McAfee Web Gateway",
        ("role forward-proxy",),
        "generated 2024-05-06 07:08:09 by proxy.example.com McAfee Web Gateway",
        "Web Gateway, templates",
        certain=False,
    ),
    Saying(
        "The SSL handshake could not be performed.",
        ("handshake-failed", "leg upstream", "upstream-failed"),
        (
            "Handshake failed The SSL handshake could not be performed. Host: "
            "www.example.org Reason: error:14094410:SSL routines:ssl3_read_bytes:sslv3 "
            "alert handshake failure"
        ),
        "Web Gateway, templates: SSL handshake failed",
    ),
    Saying(
        "Certificate incident",
        ("upstream-refused-cert", "verify failed", "leg upstream"),
        "Certificate incident: Self-signed certificate found",
        "Web Gateway, certificate verification rules",
        pattern="Certificate incident.{0,200}(?:[Cc]ertificate|[Nn]ame|[Cc]hain)",
    ),
    Saying(
        "The proxy could not connect to the destination in time.",
        ("proxy-answered 504", "leg upstream", "upstream-failed"),
        "Cannot Connect The proxy could not connect to the destination in time.",
        "Web Gateway, templates: cannot connect",
    ),
)

PRODUCT = Product(
    name="Skyhigh Secure Web Gateway",
    roles=(Role.FORWARD_PROXY,),
    sayings=_SAYINGS,
    speaks=("role forward-proxy", "role intercepting"),
)
