"""Zscaler Internet Access, which inspects TLS."""

from __future__ import annotations

from tlswhy.products import Product, Role
from tlswhy.products.saying import Saying

_SAYINGS = (
    Saying(
        "Zscaler Root CA",
        ("issuer interceptor",),
        "issuer=CN = Zscaler Root CA, O = Zscaler Inc., OU = Zscaler Inc.",
        "Zscaler's default root",
    ),
    Saying(
        "Zscaler Intermediate Root CA",
        ("issuer interceptor",),
        (
            "issuer=CN = Zscaler Intermediate Root CA (zscalertwo.net) (t), OU = Zscaler "
            "Inc., O = Zscaler Inc."
        ),
        "Zscaler's default intermediates",
    ),
    Saying(
        "Your organization has selected Zscaler to protect you from internet threats",
        ("blocked",),
        "Your organization has selected Zscaler to protect you from internet threats.",
        "Zscaler's block page",
    ),
    Saying(
        "Internet Security by Zscaler",
        ("blocked",),
        ("Sorry, you don't have permission to visit this site. Internet Security by Zscaler"),
        "Zscaler's block page",
    ),
    Saying(
        "Access blocked due to bad server certificate",
        ("upstream-refused-cert", "verify failed", "leg upstream"),
        "Access blocked due to bad server certificate",
        "Zscaler's policy reasons",
    ),
    Saying(
        "SSL Policy filter",
        ("upstream-refused-cert", "leg upstream"),
        "Blocked Policy Type: SSL Policy filter",
        "Zscaler, web insights: blocked policy type",
        certain=False,
    ),
    Saying(
        "gateway.zscaler",
        ("blocked",),
        ("Location: https://gateway.zscalertwo.net:443/auD?origurl=http%3A%2F%2Fwww.example.org"),
        "Zscaler, authentication and block redirects",
        pattern=r"gateway\.zscaler\w{0,10}\.net",
    ),
)

PRODUCT = Product(
    name="Zscaler",
    roles=(Role.NETWORK,),
    sayings=_SAYINGS,
    speaks=("role intercepting", "role filter"),
)
