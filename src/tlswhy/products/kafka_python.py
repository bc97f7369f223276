"""kafka-python."""

from __future__ import annotations

from tlswhy.products import Product, Role
from tlswhy.products.saying import Saying

_PY = "kafka-python, kafka/conn.py, 2.0"

_SAYINGS = (
    Saying(
        "SSL connection could not be completed",
        ("handshake-failed",),
        (
            "ERROR:kafka.conn:<BrokerConnection node_id=bootstrap-0 "
            "host=broker.example.com:9093 <handshake> [IPv4 ('192.0.2.7', 9093)]>: SSL "
            "connection could not be completed"
        ),
        _PY,
        pattern="kafka.{0,300}SSL connection could not be completed",
    ),
    Saying(
        "SSL connection closed by server during handshake.",
        ("eof",),
        "WARNING:kafka.conn:SSL connection closed by server during handshake.",
        _PY,
    ),
)

PRODUCT = Product(
    name="kafka-python",
    roles=(Role.CLIENT,),
    services=("kafka",),
    sayings=_SAYINGS,
    speaks=("side client",),
)
