"""pika, an AMQP client in Python."""

from __future__ import annotations

from tlswhy.products import Product, Role
from tlswhy.products.saying import Saying

_PIKA = "pika, pika/adapters/utils/connection_workflow.py, 1.3"

_SAYINGS = (
    Saying(
        "pika.exceptions.AMQPConnectionError",
        ("side client",),
        "pika.exceptions.AMQPConnectionError",
        "pika, pika/exceptions.py, 1.3",
        certain=False,
    ),
    Saying(
        "AMQPConnectorSocketConnectError",
        ("side client",),
        (
            "AMQPConnectionWorkflowFailed: 1 exceptions in all; last exception - "
            "AMQPConnectorSocketConnectError: ConnectionRefusedError(111, 'Connection "
            "refused')"
        ),
        _PIKA,
        certain=False,
    ),
    Saying(
        "AMQPConnectorTransportSetupError",
        ("handshake-failed", "side client"),
        (
            "AMQPConnectionWorkflowFailed: 1 exceptions in all; last exception - "
            "AMQPConnectorTransportSetupError: SSLCertVerificationError(1, '[SSL: "
            "CERTIFICATE_VERIFY_FAILED] certificate verify failed')"
        ),
        _PIKA,
    ),
    Saying(
        "pika.exceptions.IncompatibleProtocolError",
        ("eof", "plain-received", "side client"),
        (
            'pika.exceptions.IncompatibleProtocolError: StreamLostError: ("Stream connection '
            "lost: ConnectionResetError(104, 'Connection reset by peer')\",)"
        ),
        "pika, pika/exceptions.py, 1.3",
        certain=False,
    ),
)

PRODUCT = Product(
    name="pika",
    roles=(Role.CLIENT,),
    services=(
        "amqp",
        "amqps",
    ),
    sayings=_SAYINGS,
    speaks=("side client",),
)
