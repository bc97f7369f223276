"""Varnish, a cache in front of web servers, and Hitch, which ends TLS for it."""

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
    Saying(
        "{client} Unexpected SSL error (in handshake):",
        ("handshake-failed", "side server", "leg downstream"),
        "{client} Unexpected SSL error (in handshake): 1",
        "hitch: src/hitch.c, 1.4",
    ),
    Saying(
        "{backend} Unexpected SSL error (in handshake):",
        ("handshake-failed", "leg upstream", "upstream-failed"),
        "{backend} Unexpected SSL error (in handshake): 1",
        "hitch: src/hitch.c, 1.4",
    ),
    Saying(
        "Connection closed (in handshake)",
        ("eof",),
        "{client} Connection closed (in handshake)",
        "hitch: src/hitch.c, 1.4",
        pattern=r"\{(?:client|backend)\} Connection closed \(in handshake\)",
    ),
    Saying(
        "Error loading private key from file",
        ("cert-file",),
        "{core} Error: Error loading private key from file '/etc/hitch/leaf.pem'",
        "hitch: src/hitch.c, 1.7",
        pattern=r"(?:hitch|\{core\}).{0,120}private key",
    ),
)

PRODUCT = Product(
    name="Varnish",
    roles=(Role.REVERSE_PROXY,),
    sayings=_SAYINGS,
    speaks=("role reverse-proxy",),
)
