"""Mosquitto, the MQTT broker and its clients."""

from __future__ import annotations

from tlswhy.model.diagnosis import Remedy
from tlswhy.products import Product, Recipe, Role
from tlswhy.products.saying import Saying

_NET = "lib/net_mosq.c, 2.0"
_LISTEN = "src/net.c, 2.0"
_LOOP = "src/loop.c, 2.0"
_CONF = "src/conf.c, 2.0"
_CLIENT = "client/client_shared.c, 2.0"

_SAYINGS = (
    Saying(
        "OpenSSL Error[",
        ("handshake-failed",),
        "1714979289: OpenSSL Error[0]: error:0A000412:SSL routines::sslv3 alert bad certificate",
        _NET,
        pattern=r"OpenSSL Error\[\d{1,2}\]: ",
    ),
    Saying(
        "OpenSSL Error: ",
        ("handshake-failed",),
        (
            "1714979289: OpenSSL Error: error:14094412:SSL routines:ssl3_read_bytes:sslv3 "
            "alert bad certificate"
        ),
        "lib/net_mosq.c, 1.6",
        pattern=r"\b\d{10}: OpenSSL Error: ",
    ),
    Saying(
        "disconnected due to protocol error",
        ("side server",),
        "1714979289: Client <unknown> disconnected due to protocol error.",
        _LOOP,
        certain=False,
    ),
    Saying(
        "Client <unknown> disconnected: Protocol error",
        ("handshake-failed", "side server"),
        "1714979289: Client <unknown> disconnected: Protocol error.",
        _LOOP,
        certain=False,
    ),
    Saying(
        "Socket error on client <unknown>, disconnecting",
        ("handshake-failed", "side server"),
        "1714979289: Socket error on client <unknown>, disconnecting.",
        "src/loop.c, 1.6",
        certain=False,
    ),
    Saying(
        "Client connection from",
        ("handshake-failed", "side server"),
        (
            "1714979289: Client connection from 192.0.2.7 failed: error:1408F10B:SSL "
            "routines:ssl3_get_record:wrong version number."
        ),
        _LISTEN,
        pattern="Client connection from (?P<client>[0-9a-fA-F.:]{2,45}) failed: ",
    ),
    Saying(
        "denied access by tcpd",
        ("blocked",),
        "1714979289: Client connection from 192.0.2.7 denied access by tcpd.",
        _LISTEN,
        certain=False,
    ),
    Saying(
        "Error: Unable to load CA certificates",
        ("ca-file",),
        (
            "1714979289: Error: Unable to load CA certificates. Check cafile "
            '"/etc/mosquitto/ca.pem".'
        ),
        _LISTEN,
    ),
    Saying(
        "Error: Unable to load server certificate",
        ("cert-file", "side server"),
        (
            '1714979289: Error: Unable to load server certificate "/etc/mosquitto/leaf.pem". '
            "Check certfile."
        ),
        _LISTEN,
    ),
    Saying(
        "Error: Unable to load server key file",
        ("cert-file", "side server"),
        (
            '1714979289: Error: Unable to load server key file "/etc/mosquitto/leaf.key". '
            "Check keyfile."
        ),
        _LISTEN,
    ),
    Saying(
        "Error: Server certificate/key are inconsistent",
        ("key-mismatch", "cert-file", "side server"),
        "1714979289: Error: Server certificate/key are inconsistent.",
        _LISTEN,
    ),
    Saying(
        "Error: Client certificate/key are inconsistent",
        ("key-mismatch", "client-key", "side client"),
        "Error: Client certificate/key are inconsistent.",
        _NET,
    ),
    Saying(
        "Error: Unable to load client certificate",
        ("client-key", "side client"),
        'Error: Unable to load client certificate "client.pem".',
        _NET,
    ),
    Saying(
        "Error: Unable to load client key file",
        ("client-key", "side client"),
        'Error: Unable to load client key file "client.key".',
        _NET,
    ),
    Saying(
        "Error: Unable to load certificate revocation file",
        ("config-error", "side server"),
        (
            "1714979289: Error: Unable to load certificate revocation file "
            '"/etc/mosquitto/crl.pem". Check crlfile.'
        ),
        _LISTEN,
    ),
    Saying(
        "Error: Unable to set TLS ciphers",
        ("config-error", "no-cipher"),
        '1714979289: Error: Unable to set TLS ciphers. Check cipher list "AES999".',
        _LISTEN,
    ),
    Saying(
        "Error: Unable to set TLS 1.3 ciphersuites",
        ("config-error", "no-cipher"),
        (
            "1714979289: Error: Unable to set TLS 1.3 ciphersuites. Check cipher_tls13 list "
            '"AES999".'
        ),
        _LISTEN,
    ),
    Saying(
        "Error: Unsupported tls_version",
        ("config-error",),
        '1714979289: Error: Unsupported tls_version "tlsv1.0".',
        _LISTEN,
    ),
    Saying(
        "Error: Unable to create TLS context",
        ("config-error",),
        "1714979289: Error: Unable to create TLS context.",
        _LISTEN,
    ),
    Saying(
        "Error: host name verification failed",
        ("verify name", "side client"),
        "Error: host name verification failed.",
        _NET,
    ),
    Saying(
        "A TLS error occurred.",
        ("handshake-failed",),
        "Error: A TLS error occurred.",
        "lib/strings_mosq.c, 2.0",
    ),
    Saying(
        "TLS handshake failed.",
        ("handshake-failed",),
        "Connection error: TLS handshake failed.",
        "lib/strings_mosq.c, 2.0",
        pattern=r"(?:Error|Unable to connect|Client|error)[^.]{0,120}TLS handshake failed\.",
    ),
    Saying(
        "Error: Problem setting TLS options: File not found",
        ("ca-file", "side client"),
        "Error: Problem setting TLS options: File not found.",
        _CLIENT,
    ),
    Saying(
        "Error: Problem setting TLS options",
        ("config-error", "side client"),
        "Error: Problem setting TLS options: Invalid arguments provided.",
        _CLIENT,
    ),
    Saying(
        "Error: Problem setting TLS-PSK options",
        ("config-error", "side client"),
        "Error: Problem setting TLS-PSK options.",
        _CLIENT,
    ),
    Saying(
        "Error: Problem setting TLS ALPN protocol",
        ("config-error", "side client"),
        "Error: Problem setting TLS ALPN protocol.",
        _CLIENT,
    ),
    Saying(
        "Error: Both certfile and keyfile must be provided",
        ("client-key", "config-error", "side client"),
        "Error: Both certfile and keyfile must be provided if one of them is set.",
        _CLIENT,
    ),
    Saying(
        "Error: Cannot use both certificate and psk encryption in a single",
        ("config-error",),
        ("1714979289: Error: Cannot use both certificate and psk encryption in a single listener."),
        _CONF,
    ),
    Saying(
        "Error: The connection was lost.",
        ("eof", "side client"),
        "Error: The connection was lost.",
        "lib/strings_mosq.c, 2.0",
        certain=False,
    ),
    Saying(
        "Error: Protocol error",
        ("not-tls", "side client"),
        "Error: Protocol error",
        "lib/strings_mosq.c, 2.0",
        pattern="^Error: Protocol error$",
        certain=False,
    ),
    Saying(
        "Unable to connect (A TLS error occurred.)",
        ("handshake-failed", "side client"),
        "Unable to connect (A TLS error occurred.).",
        _CLIENT,
    ),
    Saying(
        "Bad socket read/write on client",
        ("eof", "side server"),
        "1714979289: Bad socket read/write on client mqttx_1: The connection was lost.",
        "src/loop.c, 2.0",
        certain=False,
    ),
    Saying(
        "OCSP: SSL certificate status: revoked",
        ("verify revoked", "side client"),
        "OCSP: SSL certificate status: revoked (1)",
        "lib/net_mosq_ocsp.c, 2.0",
    ),
    Saying(
        "OCSP: SSL certificate revocation status unknown",
        ("verify revocation-unknown", "side client"),
        "OCSP: SSL certificate revocation status unknown",
        "lib/net_mosq_ocsp.c, 2.0",
    ),
)

