"""KafkaJS."""

from __future__ import annotations

from tlswhy.products import Product, Role
from tlswhy.products.saying import Saying

_SAYINGS = (
    Saying(
        "KafkaJSConnectionError: Connection error",
        ("side client",),
        "KafkaJSConnectionError: Connection error: self signed certificate in certificate chain",
        "KafkaJS, src/network/connection.js, 2",
        certain=False,
    ),
    Saying(
        (
            "KafkaJSConnectionError: Client network socket disconnected before secure TLS "
            "connection was established"
        ),
        ("eof", "side client"),
        (
            "KafkaJSConnectionError: Client network socket disconnected before secure TLS "
            "connection was established"
        ),
        "KafkaJS, src/network/connection.js, 2",
    ),
)

PRODUCT = Product(
    name="KafkaJS",
    roles=(Role.CLIENT,),
    services=("kafka",),
    sayings=_SAYINGS,
    speaks=("side client",),
)
