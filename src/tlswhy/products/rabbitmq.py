"""RabbitMQ, and clients of AMQP without a module of their own."""

from __future__ import annotations

from tlswhy.products import Product, Role
from tlswhy.products.saying import Saying

_READER = "deps/rabbit/src/rabbit_reader.erl, 3.12"
_SCHEMA = "deps/rabbit/priv/schema/rabbit.schema, 3.12"
_KOMBU = "py-amqp, amqp/transport.py, 5"
_DOTNET = "RabbitMQ .NET client 6, exceptions"
_CLI = "deps/rabbitmq_cli, 3.12"

_SAYINGS = (
    Saying(
        "{bad_header,<<22,3,",
        ("tls-received", "side server"),
        (
            "2024-05-06 07:08:09.123456+00:00 [error] <0.812.0> closing AMQP connection "
            "<0.812.0> (192.0.2.7:40112 -> 192.0.2.8:5672):\n{bad_header,<<22,3,1,2,0,1,0,1>>}"
        ),
        _READER,
    ),
    Saying(
        "{bad_header,<<21,3,",
        ("tls-received", "side server"),
        (
            "2024-05-06 07:08:09.123456+00:00 [error] <0.812.0> closing AMQP connection "
            "<0.812.0> (192.0.2.7:40112 -> 192.0.2.8:5672):\n{bad_header,<<21,3,1,0,2,2,40>>}"
        ),
        _READER,
    ),
    Saying(
        '{bad_header,<<"GET ',
        ("plain-received http", "side server"),
        (
            "2024-05-06 07:08:09.123456+00:00 [error] <0.812.0> closing AMQP connection "
            '<0.812.0> (192.0.2.7:40112 -> 192.0.2.8:5672):\n{bad_header,<<"GET / HT">>}'
        ),
        _READER,
    ),
    Saying(
        "{handshake_timeout,handshake}",
        ("handshake-timeout", "side server"),
        (
            "2024-05-06 07:08:09.123456+00:00 [error] <0.812.0> closing AMQP connection "
            "<0.812.0> (192.0.2.7:40112 -> 192.0.2.8:5671):\n{handshake_timeout,handshake}"
        ),
        _READER,
        certain=False,
    ),
    Saying(
        "closing AMQP connection",
        ("side server",),
        (
            "2024-05-06 07:08:09.123456+00:00 [error] <0.812.0> closing AMQP connection "
            "<0.812.0> (192.0.2.7:40112 -> 192.0.2.8:5671):\n{handshake_error,starting,0,x}"
        ),
        _READER,
        pattern=(
            r"closing AMQP connection <[\d.]{3,20}> \((?P<client>[0-9a-fA-F.:]{2,"
            r"45}):\d{1,5} -> "
        ),
        certain=False,
    ),
    Saying(
        "{inet_error,{tls_alert,",
        ("handshake-failed", "side server"),
        (
            "2024-05-06 07:08:09.123456+00:00 [error] <0.812.0> Error on AMQP connection "
            '<0.812.0>: {inet_error,{tls_alert,{unknown_ca,"TLS server: In state certify '
            'received CLIENT ALERT: Fatal - Unknown CA"}}}'
        ),
        _READER,
    ),
    Saying(
        "{ssl_upgrade_error,",
        ("handshake-failed", "side server"),
        (
            "2024-05-06 07:08:09.123456+00:00 [error] <0.812.0> Error on AMQP connection "
            "<0.812.0>: {ssl_upgrade_error,timeout}"
        ),
        _READER,
    ),
    Saying(
        "{ssl_upgrade_failure,",
        ("handshake-failed", "side server"),
        (
            "=ERROR REPORT====\nError on AMQP connection <0.812.0>: "
            '{ssl_upgrade_failure,{tls_alert,"bad certificate"}}'
        ),
        "deps/rabbit/src/rabbit_networking.erl, 3.5",
    ),
    Saying(
        "{ssl_upgrade_error,{tls_alert,",
        ("handshake-failed", "side server"),
        'Error on AMQP connection <0.812.0>: {ssl_upgrade_error,{tls_alert,"unknown ca"}}',
        _READER,
    ),
    Saying(
        "{ssl_upgrade_error,closed}",
        ("eof", "side server"),
        "Error on AMQP connection <0.812.0>: {ssl_upgrade_error,closed}",
        _READER,
    ),
    Saying(
        "{ssl_upgrade_error,ekeyfile}",
        ("cert-file", "side server"),
        "Error on AMQP connection <0.812.0>: {ssl_upgrade_error,ekeyfile}",
        _READER,
    ),
    Saying(
        "{ssl_upgrade_error,ecertfile}",
        ("cert-file", "side server"),
        "Error on AMQP connection <0.812.0>: {ssl_upgrade_error,ecertfile}",
        _READER,
    ),
    Saying(
        "{ssl_upgrade_error,ecacertfile}",
        ("ca-file", "side server"),
        "Error on AMQP connection <0.812.0>: {ssl_upgrade_error,ecacertfile}",
        _READER,
    ),
    Saying(
        "{ssl_upgrade_error, {options",
        ("config-error", "cert-file", "side server"),
        '{ssl_upgrade_error, {options, {cacertfile, "/etc/rabbitmq/ca.pem", {error,enoent}}}}',
        _READER,
    ),
    Saying(
        "invalid, file does not exist or cannot be read by the node",
        ("cert-file", "config-error", "side server"),
        (
            "2024-05-06 07:08:09.123456+00:00 [error] Error generating configuration in "
            "phase validation: ssl_options.certfile invalid, file does not exist or cannot "
            "be read by the node"
        ),
        _SCHEMA,
        pattern=(
            r"ssl_options\.\w{4,12}.{0,40}invalid, file does not exist or cannot b"
            "e read by the node"
        ),
    ),
    Saying(
        "Failed to start Ranch listener",
        ("config-error", "side server"),
        (
            "2024-05-06 07:08:09.123456+00:00 [error] Failed to start Ranch listener "
            "{acceptor,{0,0,0,0,0,0,0,0},5671} in ranch_ssl:listen([{cacerts,'...'}]) for "
            "reason no_cert (no certificate provided; see cert, certfile, sni_fun or "
            "sni_hosts options)"
        ),
        "ranch, src/ranch_listen.erl, 2",
        pattern="Failed to start Ranch listener.{0,300}ranch_ssl",
    ),
    Saying(
        "(no certificate provided; see cert, certfile, sni_fun or sni_hosts options)",
        ("no-certificate", "config-error", "side server"),
        (
            "for reason no_cert (no certificate provided; see cert, certfile, sni_fun or "
            "sni_hosts options)"
        ),
        "ranch, src/ranch_listen.erl, 2",
    ),
    Saying(
        "BrokerUnreachableException",
        ("side client",),
        (
            "RabbitMQ.Client.Exceptions.BrokerUnreachableException: None of the specified "
            "endpoints were reachable"
        ),
        _DOTNET,
        certain=False,
    ),
    Saying(
        "Unable to perform an operation on node",
        ("side client",),
        (
            "Error: unable to perform an operation on node 'rabbit@mq.example.com'. Please "
            "see diagnostics information and suggestions below."
        ),
        _CLI,
        certain=False,
    ),
    Saying(
        "TCP connection succeeded but Erlang distribution failed",
        ("handshake-failed",),
        "  * TCP connection succeeded but Erlang distribution failed",
        "deps/rabbit_common/src/rabbit_nodes_common.erl, 3.12",
        certain=False,
    ),
    Saying(
        "Socket closed abruptly during opening handshake",
        ("eof", "side client"),
        "Error: Socket closed abruptly during opening handshake",
        "amqplib, lib/connection.js, 0.10",
    ),
    Saying(
        "Server unexpectedly closed connection",
        ("eof", "side client"),
        "OSError: Server unexpectedly closed connection",
        _KOMBU,
        certain=False,
    ),
)

PRODUCT = Product(
    name="RabbitMQ",
    roles=(
        Role.SERVER,
        Role.CLIENT,
    ),
    services=(
        "amqp",
        "amqps",
    ),
    sayings=_SAYINGS,
)
