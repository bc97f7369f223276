"""The AWS IoT device SDKs, on the AWS common runtime."""

from __future__ import annotations

from tlswhy.products import Product, Role
from tlswhy.products.saying import Saying

_SAYINGS = (
    Saying(
        "AWS_IO_TLS_ERROR_NEGOTIATION_FAILURE",
        ("handshake-failed", "side client"),
        (
            "awscrt.exceptions.AwsCrtError: AWS_IO_TLS_ERROR_NEGOTIATION_FAILURE: TLS (SSL) "
            "negotiation failed"
        ),
        "aws-c-io, source/io.c, 0.14",
    ),
    Saying(
        "AWS_IO_TLS_NEGOTIATION_TIMEOUT",
        ("handshake-timeout", "side client"),
        "AWS_IO_TLS_NEGOTIATION_TIMEOUT: Channel shutdown due to tls negotiation timeout",
        "aws-c-io, source/io.c, 0.14",
    ),
    Saying(
        "AWS_IO_TLS_ERROR_NOT_NEGOTIATED",
        ("handshake-failed", "side client"),
        "AWS_IO_TLS_ERROR_NOT_NEGOTIATED: Attempt to read/write, but TLS session not negotiated",
        "aws-c-io, source/io.c, 0.14",
    ),
    Saying(
        "AWS_IO_TLS_ERROR_ALERT_RECEIVED",
        ("handshake-failed", "side client"),
        "AWS_IO_TLS_ERROR_ALERT_RECEIVED: Fatal TLS Alert was received",
        "aws-c-io, source/io.c, 0.14",
    ),
    Saying(
        "AWS_IO_TLS_ERROR_DEFAULT_TRUST_STORE_NOT_FOUND",
        ("no-trust-store", "side client"),
        (
            "AWS_IO_TLS_ERROR_DEFAULT_TRUST_STORE_NOT_FOUND: Default TLS trust store not "
            "found on this system."
        ),
        "aws-c-io, source/io.c, 0.14",
    ),
    Saying(
        "AWS_IO_TLS_CTX_ERROR",
        ("config-error", "side client"),
        "AWS_IO_TLS_CTX_ERROR: Failed to create tls context",
        "aws-c-io, source/io.c, 0.14",
    ),
    Saying(
        "AWS_IO_TLS_UNKNOWN_ROOT_CERTIFICATE",
        ("verify issuer-unknown", "side client"),
        (
            "AWS_IO_TLS_UNKNOWN_ROOT_CERTIFICATE: Channel shutdown due to tls unknown root "
            "certificate"
        ),
        "aws-c-io, source/io.c, 0.14",
    ),
    Saying(
        "AWS_IO_TLS_NO_ROOT_CERTIFICATE_FOUND",
        ("verify issuer-unknown", "side client"),
        (
            "AWS_IO_TLS_NO_ROOT_CERTIFICATE_FOUND: Channel shutdown due to tls no root "
            "certificate found"
        ),
        "aws-c-io, source/io.c, 0.14",
    ),
    Saying(
        "AWS_IO_TLS_CERTIFICATE_EXPIRED",
        ("verify expired", "side client"),
        "AWS_IO_TLS_CERTIFICATE_EXPIRED: Channel shutdown due to tls certificate expired",
        "aws-c-io, source/io.c, 0.14",
    ),
    Saying(
        "AWS_IO_TLS_CERTIFICATE_NOT_YET_VALID",
        ("verify not-yet-valid", "side client"),
        (
            "AWS_IO_TLS_CERTIFICATE_NOT_YET_VALID: Channel shutdown due to tls certificate "
            "not yet valid"
        ),
        "aws-c-io, source/io.c, 0.14",
    ),
    Saying(
        "AWS_IO_TLS_BAD_CERTIFICATE",
        ("verify failed", "side client"),
        "AWS_IO_TLS_BAD_CERTIFICATE: Channel shutdown due to tls bad certificate",
        "aws-c-io, source/io.c, 0.14",
    ),
    Saying(
        "AWS_IO_TLS_HOST_NAME_MISSMATCH",
        ("verify name", "side client"),
        "AWS_IO_TLS_HOST_NAME_MISSMATCH: Channel shutdown due to tls host name mismatch",
        "aws-c-io, source/io.c, 0.14",
    ),
    Saying(
        "AWS_IO_TLS_PEER_BAD_CERTIFICATE",
        ("alert-received 42", "side client"),
        "AWS_IO_TLS_PEER_BAD_CERTIFICATE: Channel shutdown due to tls peer bad certificate",
        "aws-c-io, source/io.c, 0.14",
    ),
    Saying(
        "AWS_IO_SOCKET_CLOSED",
        ("eof", "side client"),
        "AWS_IO_SOCKET_CLOSED: socket is closed.",
        "aws-c-io, source/io.c, 0.14",
        certain=False,
    ),
    Saying(
        "AWS_ERROR_MQTT_UNEXPECTED_HANGUP",
        ("eof", "side client"),
        "AWS_ERROR_MQTT_UNEXPECTED_HANGUP: The connection was closed unexpectedly.",
        "aws-c-mqtt, source/mqtt.c, 0.10",
        certain=False,
    ),
)

PRODUCT = Product(
    name="AWS IoT device SDK",
    roles=(Role.CLIENT,),
    services=(
        "mqtt",
        "mqtts",
    ),
    sayings=_SAYINGS,
    speaks=("side client",),
)
