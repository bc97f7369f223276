"""sniproxy, and sslh, which share a parser of hellos."""

from __future__ import annotations

from tlswhy.products import Product, Role
from tlswhy.products.saying import Saying

_SOURCE = "src/tls.c of sniproxy 0.6, tls.c of sslh 1.22"

PRODUCT = Product(
    name="sniproxy",
    roles=(Role.REVERSE_PROXY,),
    speaks=("side server", "role reverse-proxy"),
    sayings=(
        Saying(
            "Request did not begin with TLS handshake",
            ("plain-received",),
            "Request did not begin with TLS handshake.",
            _SOURCE,
        ),
        Saying(
            "Client Hello which can not support SNI",
            ("sni-absent",),
            "Received SSL 2.0 Client Hello which can not support SNI.",
            _SOURCE,
        ),
        Saying(
            "handshake which can not support SNI",
            ("sni-absent", "client-version"),
            "Received SSL 3.0 handshake which can not support SNI.",
            _SOURCE,
        ),
        Saying(
            "handshake which cannot be parsed",
            ("sni-absent", "client-version"),
            "Received SSL 3.0 handshake which cannot be parsed.",
            _SOURCE,
            pattern=r"Received SSL \d{1,3}\.\d{1,3} handshake which cannot be parsed",
        ),
    ),
)
