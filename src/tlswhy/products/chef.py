"""Chef Infra client and knife."""

from __future__ import annotations

from tlswhy.products import Product, Role
from tlswhy.products.saying import Saying

_CHEF = "chef, lib/chef/http, 18"
_KNIFE = "chef, knife/lib/chef/knife/ssl_check.rb, 17"

_SAYINGS = (
    Saying(
        "ERROR: SSL Validation failure connecting to host",
        ("verify failed", "side client"),
        (
            "ERROR: SSL Validation failure connecting to host: chef.example.com - "
            "SSL_connect returned=1 errno=0 state=error: certificate verify failed"
        ),
        _CHEF,
        pattern=r"SSL Validation failure connecting to host: (?P<host>[\w.-]{1,253})",
    ),
    Saying(
        "The SSL certificate of",
        ("verify failed", "side client"),
        "ERROR: The SSL certificate of chef.example.com could not be verified",
        _KNIFE,
        pattern=r"The SSL certificate of (?P<host>[\w.-]{1,253}) could not be verified",
    ),
    Saying(
        "The SSL cert is signed by a trusted authority but is not valid for the given hostname",
        ("verify name", "side client"),
        (
            "ERROR: The SSL cert is signed by a trusted authority but is not valid for the "
            "given hostname"
        ),
        _KNIFE,
    ),
)

PRODUCT = Product(
    name="Chef",
    roles=(Role.CLIENT,),
    sayings=_SAYINGS,
    speaks=("side client",),
)
