"""The PostgreSQL JDBC driver."""

from __future__ import annotations

from tlswhy.model.diagnosis import Remedy
from tlswhy.products import Product, Recipe, Role
from tlswhy.products.saying import Saying

_MAKE = "ssl/MakeSSL.java, 9 to 42"
_LIBPQ = "ssl/LibPQFactory.java, LazyKeyManager.java, 9 to 42"
_NAME = "ssl/PGjdbcHostnameVerifier.java, 42"

PRODUCT = Product(
    name="PostgreSQL JDBC",
    roles=(Role.CLIENT,),
    recipes={
        Remedy.TRUST_CA: Recipe(
            "Parameters of the URL, behind the database's name.",
            ("?sslmode=verify-full&sslrootcert=/path/to/{ca}.pem",),
        ),
    },
    services=("postgres",),
    speaks=("side client", "role database"),
    sayings=(
        Saying(
            "PSQLException: SSL error:",
            ("handshake-failed",),
            "org.postgresql.util.PSQLException: SSL error: PKIX path building failed",
            _MAKE,
        ),
        Saying(
            "PSQLException: The server does not support SSL.",
            ("db-without-tls",),
            "org.postgresql.util.PSQLException: The server does not support SSL.",
            "core/v3/ConnectionFactoryImpl.java, 8 to 42",
        ),
        Saying(
            "could not be verified by hostnameverifier",
            ("verify name",),
            (
                "org.postgresql.util.PSQLException: The hostname db.example.com could not be"
                " verified by hostnameverifier PgjdbcHostnameVerifier."
            ),
            _MAKE,
            pattern=r"The hostname (?P<host>[\w.:-]{1,253}) could not be verified",
        ),
        Saying(
            "could not be verified.",
            ("verify name",),
            (
                "org.postgresql.util.PSQLException: The hostname db.example.com could not be"
                " verified."
            ),
            "ssl/jdbc4/LibPQFactory.java, 9.2 to 9.4",
            pattern=r"The hostname (?P<host>[\w.:-]{1,253}) could not be verified\.",
        ),
        Saying(
            "Could not open SSL root certificate file",
            ("no-trust-store", "ca-file"),
            (
                "org.postgresql.util.PSQLException: Could not open SSL root certificate file"
                " /root/.postgresql/root.crt."
            ),
            _LIBPQ,
        ),
        Saying(
            "Could not open SSL certificate file",
            ("client-key",),
            (
                "org.postgresql.util.PSQLException: Could not open SSL certificate file"
                " /root/.postgresql/postgresql.crt."
            ),
            _LIBPQ,
        ),
        Saying(
            "Could not read SSL key file",
            ("client-key",),
            (
                "org.postgresql.util.PSQLException: Could not read SSL key file"
                " /root/.postgresql/postgresql.pk8."
            ),
            _LIBPQ,
        ),
        Saying(
            "Could not decrypt SSL key file",
            ("client-key",),
            (
                "org.postgresql.util.PSQLException: Could not decrypt SSL key file"
                " /root/.postgresql/postgresql.pk8."
            ),
            _LIBPQ,
        ),
        Saying(
            "Could not find a java cryptographic algorithm:",
            ("client-key",),
            (
                "org.postgresql.util.PSQLException: Could not find a java cryptographic"
                " algorithm: 1.2.840.113549.1.5.13 SecretKeyFactory not available."
            ),
            _LIBPQ,
        ),
        Saying(
            "into a TrustManager failed",
            ("ca-file",),
            (
                "org.postgresql.util.PSQLException: Loading the SSL root certificate"
                " /root/.postgresql/root.crt into a TrustManager failed."
            ),
            _LIBPQ,
        ),
        Saying(
            "into a KeyManager failed",
            ("client-key",),
            (
                "org.postgresql.util.PSQLException: Loading the SSL certificate"
                " /root/.postgresql/postgresql.crt into a KeyManager failed."
            ),
            _LIBPQ,
        ),
        Saying(
            "Could not initialize SSL context",
            ("config-error",),
            "org.postgresql.util.PSQLException: Could not initialize SSL context.",
            _LIBPQ,
        ),
        Saying(
            "PSQLException: Invalid sslmode value:",
            ("config-error",),
            "org.postgresql.util.PSQLException: Invalid sslmode value: requires",
            "jdbc/SslMode.java, 42",
        ),
        Saying(
            "but none of them match. Assuming server name validation failed",
            ("verify name",),
            (
                "WARNING: Server name validation failed: certificate for host db.example.com"
                " dNSName entries subjectAltName, but none of them match. Assuming server name"
                " validation failed"
            ),
            _NAME,
        ),
        Saying(
            "PSQLException: An error occurred while setting up the SSL connection",
            ("handshake-failed",),
            (
                "org.postgresql.util.PSQLException: An error occurred while setting up the SSL"
                " connection."
            ),
            "core/v3/ConnectionFactoryImpl.java, 8 to 42",
        ),
        Saying(
            (
                "Check that the hostname and port are correct and that the postmaster is"
                " accepting TCP/IP connections"
            ),
            ("refused",),
            (
                "org.postgresql.util.PSQLException: Connection to db.example.com:5432 refused."
                " Check that the hostname and port are correct and that the postmaster is"
                " accepting TCP/IP connections."
            ),
            "core/v3/ConnectionFactoryImpl.java",
            pattern=r"Connection to (?P<host>[\w.:-]{1,253}?):(?P<port>\d{1,5}) refused\. Check",
            certain=False,
        ),
    ),
)
