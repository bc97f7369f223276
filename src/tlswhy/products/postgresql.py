"""PostgreSQL 12 and newer: the server, and libpq."""

from __future__ import annotations

from tlswhy.model.diagnosis import Remedy
from tlswhy.products import Product, Recipe, Role

_RELOAD = "SELECT pg_reload_conf();"
_CONNECT = "host={host} port={port}"

PRODUCT = Product(
    name="PostgreSQL",
    roles=(Role.SERVER, Role.CLIENT),
    services=("postgres", "postgresql"),
    recipes={
        Remedy.RENEW_CERTIFICATE: Recipe("Replace the files, then let them be read.", (_RELOAD,)),
        Remedy.SERVE_FULL_CHAIN: Recipe(
            "The file holds the leaf, then the intermediates.",
            ("ALTER SYSTEM SET ssl_cert_file = 'fullchain.pem';", _RELOAD),
        ),
        Remedy.RAISE_SERVER_VERSION: Recipe(
            "And no ssl_max_protocol_version below it.",
            ("ALTER SYSTEM SET ssl_min_protocol_version = 'TLSv1.2';", _RELOAD),
        ),
        Remedy.LOWER_SERVER_VERSION: Recipe(
            "OpenSSL 3 speaks TLS 1.0 and 1.1 at security level 0 only.",
            (
                "ALTER SYSTEM SET ssl_min_protocol_version = 'TLSv1';",
                "ALTER SYSTEM SET ssl_ciphers = 'DEFAULT:@SECLEVEL=0';",
                _RELOAD,
            ),
        ),
        Remedy.WIDEN_SERVER_CIPHERS: Recipe(
            "The default again.", ("ALTER SYSTEM RESET ssl_ciphers;", _RELOAD)
        ),
        Remedy.ENABLE_TLS: Recipe(
            "The key must be readable by the server's user alone. Through a pooler it answers for "
            "itself: PgBouncer has client_tls_sslmode.",
            (
                "ALTER SYSTEM SET ssl = on;",
                "ALTER SYSTEM SET ssl_cert_file = 'server.crt';",
                "ALTER SYSTEM SET ssl_key_file = 'server.key';",
                _RELOAD,
            ),
        ),
        Remedy.STRONGER_DH: Recipe(
            "The default has 2048 bits.", ("ALTER SYSTEM RESET ssl_dh_params_file;", _RELOAD)
        ),
        Remedy.TRUST_CLIENT_CA: Recipe(
            "Every CA a client's certificate may come from.",
            ("ALTER SYSTEM SET ssl_ca_file = '{ca}.pem';", _RELOAD),
        ),
        Remedy.RELAX_CLIENT_AUTH: Recipe(
            "In pg_hba.conf, without clientcert=.", ("hostssl all all all scram-sha-256",)
        ),
        Remedy.READ_SERVER_LOG: Recipe("The file it writes to.", ("SELECT pg_current_logfile();",)),
        Remedy.TRUST_CA: Recipe(
            "For libpq, which reads no system store by default.",
            (f'psql "{_CONNECT} sslmode=verify-full sslrootcert={{ca}}.pem"',),
        ),
        Remedy.PRESENT_CLIENT_CERTIFICATE: Recipe(
            "For libpq.", (f'psql "{_CONNECT} sslcert=client.pem sslkey=client.key"',)
        ),
        Remedy.USE_PLAIN_SCHEME: Recipe(
            "Where the network allows it.", (f'psql "{_CONNECT} sslmode=disable"',)
        ),
    },
)