PRODUCT = Product(
    name="Mosquitto",
    roles=(
        Role.SERVER,
        Role.CLIENT,
    ),
    services=(
        "mqtt",
        "mqtts",
    ),
    recipes={
        Remedy.TRUST_CA: Recipe(
            "For the clients.", ("mosquitto_sub -h {host} -p {port} --cafile {ca}.pem -t TOPIC",)
        ),
        Remedy.PRESENT_CLIENT_CERTIFICATE: Recipe(
            "For the clients.",
            (
                "mosquitto_sub -h {host} -p {port} --cafile {ca}.pem \\",
                "  --cert client.pem --key client.key -t TOPIC",
            ),
        ),
        Remedy.USE_PSK: Recipe(
            "The key in hexadecimal.",
            ("mosquitto_sub -h {host} -p {port} --psk-identity ID --psk KEY -t TOPIC",),
        ),
        Remedy.ENABLE_TLS: Recipe(
            "In mosquitto.conf.",
            (
                "listener 8883",
                "certfile /etc/mosquitto/fullchain.pem",
                "keyfile /etc/mosquitto/leaf.key",
            ),
        ),
        Remedy.GIVE_CERTIFICATE: Recipe(
            "In mosquitto.conf, below its listener.",
            ("certfile /etc/mosquitto/fullchain.pem", "keyfile /etc/mosquitto/leaf.key"),
        ),
        Remedy.TRUST_CLIENT_CA: Recipe("In mosquitto.conf.", ("cafile /etc/mosquitto/{ca}.pem",)),
        Remedy.RELAX_CLIENT_AUTH: Recipe("In mosquitto.conf.", ("require_certificate false",)),
    },
    sayings=_SAYINGS,
)
