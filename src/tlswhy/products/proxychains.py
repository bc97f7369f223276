"""proxychains-ng, which leads the connections of other programs through proxies."""

from __future__ import annotations

from tlswhy.products import Product
from tlswhy.products.saying import Saying

_SOURCE = "proxychains-ng, src/core.c, 4.16"
_CHAIN = "[proxychains] Strict chain  ...  127.0.0.1:3128  ...  192.0.2.7:443 "

PRODUCT = Product(
    name="proxychains",
    roles=(),
    sayings=(
        Saying(
            "<--denied",
            ("proxy-answered", "side client", "leg proxy"),
            f"{_CHAIN}<--denied",
            _SOURCE,
            pattern=r"(?:chain|proxychains).{0,300}?\.\.\. {1,3}(?P<host>[\w.-]{1,253}):\d{1,5} <--denied",
        ),
        Saying(
            "<--socket error or timeout!",
            ("proxy-unreachable", "side client"),
            "[proxychains] Strict chain  ...  127.0.0.1:3128  ...  timeout <--socket error or timeout!",
            _SOURCE,
        ),
    ),
    speaks=("side client",),
)
