"""The Microsoft JDBC driver for SQL Server."""

from __future__ import annotations

from tlswhy.model.diagnosis import Remedy
from tlswhy.products import Product, Recipe, Role
from tlswhy.products.saying import Saying

_RES = "com/microsoft/sqlserver/jdbc/SQLServerResource.java, 4 to 12"

PRODUCT = Product(
    name="SQL Server JDBC",
    roles=(Role.CLIENT,),
    recipes={
        Remedy.TRUST_CA: Recipe(
            "Parts of the URL; a store that keytool made.",
            (";encrypt=true;trustStore=/path/to/{ca}.p12;trustStorePassword=PASSWORD",),
        ),
        Remedy.CONNECT_BY_LISTED_NAME: Recipe(
            "A part of the URL: the name that is verified.",
            (";encrypt=true;hostNameInCertificate={name}",),
        ),
    },
    speaks=("side client", "role database"),
    sayings=(
        Saying(
            (
                "The driver could not establish a secure connection to SQL Server by using"
                " Secure Sockets Layer (SSL) encryption."
            ),
            ("handshake-failed",),
            (
                "com.microsoft.sqlserver.jdbc.SQLServerException: The driver could not"
                " establish a secure connection to SQL Server by using Secure Sockets Layer"
                ' (SSL) encryption. Error: "PKIX path building failed".'
            ),
            _RES,
        ),
        Saying(
            (
                "The driver could not establish a secure connection to SQL Server by using"
                " Secure Sockets Layer (SSL) encryption. The application requested encryption"
                " but the server is not configured to support SSL."
            ),
            ("db-without-tls",),
            (
                "com.microsoft.sqlserver.jdbc.SQLServerException: The driver could not"
                " establish a secure connection to SQL Server by using Secure Sockets Layer"
                " (SSL) encryption. The application requested encryption but the server is not"
                " configured to support SSL."
            ),
            _RES,
        ),
        Saying(
            (
                "The driver could not establish a secure connection to SQL Server by using"
                ' Secure Sockets Layer (SSL) encryption. Error: "SQL Server did not return a'
                " response."
            ),
            ("eof",),
            (
                "com.microsoft.sqlserver.jdbc.SQLServerException: The driver could not"
                " establish a secure connection to SQL Server by using Secure Sockets Layer"
                ' (SSL) encryption. Error: "SQL Server did not return a response. The'
                ' connection has been closed."'
            ),
            _RES,
        ),
        Saying(
            (
                "The driver could not establish a secure connection to SQL Server by using"
                ' Secure Sockets Layer (SSL) encryption. Error: "SQL Server returned an'
                " incomplete response."
            ),
            ("eof",),
            (
                "com.microsoft.sqlserver.jdbc.SQLServerException: The driver could not"
                " establish a secure connection to SQL Server by using Secure Sockets Layer"
                ' (SSL) encryption. Error: "SQL Server returned an incomplete response. The'
                ' connection has been closed."'
            ),
            _RES,
        ),
        Saying(
            (
                "The driver could not establish a secure connection to SQL Server by using"
                ' Secure Sockets Layer (SSL) encryption. Error: "Unexpected rethrowing'
            ),
            ("handshake-failed", "server-version"),
            (
                "com.microsoft.sqlserver.jdbc.SQLServerException: The driver could not"
                " establish a secure connection to SQL Server by using Secure Sockets Layer"
                ' (SSL) encryption. Error: "Unexpected rethrowing".'
            ),
            _RES,
        ),
        Saying(
            (
                "SQL Server login requires an encrypted connection that uses Secure Sockets"
                " Layer (SSL)"
            ),
            ("starttls-needed",),
            (
                "com.microsoft.sqlserver.jdbc.SQLServerException: SQL Server login requires an"
                " encrypted connection that uses Secure Sockets Layer (SSL)."
            ),
            _RES,
        ),
        Saying(
            "in a certificate during Secure Sockets Layer (SSL) initialization",
            ("verify name",),
            (
                "com.microsoft.sqlserver.jdbc.SQLServerException: The driver could not"
                " establish a secure connection to SQL Server by using Secure Sockets Layer"
                ' (SSL) encryption. Error: "Failed to validate the server name'
                ' "db.example.com"in a certificate during Secure Sockets Layer (SSL)'
                ' initialization. Name in certificate "SSL_Self_Signed_Fallback"".'
            ),
            _RES,
            pattern=(
                r'Failed to validate the server name (?:\\?"(?P<host>[\w.:-]{1,253})\\?" ?)?in'
                r" a certificate"
            ),
        ),
        Saying(
            "SSL_Self_Signed_Fallback",
            ("verify self-signed", "default-cert"),
            'Name in certificate "SSL_Self_Signed_Fallback"',
            "SQL Server, the certificate it makes when none is set",
        ),
        Saying(
            "Server Certificate has expired:",
            ("verify expired",),
            (
                "com.microsoft.sqlserver.jdbc.SQLServerException: Server Certificate has"
                " expired: /certs/server.cer: NotAfter: Fri Mar 01"
            ),
            _RES,
        ),
        Saying(
            "Server Certificate is not yet valid:",
            ("verify not-yet-valid",),
            (
                "com.microsoft.sqlserver.jdbc.SQLServerException: Server Certificate is not yet"
                " valid: /certs/server.cer: NotBefore: Fri Mar 01"
            ),
            _RES,
        ),
        Saying(
            "The TCP/IP connection to the host",
            ("refused",),
            (
                "com.microsoft.sqlserver.jdbc.SQLServerException: The TCP/IP connection to the"
                ' host db.example.com, port 1433 has failed. Error: "Connection refused".'
            ),
            _RES,
            pattern=(
                r"connection to the host (?P<host>[\w.\\-]{1,253}), port (?P<port>\d{1,5}) has"
                r" failed\. Error: .{0,60}refused"
            ),
            certain=False,
        ),
        Saying(
            "The TCP/IP connection to the host",
            ("connect-timeout",),
            (
                "com.microsoft.sqlserver.jdbc.SQLServerException: The TCP/IP connection to the"
                ' host db.example.com, port 1433 has failed. Error: "connect timed out".'
            ),
            _RES,
            pattern=(
                r"connection to the host (?P<host>[\w.\\-]{1,253}), port (?P<port>\d{1,5}) has"
                r" failed\. Error: .{0,60}timed out"
            ),
            certain=False,
        ),
    ),
)
