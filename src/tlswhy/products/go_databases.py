"""Database and broker drivers for Go: lib/pq, pgx, go-sql-driver/mysql, go-mssqldb, MongoDB, Sarama."""

from __future__ import annotations

from tlswhy.products import Product, Role
from tlswhy.products.saying import Saying

PRODUCT = Product(
    name="Go database drivers",
    roles=(Role.CLIENT,),
    speaks=("side client", "role database"),
    sayings=(
        Saying(
            "pq: SSL is not enabled on the server",
            ("db-without-tls",),
            "pq: SSL is not enabled on the server",
            "lib/pq conn.go",
        ),
        Saying(
            "tls error (server refused TLS connection)",
            ("db-without-tls",),
            (
                "failed to connect to `host=db.example.com user=app database=app`: tls error"
                " (server refused TLS connection)"
            ),
            "pgx/pgconn, 4",
        ),
        Saying(
            "tls error: server refused TLS connection",
            ("db-without-tls",),
            (
                "failed to connect to `user=app database=app`: 192.0.2.7:5432 (db.example.com):"
                " tls error: server refused TLS connection"
            ),
            "pgx/pgconn, 5",
        ),
        Saying(
            "pq: couldn't parse pem in sslrootcert",
            ("ca-file",),
            "pq: couldn't parse pem in sslrootcert",
            "lib/pq ssl.go",
        ),
        Saying(
            "pq: Private key file has group or world access",
            ("client-key",),
            (
                "pq: Private key file has group or world access. Permissions should be u=rw"
                " (0600) or less"
            ),
            "lib/pq ssl_permissions.go",
        ),
        Saying(
            "TLS requested but server does not support TLS",
            ("db-without-tls",),
            "TLS requested but server does not support TLS",
            "go-sql-driver/mysql errors.go",
        ),
        Saying(
            "TLS Handshake failed: cannot read handshake packet: EOF",
            ("eof",),
            (
                "unable to open tcp connection with host 'db.example.com:1433': TLS Handshake"
                " failed: cannot read handshake packet: EOF"
            ),
            "go-mssqldb tds.go",
        ),
        Saying(
            "connection() error occurred during connection handshake:",
            ("handshake-failed",),
            (
                "server selection error: server selection timeout, current topology: { Type:"
                " Unknown, Servers: [{ Addr: db.example.com:27017, Type: Unknown, Last error:"
                " connection() error occurred during connection handshake: remote error: tls:"
                " internal error }, ] }"
            ),
            "mongo-driver x/mongo/driver/topology",
        ),
        Saying(
            "kafka: client has run out of available brokers to talk to",
            ("handshake-failed",),
            (
                "kafka: client has run out of available brokers to talk to: x509: certificate"
                " signed by unknown authority"
            ),
            "IBM/sarama errors.go",
            certain=False,
        ),
    ),
)
