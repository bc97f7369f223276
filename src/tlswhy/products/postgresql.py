"""PostgreSQL 12 and newer: the server, and libpq."""

from __future__ import annotations

from tlswhy.model.diagnosis import Remedy
from tlswhy.products import Product, Recipe, Role
from tlswhy.products.saying import Saying

_RELOAD = "SELECT pg_reload_conf();"
_DSN = "host={host} port={port}"

_FRONT = "src/interfaces/libpq/fe-secure-openssl.c, 15"
_CONNECT = "src/interfaces/libpq/fe-connect.c, 15"
_COMMON = "src/interfaces/libpq/fe-secure-common.c, 15"
_BACK = "src/backend/libpq/be-secure-openssl.c, 15"
_HBA = "src/backend/libpq/auth.c, 15"
_STARTUP = "src/backend/postmaster/postmaster.c, 15"
_DIRECT = "src/interfaces/libpq/fe-connect.c, 17"

_SAYINGS = (
    Saying(
        "connection to server at",
        ("side client",),
        (
            'psql: error: connection to server at "db.example.com" (192.0.2.7), port 5432 '
            "failed: SSL error: certificate verify failed"
        ),
        _CONNECT,
        pattern=(
            r'connection to server at "(?P<host>[^"]{1,253})"(?: \([^)]{1,60}\))'
            r"?, port (?P<port>\d{1,5}) failed"
        ),
        certain=False,
    ),
    Saying(
        "server does not support SSL, but SSL was required",
        ("db-without-tls", "side client"),
        (
            'psql: error: connection to server at "db.example.com" (192.0.2.7), port 5432 '
            "failed: server does not support SSL, but SSL was required"
        ),
        _CONNECT,
    ),
    Saying(
        "server refused SSL",
        ("db-without-tls", "leg upstream"),
        (
            "2024-05-06 07:08:09.123 UTC [12] LOG S-0x5581c7a0: app/app@192.0.2.7:5432 "
            "closing because: server refused SSL (age=0s)"
        ),
        "PgBouncer, src/server.c, 1.18",
    ),
    Saying(
        "received invalid response to SSL negotiation",
        ("not-tls", "side client"),
        (
            'psql: error: connection to server at "db.example.com" (192.0.2.7), port 5432 '
            "failed: received invalid response to SSL negotiation: J"
        ),
        _CONNECT,
    ),
    Saying(
        "received invalid response to SSL negotiation: H",
        ("not-tls http", "side client"),
        (
            'psql: error: connection to server at "db.example.com" (192.0.2.7), port 5432 '
            "failed: received invalid response to SSL negotiation: H"
        ),
        _CONNECT,
        pattern="received invalid response to SSL negotiation: H(?![A-Za-z])",
    ),
    Saying(
        "server sent an error response during SSL exchange",
        ("handshake-failed", "side client"),
        (
            'psql: error: connection to server at "db.example.com" (192.0.2.7), port 5432 '
            "failed: server sent an error response during SSL exchange"
        ),
        _CONNECT,
    ),
    Saying(
        "received unencrypted data after SSL response",
        ("not-tls", "side client"),
        (
            'psql: error: connection to server at "db.example.com" (192.0.2.7), port 5432 '
            "failed: received unencrypted data after SSL response"
        ),
        _CONNECT,
    ),
    Saying(
        "could not send SSL negotiation packet",
        ("reset", "side client"),
        (
            'psql: error: connection to server at "db.example.com" (192.0.2.7), port 5432 '
            "failed: could not send SSL negotiation packet: Connection reset by peer"
        ),
        _CONNECT,
    ),
    Saying(
        "SSL error: certificate verify failed",
        ("verify failed", "side client"),
        (
            'psql: error: connection to server at "db.example.com" (192.0.2.7), port 5432 '
            "failed: SSL error: certificate verify failed"
        ),
        _FRONT,
    ),
    Saying(
        "could not establish SSL connection",
        ("handshake-failed", "side client"),
        (
            'psql: error: connection to server at "db.example.com" (192.0.2.7), port 5432 '
            "failed: could not establish SSL connection: out of memory"
        ),
        _FRONT,
    ),
    Saying(
        "SSL SYSCALL error: EOF detected",
        ("eof",),
        (
            'psql: error: connection to server at "db.example.com" (192.0.2.7), port 5432 '
            "failed: SSL SYSCALL error: EOF detected"
        ),
        _FRONT,
    ),
    Saying(
        "SSL SYSCALL error: Connection reset by peer",
        ("reset",),
        (
            'psql: error: connection to server at "db.example.com" (192.0.2.7), port 5432 '
            "failed: SSL SYSCALL error: Connection reset by peer"
        ),
        _FRONT,
    ),
    Saying(
        "SSL SYSCALL error: Connection timed out",
        ("handshake-timeout",),
        (
            'psql: error: connection to server at "db.example.com" (192.0.2.7), port 5432 '
            "failed: SSL SYSCALL error: Connection timed out"
        ),
        _FRONT,
    ),
    Saying(
        "SSL SYSCALL error: Operation timed out",
        ("handshake-timeout",),
        (
            'psql: error: connection to server at "db.example.com" (192.0.2.7), port 5432 '
            "failed: SSL SYSCALL error: Operation timed out"
        ),
        _FRONT,
    ),
    Saying(
        "SSL connection has been closed unexpectedly",
        ("eof", "side client"),
        "ERROR:  SSL connection has been closed unexpectedly",
        _FRONT,
    ),
    Saying(
        "SSL SYSCALL error",
        ("handshake-failed",),
        (
            'psql: error: connection to server at "db.example.com" (192.0.2.7), port 5432 '
            "failed: SSL SYSCALL error: Undefined error: 0 (0x00000000/0)"
        ),
        _FRONT,
    ),
    Saying(
        "This may indicate that the server does not support any SSL protocol version between",
        ("server-version", "side client"),
        (
            "This may indicate that the server does not support any SSL protocol version "
            "between TLSv1.2 and TLSv1.3."
        ),
        _FRONT,
    ),
    Saying(
        "This may indicate that the client does not support any SSL protocol version between",
        ("client-version", "side server"),
        (
            "2024-05-06 07:08:09.123 UTC [4711] HINT:  This may indicate that the client "
            "does not support any SSL protocol version between TLSv1.2 and TLSv1.3."
        ),
        _BACK,
    ),
    Saying(
        (
            "does not exist Either provide the file, use the system's trusted roots with "
            "sslrootcert=system"
        ),
        ("no-trust-store", "side client"),
        (
            'root certificate file "/root/.postgresql/root.crt" does not exist\nEither '
            "provide the file, use the system's trusted roots with sslrootcert=system, or "
            "change sslmode to disable server certificate verification."
        ),
        "src/interfaces/libpq/fe-secure-openssl.c, 16",
    ),
    Saying(
        "does not exist Either provide the file or change sslmode",
        ("no-trust-store", "side client"),
        (
            'psql: error: connection to server at "db.example.com" (192.0.2.7), port 5432 '
            'failed: root certificate file "/root/.postgresql/root.crt" does not exist\n'
            "Either provide the file or change sslmode to disable server certificate "
            "verification."
        ),
        _FRONT,
    ),
    Saying(
        'root certificate file "',
        ("no-trust-store", "side client"),
        (
            'psql: error: connection to server at "db.example.com" (192.0.2.7), port 5432 '
            'failed: root certificate file "/root/.postgresql/root.crt" does not exist'
        ),
        _FRONT,
        pattern='root certificate file "[^"]{1,400}" does not exist',
    ),
    Saying(
        "could not get home directory to locate root certificate file",
        ("no-trust-store", "side client"),
        (
            "could not get home directory to locate root certificate file\nEither provide the "
            "file or change sslmode to disable server certificate verification."
        ),
        _FRONT,
    ),
    Saying(
        "could not load system root certificate paths",
        ("no-trust-store", "side client"),
        "could not load system root certificate paths: unknown error",
        "src/interfaces/libpq/fe-secure-openssl.c, 16",
    ),
    Saying(
        "could not read root certificate file",
        ("ca-file", "side client"),
        (
            'psql: error: connection to server at "db.example.com" (192.0.2.7), port 5432 '
            'failed: could not read root certificate file "/etc/ssl/ca.pem": no certificate '
            "or crl found"
        ),
        _FRONT,
    ),
    Saying(
        "may not be used with sslrootcert=system",
        ("config-error", "side client"),
        'weak sslmode "require" may not be used with sslrootcert=system (use "verify-full")',
        "src/interfaces/libpq/fe-connect.c, 16",
    ),
    Saying(
        'server certificate for "',
        ("verify name", "side client"),
        (
            'psql: error: connection to server at "db.example.com" (192.0.2.7), port 5432 '
            'failed: server certificate for "db.internal" (and 2 other names) does not match '
            'host name "db.example.com"'
        ),
        _COMMON,
        pattern=(
            r'server certificate for "[^"]{1,253}"(?: \(and \d{1,4} other names?'
            r'\))? does not match host name "(?P<host>[^"]{1,253})"'
        ),
    ),
    Saying(
        "host name must be specified for a verified SSL connection",
        ("config-error", "side client"),
        (
            'psql: error: connection to server at "db.example.com" (192.0.2.7), port 5432 '
            "failed: host name must be specified for a verified SSL connection"
        ),
        _COMMON,
    ),
    Saying(
        "could not get server's host name from server certificate",
        ("verify no-san", "side client"),
        (
            'psql: error: connection to server at "db.example.com" (192.0.2.7), port 5432 '
            "failed: could not get server's host name from server certificate"
        ),
        _COMMON,
    ),
    Saying(
        "SSL certificate's name contains embedded null",
        ("verify strict", "side client"),
        (
            'psql: error: connection to server at "db.example.com" (192.0.2.7), port 5432 '
            "failed: SSL certificate's name contains embedded null"
        ),
        _COMMON,
    ),
    Saying(
        "could not open certificate file",
        ("client-key", "side client"),
        (
            'psql: error: connection to server at "db.example.com" (192.0.2.7), port 5432 '
            'failed: could not open certificate file "/home/app/.postgresql/postgresql.crt": '
            "Permission denied"
        ),
        _FRONT,
    ),
    Saying(
        "could not read certificate file",
        ("client-key", "side client"),
        (
            'psql: error: connection to server at "db.example.com" (192.0.2.7), port 5432 '
            'failed: could not read certificate file "/home/app/.postgresql/postgresql.crt": '
            "no start line"
        ),
        _FRONT,
    ),
    Saying(
        "certificate present, but not private key file",
        ("client-key", "side client"),
        (
            'psql: error: connection to server at "db.example.com" (192.0.2.7), port 5432 '
            "failed: certificate present, but not private key file "
            '"/home/app/.postgresql/postgresql.key"'
        ),
        _FRONT,
    ),
    Saying(
        "certificate does not match private key file",
        ("key-mismatch", "client-key", "side client"),
        (
            'psql: error: connection to server at "db.example.com" (192.0.2.7), port 5432 '
            "failed: certificate does not match private key file "
            '"/home/app/.postgresql/postgresql.key": key values mismatch'
        ),
        _FRONT,
    ),
    Saying(
        "could not load private key file",
        ("client-key", "side client"),
        (
            'psql: error: connection to server at "db.example.com" (192.0.2.7), port 5432 '
            'failed: could not load private key file "/home/app/.postgresql/postgresql.key": '
            "bad decrypt"
        ),
        _FRONT,
    ),
    Saying(
        "has group or world access; file must have permissions",
        ("client-key", "side client"),
        (
            'psql: error: connection to server at "db.example.com" (192.0.2.7), port 5432 '
            'failed: private key file "/home/app/client.key" has group or world access; file '
            "must have permissions u=rw (0600) or less if owned by the current user, or "
            "permissions u=rw,g=r (0640) or less if owned by root"
        ),
        _FRONT,
    ),
    Saying(
        "has group or world access; permissions should be u=rw (0600) or less",
        ("client-key", "side client"),
        (
            'private key file "/home/app/client.key" has group or world access; permissions '
            "should be u=rw (0600) or less"
        ),
        "src/interfaces/libpq/fe-secure-openssl.c, 13",
    ),
    Saying(
        "could not set minimum SSL protocol version",
        ("no-version",),
        (
            'psql: error: connection to server at "db.example.com" (192.0.2.7), port 5432 '
            "failed: could not set minimum SSL protocol version: version too low"
        ),
        _FRONT,
    ),
    Saying(
        "could not set maximum SSL protocol version",
        ("no-version",),
        (
            'psql: error: connection to server at "db.example.com" (192.0.2.7), port 5432 '
            "failed: could not set maximum SSL protocol version: version too low"
        ),
        _FRONT,
    ),
    Saying(
        "invalid SSL protocol version range",
        ("config-error", "side client"),
        "psql: error: invalid SSL protocol version range",
        _CONNECT,
    ),
    Saying(
        "invalid sslmode value",
        ("config-error", "side client"),
        'psql: error: invalid sslmode value: "verify_full"',
        _CONNECT,
    ),
    Saying(
        'value "',
        ("config-error", "side client"),
        'psql: error: sslmode value "require" invalid when SSL support is not compiled in',
        _CONNECT,
        pattern='sslmode value "[^"]{1,40}" invalid when SSL support is not compiled in',
    ),
    Saying(
        "could not set SSL Server Name Indication (SNI)",
        ("config-error", "side client"),
        (
            'psql: error: connection to server at "db.example.com" (192.0.2.7), port 5432 '
            "failed: could not set SSL Server Name Indication (SNI): ssl3 ext invalid "
            "servername"
        ),
        _FRONT,
    ),
    Saying(
        "channel binding required, but SSL not in use",
        ("db-without-tls", "side client"),
        (
            'psql: error: connection to server at "db.example.com" (192.0.2.7), port 5432 '
            "failed: channel binding required, but SSL not in use"
        ),
        "src/interfaces/libpq/fe-auth.c, 15",
    ),
    Saying(
        "may not be used with sslnegotiation=direct",
        ("config-error", "side client"),
        (
            'weak sslmode "prefer" may not be used with sslnegotiation=direct (use '
            '"require", "verify-ca", or "verify-full")'
        ),
        _DIRECT,
    ),
    Saying(
        "direct SSL connection was established without ALPN protocol negotiation extension",
        ("no-alpn", "side client"),
        (
            'psql: error: connection to server at "db.example.com" (192.0.2.7), port 5432 '
            "failed: direct SSL connection was established without ALPN protocol negotiation "
            "extension"
        ),
        _DIRECT,
    ),
    Saying(
        "SSL connection was established with unexpected ALPN protocol",
        ("no-alpn", "side client"),
        (
            'psql: error: connection to server at "db.example.com" (192.0.2.7), port 5432 '
            "failed: SSL connection was established with unexpected ALPN protocol"
        ),
        "src/interfaces/libpq/fe-secure-openssl.c, 17",
    ),
    Saying(
        "received direct SSL connection request without ALPN protocol negotiation extension",
        ("no-alpn", "side server"),
        (
            "2024-05-06 07:08:09.123 UTC [4711] LOG:  received direct SSL connection request "
            "without ALPN protocol negotiation extension"
        ),
        "src/backend/tcop/backend_startup.c, 17",
    ),
    Saying(
        "received SSL connection request with unexpected ALPN protocol",
        ("no-alpn", "side server"),
        (
            "2024-05-06 07:08:09.123 UTC [4711] LOG:  received SSL connection request with "
            "unexpected ALPN protocol"
        ),
        "src/backend/libpq/be-secure-openssl.c, 17",
    ),
    Saying(
        "server closed the connection unexpectedly",
        ("eof", "side client"),
        (
            'psql: error: connection to server at "db.example.com" (192.0.2.7), port 5432 '
            "failed: server closed the connection unexpectedly\n\tThis probably means the "
            "server terminated abnormally"
        ),
        _CONNECT,
        certain=False,
    ),
    Saying(
        "could not accept SSL connection",
        ("handshake-failed", "side server"),
        (
            "2024-05-06 07:08:09.123 UTC [4711] LOG:  could not accept SSL connection: sslv3 "
            "alert bad certificate"
        ),
        _BACK,
    ),
    Saying(
        "could not accept SSL connection: EOF detected",
        ("eof", "side server"),
        "2024-05-06 07:08:09.123 UTC [4711] LOG:  could not accept SSL connection: EOF detected",
        _BACK,
    ),
    Saying(
        "could not accept SSL connection: Success",
        ("eof", "side server"),
        "2024-05-06 07:08:09.123 UTC [4711] LOG:  could not accept SSL connection: Success",
        _BACK,
    ),
    Saying(
        "could not accept SSL connection: Connection reset by peer",
        ("reset", "side server"),
        (
            "2024-05-06 07:08:09.123 UTC [4711] LOG:  could not accept SSL connection: "
            "Connection reset by peer"
        ),
        _BACK,
    ),
    Saying(
        "could not accept SSL connection: Connection timed out",
        ("handshake-timeout", "side server"),
        (
            "2024-05-06 07:08:09.123 UTC [4711] LOG:  could not accept SSL connection: "
            "Connection timed out"
        ),
        _BACK,
    ),
    Saying(
        "could not accept SSL connection: http request",
        ("plain-received http", "side server"),
        "2024-05-06 07:08:09.123 UTC [4711] LOG:  could not accept SSL connection: http request",
        _BACK,
    ),
    Saying(
        "could not initialize SSL connection: SSL context not set up",
        ("no-certificate", "side server"),
        (
            "2024-05-06 07:08:09.123 UTC [4711] LOG:  could not initialize SSL connection: "
            "SSL context not set up"
        ),
        _BACK,
    ),
    Saying(
        "received unencrypted data after SSL request",
        ("plain-received", "side server"),
        "2024-05-06 07:08:09.123 UTC [4711] FATAL:  received unencrypted data after SSL request",
        _STARTUP,
    ),
    Saying(
        "failed to send SSL negotiation response",
        ("eof", "side server"),
        (
            "2024-05-06 07:08:09.123 UTC [4711] LOG:  failed to send SSL negotiation "
            "response: Broken pipe"
        ),
        _STARTUP,
    ),
    Saying(
        "invalid length of startup packet",
        ("tls-received", "plain-received", "side server"),
        "2024-05-06 07:08:09.123 UTC [4711] LOG:  invalid length of startup packet",
        _STARTUP,
        certain=False,
    ),
    Saying(
        "connection requires a valid client certificate",
        ("client-cert-absent", "side server"),
        (
            "2024-05-06 07:08:09.123 UTC [4711] FATAL:  connection requires a valid client "
            "certificate"
        ),
        _HBA,
    ),
    Saying(
        "client certificates can only be checked if a root certificate store is available",
        ("config-error", "side server"),
        (
            "2024-05-06 07:08:09.123 UTC [4711] LOG:  client certificates can only be "
            "checked if a root certificate store is available"
        ),
        "src/backend/libpq/hba.c, 12",
    ),
    Saying(
        "certificate authentication failed for user",
        ("client-cert-refused", "side server"),
        (
            "2024-05-06 07:08:09.123 UTC [4711] FATAL:  certificate authentication failed "
            'for user "app"'
        ),
        _HBA,
    ),
    Saying(
        "client certificate contains no user name",
        ("client-cert-refused", "side server"),
        (
            "2024-05-06 07:08:09.123 UTC [4711] LOG:  certificate authentication failed for "
            'user "app": client certificate contains no user name'
        ),
        _HBA,
    ),
    Saying(
        "certificate validation (clientcert=verify-full) failed for user",
        ("client-cert-refused", "side server"),
        (
            "2024-05-06 07:08:09.123 UTC [4711] LOG:  certificate validation "
            '(clientcert=verify-full) failed for user "app": CN mismatch'
        ),
        _HBA,
    ),
    Saying(
        "no pg_hba.conf entry for",
        ("plain-received",),
        (
            "2024-05-06 07:08:09.123 UTC [4711] FATAL:  no pg_hba.conf entry for host "
            '"192.0.2.7", user "app", database "app", no encryption'
        ),
        _HBA,
        pattern=(
            r"no pg_hba\.conf entry for (?:host|replication connection from host)"
            ' "(?P<client>[^"]{1,60})", .{1,300}(?:no encryption|SSL off)'
        ),
    ),
    Saying(
        "pg_hba.conf rejects",
        ("plain-received",),
        (
            "2024-05-06 07:08:09.123 UTC [4711] FATAL:  pg_hba.conf rejects connection for "
            'host "192.0.2.7", user "app", database "app", no encryption'
        ),
        _HBA,
        pattern=(
            r"pg_hba\.conf rejects .{0,40}connection (?:for|from)"
            ' host "(?P<client>[^"]{1,60})", .{1,300}(?:no encryption|SSL off)'
        ),
    ),
    Saying(
        "hostssl record cannot match because SSL is disabled",
        ("config-ignored", "db-without-tls", "side server"),
        (
            "2024-05-06 07:08:09.123 UTC [4711] LOG:  hostssl record cannot match because "
            "SSL is disabled"
        ),
        "src/backend/libpq/hba.c, 15",
    ),
    Saying(
        "cert authentication is only supported on hostssl connections",
        ("config-error", "side server"),
        (
            "2024-05-06 07:08:09.123 UTC [4711] LOG:  cert authentication is only supported "
            "on hostssl connections"
        ),
        "src/backend/libpq/hba.c, 15",
    ),
    Saying(
        "could not load server certificate file",
        ("cert-file", "side server"),
        (
            "2024-05-06 07:08:09.123 UTC [4711] FATAL:  could not load server certificate "
            'file "server.crt": No such file or directory'
        ),
        _BACK,
    ),
    Saying(
        "could not load root certificate file",
        ("ca-file", "side server"),
        (
            "2024-05-06 07:08:09.123 UTC [4711] FATAL:  could not load root certificate file "
            '"root.crt": No such file or directory'
        ),
        _BACK,
    ),
    Saying(
        "could not load SSL certificate revocation list",
        ("config-error", "side server"),
        (
            "2024-05-06 07:08:09.123 UTC [4711] FATAL:  could not load SSL certificate "
            'revocation list file "root.crl": No such file or directory'
        ),
        _BACK,
    ),
    Saying(
        "could not access private key file",
        ("cert-file", "side server"),
        (
            "2024-05-06 07:08:09.123 UTC [4711] FATAL:  could not access private key file "
            '"server.key": No such file or directory'
        ),
        "src/backend/libpq/be-secure-common.c, 15",
    ),
    Saying(
        "must be owned by the database user or root",
        ("cert-file", "side server"),
        (
            '2024-05-06 07:08:09.123 UTC [4711] FATAL:  private key file "server.key" must '
            "be owned by the database user or root"
        ),
        "src/backend/libpq/be-secure-common.c, 15",
        pattern='private key file ".{1,300}" must be owned by the database user or root',
    ),
    Saying(
        'private key file "',
        ("cert-file", "side server"),
        (
            '2024-05-06 07:08:09.123 UTC [4711] FATAL:  private key file "server.key" has '
            "group or world access\nDETAIL:  File must have permissions u=rw (0600) or less "
            "if owned by the database user, or permissions u=rw,g=r (0640) or less if owned "
            "by root."
        ),
        "src/backend/libpq/be-secure-common.c, 15",
        pattern='private key file "[^"]{1,300}" has group or world access(?!;)',
    ),
    Saying(
        "cannot be reloaded because it requires a passphrase",
        ("cert-file", "side server"),
        ('LOG:  private key file "server.key" cannot be reloaded because it requires a passphrase'),
        _BACK,
    ),
    Saying(
        "check of private key failed",
        ("key-mismatch", "side server"),
        (
            "2024-05-06 07:08:09.123 UTC [4711] FATAL:  check of private key failed: key "
            "values mismatch"
        ),
        _BACK,
    ),
    Saying(
        "could not set the cipher list (no valid ciphers available)",
        ("no-cipher", "config-error", "side server"),
        (
            "2024-05-06 07:08:09.123 UTC [4711] FATAL:  could not set the cipher list (no "
            "valid ciphers available)"
        ),
        _BACK,
    ),
    Saying(
        "could not set SSL protocol version range",
        ("config-error", "side server"),
        (
            "2024-05-06 07:08:09.123 UTC [4711] FATAL:  could not set SSL protocol version "
            'range\nDETAIL:  "ssl_min_protocol_version" cannot be higher than '
            '"ssl_max_protocol_version"'
        ),
        _BACK,
    ),
    Saying(
        "ECDH: unrecognized curve name",
        ("config-error", "side server"),
        "2024-05-06 07:08:09.123 UTC [4711] FATAL:  ECDH: unrecognized curve name: prime256",
        _BACK,
    ),
    Saying(
        "SSL configuration was not reloaded",
        ("config-error", "side server"),
        "2024-05-06 07:08:09.123 UTC [4711] LOG:  SSL configuration was not reloaded",
        _STARTUP,
    ),
    Saying(
        "SSL is not supported by this build",
        ("config-error", "side server"),
        "2024-05-06 07:08:09.123 UTC [4711] LOG:  SSL is not supported by this build",
        "src/backend/utils/misc/guc.c, 15",
    ),
    Saying(
        "The server does not support SSL connections",
        ("db-without-tls", "side client"),
        (
            "Error: The server does not support SSL connections\n    at Socket.<anonymous> "
            "(/app/node_modules/pg/lib/connection.js:77:37)"
        ),
        "node-postgres, packages/pg/lib/connection.js, 8",
    ),
    Saying(
        "There was an error establishing an SSL connection",
        ("handshake-failed", "side client"),
        "Error: There was an error establishing an SSL connection",
        "node-postgres, packages/pg/lib/connection.js, 8",
    ),
    Saying(
        "rejected SSL upgrade",
        ("db-without-tls", "side client"),
        'ConnectionError: PostgreSQL server at "db.example.com:5432" rejected SSL upgrade',
        "asyncpg, connect_utils.py, 0.29",
        pattern=(
            r'PostgreSQL server at "(?P<host>[^":]{1,253})(?::(?P<port>\d{1,5}))'
            '?" rejected SSL upgrade'
        ),
    ),
    Saying(
        "error performing TLS handshake: server does not support TLS",
        ("db-without-tls", "side client"),
        "Error: error performing TLS handshake: server does not support TLS",
        "rust-postgres, tokio-postgres/src/error/mod.rs, 0.7",
        pattern=r"error performing TLS handshake: (?!The )",  # GLib has the same words
    ),
    Saying(
        "error performing TLS handshake: ",
        ("handshake-failed", "side client"),
        "Error: error performing TLS handshake: invalid peer certificate: UnknownIssuer",
        "rust-postgres, tokio-postgres/src/error/mod.rs, 0.7",
    ),
    Saying(
        "SSL connection is required. Please specify SSL options and retry",
        ("plain-received",),
        "FATAL:  SSL connection is required. Please specify SSL options and retry.",
        "Azure Database for PostgreSQL and MySQL, the gateway's answer",
    ),
)

