"""stunnel: TLS for programs that have none."""

from __future__ import annotations

from tlswhy.model.diagnosis import Remedy
from tlswhy.products import Product, Recipe, Role

PRODUCT = Product(
    name="stunnel",
    roles=(Role.SERVER, Role.CLIENT),
    recipes={
        Remedy.ENABLE_TLS: Recipe(
            "In front of a program that cannot speak TLS itself.",
            (
                "[tls]",
                "accept = 8443",
                "connect = 127.0.0.1:{port}",
                "cert = /etc/stunnel/fullchain.pem",
                "key = /etc/stunnel/leaf.key",
            ),
        ),
        Remedy.PROXY_URL_HTTPS: Recipe(
            "For clients that cannot speak TLS with a proxy: they use http://127.0.0.1:3128.",
            (
                "[proxy]",
                "client = yes",
                "accept = 127.0.0.1:3128",
                "connect = {proxy}",
                "verifyChain = yes",
                "CApath = /etc/ssl/certs",
            ),
        ),
    },
)
