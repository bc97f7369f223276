"""rabbitmq-c (librabbitmq)."""

from __future__ import annotations

from tlswhy.products import Product, Role
from tlswhy.products.saying import Saying

_API = "rabbitmq-c, librabbitmq/amqp_api.c, 0.13"

_SAYINGS = (
    Saying(
        "a SSL error occurred",
        ("handshake-failed", "side client"),
        "Cannot open TCP socket: a SSL error occurred",
        _API,
        pattern="(?:amqp|AMQP|rabbit|socket|TCP).{0,120}a SSL error occurred",
    ),
    Saying(
        "SSL hostname verification failed",
        ("verify name", "side client"),
        "opening SSL/TLS connection: SSL hostname verification failed",
        _API,
    ),
    Saying(
        "SSL peer cert verification failed",
        ("verify failed", "side client"),
        "opening SSL/TLS connection: SSL peer cert verification failed",
        _API,
    ),
    Saying(
        "opening SSL/TLS connection",
        ("handshake-failed", "side client"),
        "opening SSL/TLS connection: SSL connection failed",
        _API,
    ),
)

PRODUCT = Product(
    name="rabbitmq-c",
    roles=(Role.CLIENT,),
    services=(
        "amqp",
        "amqps",
    ),
    sayings=_SAYINGS,
    speaks=("side client",),
)
