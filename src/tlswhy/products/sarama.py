"""Sarama, a Kafka client in Go."""

from __future__ import annotations

from tlswhy.products import Product, Role
from tlswhy.products.saying import Saying

_SARAMA = "Sarama, broker.go, 1.42"

_SAYINGS = (
    Saying(
        "Failed to connect to broker",
        ("side client",),
        (
            "[sarama] Failed to connect to broker broker.example.com:9093: tls: failed to "
            "verify certificate: x509: certificate signed by unknown authority"
        ),
        _SARAMA,
        pattern=r"Failed to connect to broker (?P<host>[\w.-]{1,253}):(?P<port>\d{1,5}): ",
        certain=False,
    ),
)

PRODUCT = Product(
    name="Sarama",
    roles=(Role.CLIENT,),
    services=("kafka",),
    sayings=_SAYINGS,
    speaks=("side client",),
)