PRODUCT = Product(
    name="PostgreSQL",
    usual=True,
    roles=(Role.SERVER, Role.CLIENT),
    services=("postgres", "postgresql"),
    recipes={
        Remedy.RENEW_CERTIFICATE: Recipe("Replace the files, then let them be read.", (_RELOAD,)),
        Remedy.SERVE_FULL_CHAIN: Recipe(
            "The file holds the leaf, then the intermediates.",
            ("ALTER SYSTEM SET ssl_cert_file = 'fullchain.pem';", _RELOAD),
        ),
        Remedy.RAISE_SERVER_VERSION: Recipe(
            "An empty upper bound is none.",
            (
                "ALTER SYSTEM SET ssl_min_protocol_version = 'TLSv1.2';",
                "ALTER SYSTEM SET ssl_max_protocol_version = '';",
                _RELOAD,
            ),
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
            "The default; RESET would leave what postgresql.conf says.",
            ("ALTER SYSTEM SET ssl_ciphers = 'HIGH:MEDIUM:+3DES:!aNULL';", _RELOAD),
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
            "Without a file it has a group of 2048 bits.",
            ("ALTER SYSTEM SET ssl_dh_params_file = '';", _RELOAD),
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
            (f'psql "{_DSN} sslmode=verify-full sslrootcert={{ca}}.pem"',),
        ),
        Remedy.PRESENT_CLIENT_CERTIFICATE: Recipe(
            "For libpq.", (f'psql "{_DSN} sslcert=client.pem sslkey=client.key"',)
        ),
        Remedy.USE_PLAIN_SCHEME: Recipe(
            "Where the network allows it.", (f'psql "{_DSN} sslmode=disable"',)
        ),
    },
    sayings=_SAYINGS,
    speaks=("role database",),
)
