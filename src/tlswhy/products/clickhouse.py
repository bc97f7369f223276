"""ClickHouse, with Poco's TLS."""

from __future__ import annotations

from tlswhy.products import Product, Role
from tlswhy.products.saying import Saying

_POCO = "Poco, NetSSL_OpenSSL/src, in ClickHouse 23"
_CH = "src/Client/Connection.cpp, 23.8"
_INTER = "src/Server/TCPHandler.cpp, 23.8"

_SAYINGS = (
    Saying(
        "<Error> ServerErrorHandler",
        ("side server",),
        (
            "<Error> ServerErrorHandler: Poco::Exception. Code: 1000, SSL Exception: "
            "error:10000416:SSL "
            "routines:OPENSSL_internal:SSLV3_ALERT_CERTIFICATE_UNKNOWN"
        ),
        "src/Common/ErrorHandlers.h: ServerErrorHandler, 20 to 24",
        pattern=r"<\w+> ServerErrorHandler[: ]",
    ),
    Saying(
        "DB::NetException: SSL connection unexpectedly closed",
        ("eof", "side client"),
        (
            "Code: 210. DB::NetException: SSL connection unexpectedly closed, while reading "
            "from socket (192.0.2.7:9440)"
        ),
        _CH,
    ),
    Saying(
        "SSL connection unexpectedly closed",
        ("eof",),
        ("Poco::Net::SSLConnectionUnexpectedlyClosedException: SSL connection unexpectedly closed"),
        _POCO,
        pattern="(?:Poco|DB::).{0,120}SSL connection unexpectedly closed",
    ),
    Saying(
        "SSL Exception: ",
        ("handshake-failed",),
        (
            "Poco::Exception. Code: 1000, e.code() = 0, SSL Exception: error:10000438:SSL "
            "routines:OPENSSL_internal:TLSV1_ALERT_INTERNAL_ERROR"
        ),
        _POCO,
        pattern=r"(?:Poco|DB::|Code: \d{1,4}).{0,160}SSL Exception: ",
    ),
    Saying(
        "Certificate validation error: ",
        ("verify failed",),
        (
            "Code: 210. DB::NetException: Certificate validation error: Unacceptable "
            "certificate from 192.0.2.7: application verification failure "
            "(db.example.com:9440)"
        ),
        _POCO,
        pattern="(?:Poco|DB::).{0,120}Certificate validation error: ",
    ),
    Saying(
        "Unacceptable certificate from",
        ("verify name",),
        (
            "DB::NetException: Certificate validation error: Unacceptable certificate from "
            "db.example.com: application verification failure"
        ),
        _POCO,
        pattern=r"Unacceptable certificate from (?P<host>[\w.:-]{1,253})",
    ),
    Saying(
        "Unexpected packet from server",
        ("not-tls", "plain-received", "side client"),
        (
            "Code: 102. DB::NetException: Unexpected packet from server db.example.com:9440 "
            "(expected Hello or Exception, got Unknown packet)"
        ),
        _CH,
        pattern=(
            r"Unexpected packet from server (?P<host>[\w.-]{1,253})"
            r":(?P<port>\d{1,5}) \(expected Hello"
        ),
        certain=False,
    ),
    Saying(
        "Client has connected to wrong port",
        ("plain-received http", "side server"),
        "Code: 210. DB::NetException: Client has connected to wrong port.",
        _INTER,
    ),
    Saying(
        "SSL context exception: ",
        ("cert-file", "config-error"),
        "Poco::Exception. Code: 1000, SSL context exception: Cannot create SSL_CTX object",
        _POCO,
    ),
    Saying(
        "SSL context exception: Error loading certificate from file",
        ("cert-file",),
        (
            "Poco::Exception. Code: 1000, SSL context exception: Error loading certificate "
            "from file /etc/clickhouse-server/server.crt: No such file or directory"
        ),
        _POCO,
    ),
    Saying(
        "SSL context exception: Error loading private key from file",
        ("cert-file",),
        (
            "Poco::Exception. Code: 1000, SSL context exception: Error loading private key "
            "from file /etc/clickhouse-server/server.key: key values mismatch"
        ),
        _POCO,
    ),
    Saying(
        "SSL context exception: Cannot load CA file/directory at",
        ("ca-file",),
        "SSL context exception: Cannot load CA file/directory at /etc/clickhouse-server/ca.pem",
        _POCO,
    ),
)

PRODUCT = Product(
    name="ClickHouse",
    roles=(
        Role.SERVER,
        Role.CLIENT,
    ),
    services=("clickhouse",),
    sayings=_SAYINGS,
    speaks=("role database",),
)
