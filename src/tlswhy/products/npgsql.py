"""Npgsql, the PostgreSQL driver of .NET."""

from __future__ import annotations

from tlswhy.products import Product, Role
from tlswhy.products.saying import Saying

_NPGSQL = "Npgsql 4 to 9, NpgsqlConnector.cs"

PRODUCT = Product(
    name="Npgsql",
    roles=(Role.CLIENT,),
    services=("postgres", "postgresql"),
    sayings=(
        Saying(
            "Exception while performing SSL handshake",
            ("handshake-failed",),
            "Npgsql.NpgsqlException (0x80004005): Exception while performing SSL handshake",
            _NPGSQL,
        ),
        Saying(
            "SSL connection requested. No SSL enabled connection from this host is configured",
            ("db-without-tls",),
            "Npgsql.NpgsqlException (0x80004005): SSL connection requested. No SSL enabled connection from this host is configured.",
            _NPGSQL,
        ),
        Saying(
            "To validate server certificates, please use VerifyFull or VerifyCA",
            ("config-error",),
            "To validate server certificates, please use VerifyFull or VerifyCA instead of Require.",
            _NPGSQL,
        ),
        Saying(
            "Received unknown response",
            ("db-without-tls", "not-tls"),
            "Npgsql.NpgsqlException: Received unknown response H for SSLRequest (expecting S or N)",
            _NPGSQL,
            pattern="Received unknown response .{1,4} for SSLRequest",
        ),
        Saying(
            "NpgsqlException",
            ("side client",),
            "Npgsql.NpgsqlException (0x80004005): Exception while reading from stream",
            _NPGSQL,
            certain=False,
        ),
    ),
    speaks=("side client", "role database"),
)
