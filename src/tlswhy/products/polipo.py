"""Polipo, a caching forward proxy."""

from __future__ import annotations

from tlswhy.products import Product, Role
from tlswhy.products.saying import Saying

_SAYINGS = (
    Saying(
        "403 Forbidden port",
        ("proxy-answered 403",),
        "HTTP/1.1 403 Forbidden port",
        "tunnel.c, 1.1",
    ),
    Saying(
        "403 Forbidden tunnel",
        ("proxy-answered 403",),
        "HTTP/1.1 403 Forbidden tunnel",
        "tunnel.c, 1.1",
    ),
    Saying(
        "504 Connect to ",
        ("proxy-answered 504", "leg upstream", "upstream-failed"),
        "HTTP/1.1 504 Connect to www.example.org:443 failed: Connection refused",
        "server.c, 1.1",
        pattern=r"504 Connect to (?P<host>[^\s:]{1,253}):(?P<port>\d{1,5}) failed: ",
    ),
    Saying(
        "504 Host ",
        ("proxy-answered 504", "dns-failed", "leg upstream"),
        "HTTP/1.1 504 Host www.example.org lookup failed: Host not found",
        "server.c, 1.1",
        pattern=r"504 Host (?P<host>[\w.-]{1,253}) lookup failed: ",
    ),
)

PRODUCT = Product(
    name="Polipo",
    roles=(Role.FORWARD_PROXY,),
    sayings=_SAYINGS,
    speaks=("role forward-proxy",),
)
