"""MySQL and MariaDB: servers, clients, connectors; ProxySQL."""

from __future__ import annotations

from tlswhy.model.diagnosis import Remedy
from tlswhy.products import Product, Recipe, Role
from tlswhy.products.saying import Saying

_CLIENT = "sql-common/client.cc, MySQL 8.0"
_ERRMSG = "share/messages_to_clients.txt, MySQL 8.0"
_LOGMSG = "share/messages_to_error_log.txt, MySQL 8.0"
_CONNECTOR = "libmariadb, MariaDB Connector/C 3.3"
_VIO = "vio/viosslfactories.c, MariaDB 10.11"

_SAYINGS = (
    Saying(
        "ERROR 2026 (HY000)",
        ("handshake-failed", "side client"),
        "ERROR 2026 (HY000): SSL connection error: unknown error number",
        _CLIENT,
    ),
    Saying(
        "(2026, 'SSL connection error",
        ("handshake-failed", "side client"),
        (
            "MySQLdb._exceptions.OperationalError: (2026, 'SSL connection error: protocol "
            "version mismatch')"
        ),
        "mysqlclient, MySQLdb/_exceptions.py, 2.2",
    ),
    Saying(
        "(2026, 'TLS/SSL error",
        ("handshake-failed", "side client"),
        "MySQLdb.OperationalError: (2026, 'TLS/SSL error: tlsv1 alert protocol version')",
        "mysqlclient on MariaDB Connector/C 3.3",
    ),
    Saying(
        "HY000/2026",
        ("handshake-failed", "side client"),
        "mysqli_real_connect(): (HY000/2026): SSL connection error: unknown error number",
        "PHP mysqli",
    ),
    Saying(
        "SSL connection error: SSL is required but the server doesn't support it",
        ("db-without-tls", "side client"),
        (
            "ERROR 2026 (HY000): SSL connection error: SSL is required but the server "
            "doesn't support it"
        ),
        _CLIENT,
    ),
    Saying(
        "SSL is required but the server doesn't support it",
        ("db-without-tls", "side client"),
        '(2026, "SSL is required but the server doesn\'t support it")',
        _CLIENT,
    ),
    Saying(
        "SSL is required, but the server does not support it",
        ("db-without-tls", "side client"),
        "SSL is required, but the server does not support it",
        _CONNECTOR,
    ),
    Saying(
        "SSL connection error: SSL is required, but the server does not support it",
        ("db-without-tls", "side client"),
        (
            "ERROR 2026 (HY000): SSL connection error: SSL is required, but the server does "
            "not support it"
        ),
        _CONNECTOR,
    ),
    Saying(
        "TLS/SSL error: SSL is required, but the server does not support it",
        ("db-without-tls", "side client"),
        "ERROR 2026 (HY000): TLS/SSL error: SSL is required, but the server does not support it",
        _CONNECTOR,
    ),
    Saying(
        "SSL connection error: Server doesn't support SSL",
        ("db-without-tls", "side client"),
        "ERROR 2026 (HY000): SSL connection error: Server doesn't support SSL",
        _CONNECTOR,
    ),
    Saying(
        "SSL connection error: protocol version mismatch",
        ("server-version", "side client"),
        "ERROR 2026 (HY000): SSL connection error: protocol version mismatch",
        "MySQL 5.7 built with yaSSL, extra/yassl/src/yassl_error.cpp",
    ),
    Saying(
        "SSL connection error: ASN: bad other signature confirmation",
        ("verify issuer-unknown", "side client"),
        "ERROR 2026 (HY000): SSL connection error: ASN: bad other signature confirmation",
        "MySQL 5.7 built with yaSSL, extra/yassl/src/yassl_error.cpp",
    ),
    Saying(
        "SSL connection error: ASN: before date in the future",
        ("verify not-yet-valid", "side client"),
        "ERROR 2026 (HY000): SSL connection error: ASN: before date in the future",
        "MySQL 5.7 built with yaSSL, extra/yassl/src/yassl_error.cpp",
    ),
    Saying(
        "SSL connection error: ASN: after date in the past",
        ("verify expired", "side client"),
        "ERROR 2026 (HY000): SSL connection error: ASN: after date in the past",
        "MySQL 5.7 built with yaSSL, extra/yassl/src/yassl_error.cpp",
    ),
    Saying(
        "SSL connection error: socket layer receive error",
        ("eof", "side client"),
        "ERROR 2026 (HY000): SSL connection error: socket layer receive error",
        "MySQL 5.7 built with yaSSL, extra/yassl/src/yassl_error.cpp",
    ),
    Saying(
        "SSL connection error: unable to verify peer checksum",
        ("bad-record", "side client"),
        "ERROR 2026 (HY000): SSL connection error: unable to verify peer checksum",
        "MySQL 5.7 built with yaSSL, extra/yassl/src/yassl_error.cpp",
    ),
    Saying(
        "SSL connection error: error:00000000:lib(0)",
        ("eof", "side client"),
        "ERROR 2026 (HY000): SSL connection error: error:00000000:lib(0)::reason(0)",
        _CLIENT,
    ),
    Saying(
        "SSL connection error: error:00000005:lib(0)",
        ("eof", "side client"),
        "ERROR 2026 (HY000): SSL connection error: error:00000005:lib(0):func(0):DH lib",
        _CLIENT,
    ),
    Saying(
        "SSL connection error: error:00000001:lib(0)",
        ("handshake-failed", "side client"),
        "ERROR 2026 (HY000): SSL connection error: error:00000001:lib(0):func(0):reason(1)",
        _CLIENT,
    ),
    Saying(
        "SSL connection error: Failed to set ciphers to use",
        ("no-cipher", "side client"),
        "ERROR 2026 (HY000): SSL connection error: Failed to set ciphers to use",
        "vio/viosslfactories.cc, MySQL 8.0",
    ),
    Saying(
        "SSL connection error: SSL_CTX_set_default_verify_paths failed",
        ("ca-file", "side client"),
        "ERROR 2026 (HY000): SSL connection error: SSL_CTX_set_default_verify_paths failed",
        "vio/viosslfactories.cc, MySQL 8.0",
    ),
    Saying(
        "SSL connection error: Unable to get private key",
        ("client-key", "side client"),
        "ERROR 2026 (HY000): SSL connection error: Unable to get private key",
        "vio/viosslfactories.cc, MySQL 8.0",
    ),
    Saying(
        "SSL connection error: Unable to get certificate",
        ("client-key", "side client"),
        "ERROR 2026 (HY000): SSL connection error: Unable to get certificate",
        "vio/viosslfactories.cc, MySQL 8.0",
    ),
    Saying(
        "SSL connection error: Private key does not match the certificate public key",
        ("key-mismatch", "client-key", "side client"),
        (
            "ERROR 2026 (HY000): SSL connection error: Private key does not match the "
            "certificate public key"
        ),
        "vio/viosslfactories.cc, MySQL 8.0",
    ),
    Saying(
        "SSL connection error: SSL certificate validation failure",
        ("verify failed", "side client"),
        "ERROR 2026 (HY000): SSL connection error: SSL certificate validation failure",
        _CLIENT,
    ),
    Saying(
        "SSL connection error: Failed to verify the server certificate",
        ("verify name", "side client"),
        (
            "ERROR 2026 (HY000): SSL connection error: Failed to verify the server "
            "certificate via X509 certificate matching functions"
        ),
        _CLIENT,
    ),
    Saying(
        (
            "SSL connection error: CA certificate is required if ssl-mode is VERIFY_CA or "
            "VERIFY_IDENTITY"
        ),
        ("no-trust-store", "side client"),
        (
            "ERROR 2026 (HY000): SSL connection error: CA certificate is required if "
            "ssl-mode is VERIFY_CA or VERIFY_IDENTITY"
        ),
        _CLIENT,
    ),
    Saying(
        "SSL connection error: Could not get server certificate",
        ("handshake-failed", "side client"),
        "ERROR 2026 (HY000): SSL connection error: Could not get server certificate",
        _CLIENT,
    ),
    Saying(
        "TLS/SSL error: Validation of SSL server certificate failed",
        ("verify name", "side client"),
        "ERROR 2026 (HY000): TLS/SSL error: Validation of SSL server certificate failed",
        _CONNECTOR,
    ),
    Saying(
        "Validation of SSL server certificate failed",
        ("verify name", "side client"),
        "ERROR 2026 (HY000): SSL connection error: Validation of SSL server certificate failed",
        _CONNECTOR,
    ),
    Saying(
        "TLS/SSL error: Certificate verification failure",
        ("verify failed", "side client"),
        (
            "ERROR 2026 (HY000): TLS/SSL error: Certificate verification failure: The "
            "certificate is NOT trusted."
        ),
        "MariaDB Connector/C 3.4, plugins/tls",
    ),
    Saying(
        "Certificate verification failure: The certificate is NOT trusted",
        ("verify issuer-unknown", "side client"),
        (
            "ERROR 2026 (HY000): TLS/SSL error: Certificate verification failure: The "
            "certificate is NOT trusted."
        ),
        "MariaDB Connector/C 3.4",
    ),
    Saying(
        "Fingerprint verification of server certificate failed",
        ("verify pin", "side client"),
        (
            "ERROR 2026 (HY000): TLS/SSL error: Fingerprint verification of server "
            "certificate failed"
        ),
        _CONNECTOR,
    ),
    Saying(
        "invalid finger print of server certificate",
        ("verify pin", "side client"),
        "ERROR 2026 (HY000): SSL connection error: invalid finger print of server certificate",
        _CONNECTOR,
    ),
    Saying(
        "Received error packet before completion of TLS handshake",
        ("handshake-failed", "side client"),
        (
            "ERROR 2026 (HY000): Received error packet before completion of TLS handshake. "
            "The authenticity of the following error cannot be verified: 1040 - Too many "
            "connections"
        ),
        _CONNECTOR,
    ),
    Saying(
        ("Connections using insecure transport are prohibited while --require_secure_transport=ON"),
        ("plain-received",),
        (
            "ERROR 3159 (HY000): Connections using insecure transport are prohibited while "
            "--require_secure_transport=ON."
        ),
        _ERRMSG,
    ),
    Saying(
        "9002 (28000): SSL connection is required. Please specify SSL options and retry",
        ("plain-received",),
        "ERROR 9002 (28000): SSL connection is required. Please specify SSL options and retry.",
        "Azure Database for MySQL, the gateway's answer",
    ),
    Saying(
        "Authentication requires secure connection",
        ("starttls-needed", "side client"),
        (
            "ERROR 2061 (HY000): Authentication plugin 'caching_sha2_password' reported "
            "error: Authentication requires secure connection."
        ),
        _CLIENT,
    ),
    Saying(
        "ERROR 1043 (08S01)",
        ("handshake-failed",),
        "ERROR 1043 (08S01): Bad handshake",
        _ERRMSG,
        certain=False,
    ),
    Saying(
        "requires SSL",
        ("plain-received",),
        (
            "ProxySQL Error: Access denied for user 'app'@'192.0.2.7' (using password: YES), "
            "user requires SSL"
        ),
        "ProxySQL, lib/MySQL_Session.cpp, 2",
        pattern="ProxySQL Error: .{1,200}requires SSL",
    ),
    Saying(
        "Got timeout reading communication packets",
        ("handshake-timeout", "side server"),
        (
            "2024-05-06T07:08:09.123456Z 12 [Note] [MY-010914] [Server] Aborted connection "
            "12 to db: 'unconnected' user: 'unauthenticated' host: '192.0.2.7' (Got timeout "
            "reading communication packets)."
        ),
        _LOGMSG,
        certain=False,
    ),
    Saying(
        "Error_code: MY-002026",
        ("handshake-failed", "side client"),
        (
            "[ERROR] [MY-010584] [Repl] Replica I/O for channel '': Error connecting to "
            "source 'repl@db.example.com:3306'. This was attempt 1/86400, with a delay of 60 "
            "seconds between attempts. Message: SSL connection error: unknown error number, "
            "Error_code: MY-002026"
        ),
        "sql/rpl_replica.cc, MySQL 8.0",
    ),
    Saying(
        "Failed to set up SSL because of the following SSL library error",
        ("cert-file", "side server"),
        (
            "2024-05-06T07:08:09.123456Z 0 [Warning] [MY-010069] [Server] Failed to set up "
            "SSL because of the following SSL library error: Unable to get private key"
        ),
        _LOGMSG,
    ),
    Saying(
        "[Warning] Failed to setup SSL",
        ("cert-file", "side server"),
        "2024-05-06 07:08:09 0 [Warning] Failed to setup SSL",
        "sql/mysqld.cc, MariaDB 10.11",
    ),
    Saying(
        "SSL error: Unable to get private key from",
        ("cert-file",),
        "SSL error: Unable to get private key from '/etc/mysql/leaf.key'",
        _VIO,
    ),
    Saying(
        "SSL error: Unable to get certificate from",
        ("cert-file",),
        "SSL error: Unable to get certificate from '/etc/mysql/leaf.pem'",
        _VIO,
    ),
    Saying(
        "SSL error: Private key does not match the certificate public key",
        ("key-mismatch", "cert-file"),
        (
            "2024-05-06 07:08:09 0 [Warning] SSL error: Private key does not match the "
            "certificate public key"
        ),
        _VIO,
    ),
    Saying(
        "SSL error: SSL_CTX_set_default_verify_paths failed",
        ("ca-file",),
        "2024-05-06 07:08:09 0 [Warning] SSL error: SSL_CTX_set_default_verify_paths failed",
        _VIO,
    ),
    Saying(
        "SSL error: Failed to set ciphers to use",
        ("no-cipher", "config-error"),
        "2024-05-06 07:08:09 0 [Warning] SSL error: Failed to set ciphers to use",
        _VIO,
    ),
    Saying(
        "Failed to refresh SSL, error",
        ("cert-file", "side server"),
        "ERROR 1105 (HY000): Failed to refresh SSL, error: SSL error: Unable to get certificate",
        "share/errmsg-utf8.txt, MariaDB 10.11",
    ),
    Saying(
        "No secure transports are configured, unable to set --require_secure_transport=ON",
        ("config-error", "side server"),
        (
            "ERROR 3149 (HY000): No secure transports are configured, unable to set "
            "--require_secure_transport=ON"
        ),
        _ERRMSG,
    ),
    Saying(
        "Server certificate verification failed: ",
        ("verify failed", "side server"),
        (
            "2024-05-06T07:08:09.123456Z 0 [Warning] [MY-013595] [Server] Failed to "
            "initialize TLS for channel: mysql_main. See below for the description of exact "
            "issue. Server certificate verification failed: certificate has expired"
        ),
        "sql/ssl_init_callback.cc, MySQL 8.0",
        pattern=r"\[MY-\d{6}\].{0,300}Server certificate verification failed: ",
    ),
    Saying(
        "Failed to initialize TLS for channel",
        ("cert-file", "config-error", "side server"),
        (
            "2024-05-06T07:08:09.123456Z 0 [Warning] [MY-013595] [Server] Failed to "
            "initialize TLS for channel: mysql_main. See below for the description of exact "
            "issue."
        ),
        _LOGMSG,
    ),
    Saying(
        "SSL_accept failed",
        ("handshake-failed", "leg downstream"),
        (
            "2024-05-06 07:08:09 mysql_data_stream.cpp:470:do_ssl_handshake(): [ERROR] "
            "SSL_accept failed"
        ),
        "ProxySQL, lib/mysql_data_stream.cpp, 2",
        pattern=r"mysql_data_stream\.cpp.{0,80}SSL_accept failed",
    ),
    Saying(
        "does not support SSL connections",
        ("db-without-tls", "side client"),
        (
            "MySql.Data.MySqlClient.MySqlException (0x80004005): The host db.example.com "
            "does not support SSL connections."
        ),
        "MySQL Connector/NET 8, Resources.resx",
        pattern=r"The host (?P<host>[\w.-]{1,253}) does not support SSL connections",
    ),
    Saying(
        "Server does not support SSL",
        ("db-without-tls", "side client"),
        "MySqlConnector.MySqlException (0x80004005): Server does not support SSL",
        "MySqlConnector, ServerSession.cs, 2",
        pattern="MySql.{0,200}Server does not support SSL",
    ),
    Saying(
        "SSL Authentication Error",
        ("handshake-failed", "side client"),
        "MySqlConnector.MySqlException (0x80004005): SSL Authentication Error",
        "MySqlConnector, ServerSession.cs, 2",
        pattern="MySql.{0,120}SSL Authentication Error",
    ),
    Saying(
        "Server does not support secure connection",
        ("db-without-tls", "side client"),
        "Error: Server does not support secure connection",
        "mysqljs/mysql, lib/protocol/sequences/Handshake.js, 2.18",
    ),
    Saying(
        "HANDSHAKE_NO_SSL_SUPPORT",
        ("db-without-tls", "side client"),
        "code: 'HANDSHAKE_NO_SSL_SUPPORT', fatal: true",
        "mysql2, lib/commands/client_handshake.js, 3",
    ),
    Saying(
        "HANDSHAKE_SSL_ERROR",
        ("handshake-failed", "side client"),
        "code: 'HANDSHAKE_SSL_ERROR', fatal: true",
        "mysqljs/mysql, lib/protocol/sequences/Handshake.js, 2.18",
    ),
    Saying(
        "SSL operation failed with code",
        ("handshake-failed", "side client"),
        (
            "PHP Warning:  PDO::__construct(): SSL operation failed with code 1. OpenSSL "
            "Error messages:\nerror:1416F086:SSL "
            "routines:tls_process_server_certificate:certificate verify failed"
        ),
        "PHP, ext/mysqlnd, 8.2",
        pattern="(?:PDO|mysqli|mysql).{0,80}SSL operation failed with code",
    ),
    Saying(
        "Cannot connect to MySQL by using SSL",
        ("handshake-failed", "side client"),
        "PDOException: PDO::__construct(): Cannot connect to MySQL by using SSL",
        "PHP, ext/mysqlnd/mysqlnd_auth.c, 8.2",
    ),
    Saying(
        "SQLSTATE[HY000] [2006] MySQL server has gone away",
        ("eof", "side client"),
        "SQLSTATE[HY000] [2006] MySQL server has gone away",
        "PHP, ext/pdo_mysql",
        certain=False,
    ),
    Saying(
        "SQLSTATE[HY000] [3159]",
        ("plain-received",),
        (
            "SQLSTATE[HY000] [3159] Connections using insecure transport are prohibited "
            "while --require_secure_transport=ON."
        ),
        "PHP, ext/pdo_mysql",
    ),
)

