"""Burp Suite."""

from __future__ import annotations

from tlswhy.products import Product, Role
from tlswhy.products.saying import Saying

_SOURCE = "Burp Suite, the event log, 2020 to 2025"

PRODUCT = Product(
    name="Burp Suite",
    roles=(Role.FORWARD_PROXY,),
    speaks=("role intercepting", "role forward-proxy"),
    sayings=(
        Saying(
            "The client failed to negotiate a TLS connection to",
            ("handshake-failed", "side server", "leg downstream"),
            (
                "The client failed to negotiate a TLS connection to app.example.com:443: "
                "Received fatal alert: certificate_unknown"
            ),
            _SOURCE,
            pattern=r"negotiate a TLS connection to (?P<host>[\w.-]{1,253}):(?P<port>\d{1,5})",
        ),
    ),
)
