"""Privoxy, a filtering forward proxy."""

from __future__ import annotations

from tlswhy.products import Product, Role
from tlswhy.products.saying import Saying

_SAYINGS = (
    Saying(
        "403 Connection not allowable",
        ("proxy-answered 403",),
        "HTTP/1.1 403 Connection not allowable Proxy-Agent: Privoxy 3.0.34",
        "project.h, 3.0",
    ),
    Saying(
        "If you read this message interactively, then you know why this happens ,-)",
        ("proxy-answered 403",),
        ("X-Hint: If you read this message interactively, then you know why this happens ,-)"),
        "project.h, 3.0",
    ),
    Saying(
        "403 Request blocked by Privoxy",
        ("proxy-answered 403", "role filter"),
        "HTTP/1.1 403 Request blocked by Privoxy",
        "cgi.c, 3.0",
    ),
    Saying(
        "503 Connect failed",
        ("proxy-answered 503", "leg upstream", "upstream-failed"),
        "HTTP/1.1 503 Connect failed",
        "cgi.c, 3.0",
    ),
    Saying(
        "503 Forwarding failure",
        ("proxy-answered 503", "proxy-unreachable", "leg upstream"),
        "HTTP/1.1 503 Forwarding failure",
        "cgi.c, 3.0",
    ),
    Saying(
        "404 No such domain",
        ("dns-failed", "leg upstream"),
        "HTTP/1.1 404 No such domain",
        "cgi.c, 3.0",
    ),
    Saying(
        "Invalid header received from client.",
        ("tls-received", "side server"),
        (
            "HTTP/1.0 400 Invalid header received from client Proxy-Agent: Privoxy 3.0.34 "
            "Invalid header received from client."
        ),
        "project.h, 3.0",
        certain=False,
    ),
    Saying(
        "504 Connection timeout",
        ("proxy-answered 504", "leg upstream", "upstream-failed"),
        "HTTP/1.1 504 Connection timeout",
        "cgi.c, 3.0",
    ),
)

PRODUCT = Product(
    name="Privoxy",
    roles=(Role.FORWARD_PROXY,),
    sayings=_SAYINGS,
    speaks=("role forward-proxy",),
)
