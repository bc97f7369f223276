"""Netskope, whose client and cloud inspect TLS."""

from __future__ import annotations

from tlswhy.products import Product, Role
from tlswhy.products.saying import Saying

_SAYINGS = (
    Saying(
        "goskope.com",
        ("issuer interceptor",),
        "issuer=C = US, O = Example, CN = ca.example.goskope.com",
        "Netskope's issuing CA, named after the tenant",
        pattern=r"(?:ca|certadmin)[\w.-]{0,60}goskope\.com|goskope\.com.{0,40}\bCA\b",
    ),
    Saying(
        "caadmin.netskope.com",
        ("issuer interceptor",),
        "issuer=CN = caadmin.netskope.com, O = Netskope Inc",
        "Netskope's root",
    ),
    Saying(
        "certadmin.netskope.com",
        ("issuer interceptor",),
        "issuer=CN = certadmin.netskope.com",
        "Netskope's root",
    ),
)

PRODUCT = Product(
    name="Netskope",
    roles=(Role.NETWORK,),
    sayings=_SAYINGS,
    speaks=("role intercepting", "role filter"),
)
