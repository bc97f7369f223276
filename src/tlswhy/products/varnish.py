"""Varnish, a cache in front of web servers."""

from __future__ import annotations

from tlswhy.products import Product, Role
from tlswhy.products.saying import Saying

_SAYINGS = (
    Saying(
        "Error 503 Backend fetch failed",
        ("leg upstream", "upstream-failed", "http-status 503"),
        ("Error 503 Backend fetch failed Backend fetch failed Guru Meditation: XID: 32770"),
        "bin/varnishd/builtin.vcl, 7.4",
        certain=False,
    ),
    Saying(
        "Guru Meditation:",
        ("http-status 503",),
        "Guru Meditation: XID: 32770 Varnish cache server",
        "bin/varnishd/builtin.vcl, 7.4",
        certain=False,
    ),
)

PRODUCT = Product(
    name="Varnish",
    roles=(Role.REVERSE_PROXY,),
    sayings=_SAYINGS,
    speaks=("role reverse-proxy",),
)
