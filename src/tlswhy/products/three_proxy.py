"""3proxy, a small proxy server."""

from __future__ import annotations

from tlswhy.products import Product, Role
from tlswhy.products.saying import Saying

_SAYINGS = (
    Saying(
        "Host Not Found or connection failed",
        ("proxy-answered 502", "leg upstream", "upstream-failed"),
        "<h2>502 Bad Gateway</h2><h3>Host Not Found or connection failed</h3>",
        "src/proxy.c, 0.9",
    ),
    Saying(
        "Access control list denies you to access this resource",
        ("proxy-answered 403",),
        (
            "<h2>403 Access Denied</h2><h3>Access control list denies you to access this "
            "resource</h3>"
        ),
        "src/proxy.c, 0.9",
    ),
    Saying(
        (
            "Access to requested resource disallowed by administrator or you need valid "
            "username/password"
        ),
        ("proxy-answered 407",),
        (
            "<h2>407 Proxy Authentication Required</h2><h3>Access to requested resource "
            "disallowed by administrator or you need valid username/password to use this "
            "resource</h3>"
        ),
        "src/proxy.c, 0.9",
    ),
    Saying(
        "<h3>You have exceeded your traffic limit</h3>",
        ("proxy-answered 503",),
        "<h2>503 Service Unavailable</h2><h3>You have exceeded your traffic limit</h3>",
        "src/proxy.c, 0.9",
    ),
    Saying(
        "<h3>Recursion detected</h3>",
        ("proxy-answered 503",),
        "<h2>503 Service Unavailable</h2><h3>Recursion detected</h3>",
        "src/proxy.c, 0.9",
    ),
)

PRODUCT = Product(
    name="3proxy",
    roles=(Role.FORWARD_PROXY,),
    sayings=_SAYINGS,
    speaks=("role forward-proxy",),
)
