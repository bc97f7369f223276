"""EMQX, with its acceptor esockd."""

from __future__ import annotations

from tlswhy.products import Product, Role
from tlswhy.products.saying import Saying

_SAYINGS = (
    Saying(
        "esockd_connection_sup",
        ("handshake-failed", "side server"),
        (
            "2024-05-06T07:08:09.123456+00:00 [error] supervisor: 'esockd_connection_sup - "
            "<0.3157.0>', errorContext: connection_shutdown, reason: "
            '{ssl_error,{tls_alert,{certificate_expired,"TLS server: In state wait_cert"}}}, '
            "offender: [{pid,<0.3200.0>}]"
        ),
        "esockd, src/esockd_connection_sup.erl, 5",
        pattern="esockd_connection_sup.{0,300}(?:ssl_error|tls_alert|handshake|upgrade)",
    ),
    Saying(
        "reason: {ssl_upgrade_error",
        ("handshake-failed", "side server"),
        (
            "errorContext: connection_shutdown, reason: "
            '{ssl_upgrade_error,{tls_alert,{unknown_ca,"TLS server: In state certify '
            'received CLIENT ALERT: Fatal - Unknown CA"}}}'
        ),
        "esockd, src/esockd_transport.erl, 5",
    ),
    Saying(
        "ssl_upgrade_timeout",
        ("handshake-timeout", "side server"),
        "errorContext: connection_shutdown, reason: {ssl_upgrade_timeout,15000}",
        "esockd, src/esockd_transport.erl, 4",
    ),
    Saying(
        "{ssl_error,peer_did_not_return_a_certificate",
        ("client-cert-absent", "side server"),
        "reason: {ssl_error,peer_did_not_return_a_certificate}",
        "esockd, src/esockd_transport.erl, 5",
    ),
)

PRODUCT = Product(
    name="EMQX",
    roles=(Role.SERVER,),
    services=(
        "mqtt",
        "mqtts",
    ),
    sayings=_SAYINGS,
    speaks=("side server",),
)