PRODUCT = Product(
    name="MySQL",
    roles=(
        Role.SERVER,
        Role.CLIENT,
    ),
    services=(
        "mysql",
        "mariadb",
    ),
    recipes={
        Remedy.TRUST_CA: Recipe(
            "For MySQL's client; MariaDB's takes --ssl-verify-server-cert instead of the mode.",
            ("mysql -h {host} -P {port} --ssl-mode=VERIFY_IDENTITY --ssl-ca={ca}.pem",),
        ),
        Remedy.PRESENT_CLIENT_CERTIFICATE: Recipe(
            "For the command-line client.",
            ("mysql -h {host} -P {port} --ssl-cert=client.pem --ssl-key=client.key",),
        ),
        Remedy.USE_TLS_SCHEME: Recipe(
            "MariaDB's client takes --ssl.", ("mysql -h {host} -P {port} --ssl-mode=REQUIRED",)
        ),
        Remedy.USE_PLAIN_SCHEME: Recipe(
            "Where the network allows it; MariaDB's client takes --skip-ssl.",
            ("mysql -h {host} -P {port} --ssl-mode=DISABLED",),
        ),
        Remedy.RENEW_CERTIFICATE: Recipe(
            "Replace the files, then let them be read; MariaDB has FLUSH SSL.",
            ("ALTER INSTANCE RELOAD TLS;",),
        ),
        Remedy.ENABLE_TLS: Recipe(
            "Under [mysqld] in my.cnf, then restart. A pooler before it answers for itself.",
            ("ssl_cert = /etc/mysql/fullchain.pem", "ssl_key = /etc/mysql/leaf.key"),
        ),
        Remedy.SERVE_FULL_CHAIN: Recipe(
            "Under [mysqld] in my.cnf: the leaf, then the intermediates.",
            ("ssl_cert = /etc/mysql/fullchain.pem",),
        ),
        Remedy.RAISE_SERVER_VERSION: Recipe(
            "Under [mysqld] in my.cnf, then restart.", ("tls_version = TLSv1.2,TLSv1.3",)
        ),
        Remedy.TRUST_CLIENT_CA: Recipe(
            "Under [mysqld] in my.cnf, then restart.", ("ssl_ca = /etc/mysql/{ca}.pem",)
        ),
    },
    sayings=_SAYINGS,
    speaks=("role database",),
)
