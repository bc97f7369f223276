"""PgBouncer, a pooler before PostgreSQL."""

from __future__ import annotations

from tlswhy.products import Product, Role
from tlswhy.products.saying import Saying

_CLIENT = "PgBouncer, src/client.c, 1.18"
_SBUF = "PgBouncer, src/sbuf.c, 1.18"
_LIBUSUAL = "libusual, usual/tls/tls.c, in PgBouncer 1.18"

_SAYINGS = (
    Saying(
        "closing because: SSL required",
        ("plain-received", "side server"),
        (
            "2024-05-06 07:08:09.123 UTC [12] LOG C-0x5581c7a0: "
            "(nodb)/(nouser)@192.0.2.7:40112 closing because: SSL required (age=0s)"
        ),
        _CLIENT,
    ),
    Saying(
        "FATAL: SSL required",
        ("plain-received", "side client"),
        (
            'psql: error: connection to server at "pool.example.com" (192.0.2.7), port 6432 '
            "failed: FATAL:  SSL required"
        ),
        _CLIENT,
    ),
    Saying(
        "pooler error: SSL required",
        ("plain-received",),
        (
            "2024-05-06 07:08:09.123 UTC [12] WARNING C-0x5581c7a0: "
            "(nodb)/(nouser)@192.0.2.7:40112 pooler error: SSL required"
        ),
        "PgBouncer, src/proto.c, 1.18",
    ),
    Saying(
        "TLS connection required",
        ("plain-received", "side server"),
        (
            "2024-05-06 07:08:09.123 UTC [12] LOG C-0x5581c7a0: app/app@192.0.2.7:40112 "
            "closing because: TLS connection required (age=0s)"
        ),
        _CLIENT,
        pattern="C-0x.{0,200}TLS connection required",
    ),
    Saying(
        "TLS client certificate required",
        ("client-cert-absent", "side server"),
        (
            "2024-05-06 07:08:09.123 UTC [12] LOG C-0x5581c7a0: app/app@192.0.2.7:40112 "
            "closing because: TLS client certificate required (age=0s)"
        ),
        _CLIENT,
    ),
    Saying(
        "TLS certificate name mismatch",
        ("client-cert-refused", "side server"),
        (
            "2024-05-06 07:08:09.123 UTC [12] LOG C-0x5581c7a0: app/app@192.0.2.7:40112 "
            "closing because: TLS certificate name mismatch (age=0s)"
        ),
        _CLIENT,
    ),
    Saying(
        "TLS handshake failed",
        ("handshake-failed", "leg upstream"),
        (
            "2024-05-06 07:08:09.123 UTC [12] WARNING S-0x5581c7a0: app/app@192.0.2.7:5432 "
            "TLS handshake failed: certificate verification failed: unable to get local "
            "issuer certificate"
        ),
        _SBUF,
        pattern=(
            "S-0x[0-9a-f]{4,16}: [^@]{1,200}@(?P<upstream>[^ ]{1,100})"
            " .{0,60}TLS handshake (?:failed|error)"
        ),
    ),
    Saying(
        "TLS handshake failed",
        ("handshake-failed", "leg downstream"),
        (
            "2024-05-06 07:08:09.123 UTC [12] WARNING C-0x5581c7a0: "
            "(nodb)/(nouser)@192.0.2.7:40112 TLS handshake failed: handshake failed: "
            "error:0A000418:SSL routines::tlsv1 alert unknown ca"
        ),
        _SBUF,
        pattern=(
            "C-0x[0-9a-f]{4,16}: [^@]{1,200}@(?P<client>[^ ]{1,100})"
            " .{0,60}TLS handshake (?:failed|error)"
        ),
    ),
    Saying(
        "TLS handshake error",
        ("handshake-failed", "leg upstream"),
        (
            "2024-05-06 07:08:09.123 UTC [12] NOISE S-0x5581c7a0: app/app@192.0.2.7:5432 TLS "
            "handshake error: handshake failed: unexpected EOF"
        ),
        _SBUF,
        pattern=("S-0x[0-9a-f]{4,16}: [^@]{1,200}@(?P<upstream>[^ ]{1,100}) TLS handshake error"),
    ),
    Saying(
        "TLS handshake error",
        ("handshake-failed", "leg downstream"),
        (
            "2024-05-06 07:08:09.123 UTC [12] NOISE C-0x5581c7a0: "
            "(nodb)/(nouser)@192.0.2.7:40112 TLS handshake error: handshake failed: "
            "unexpected EOF"
        ),
        _SBUF,
        pattern="C-0x[0-9a-f]{4,16}: [^@]{1,200}@(?P<client>[^ ]{1,100}) TLS handshake error",
    ),
    Saying(
        "WARNING TLS connect error: ",
        ("handshake-failed", "leg upstream"),
        (
            "2024-05-06 07:08:09.123 UTC [12] WARNING TLS connect error: name not present in "
            "server certificate"
        ),
        _SBUF,
    ),
    Saying(
        "WARNING TLS accept error: ",
        ("handshake-failed", "leg downstream"),
        "2024-05-06 07:08:09.123 UTC [12] WARNING TLS accept error: no shared cipher",
        _SBUF,
    ),
    Saying(
        "not present in server certificate",
        ("verify name",),
        (
            "2024-05-06 07:08:09.123 UTC [12] WARNING S-0x5581c7a0: app/app@192.0.2.7:5432 "
            "TLS handshake error: name `db.example.com' not present in server certificate"
        ),
        _LIBUSUAL,
        pattern="name `(?P<name>[^' ]{1,253})' not present in server certificate",
    ),
    Saying(
        "bad sslreq answer",
        ("not-tls", "leg upstream"),
        (
            "2024-05-06 07:08:09.123 UTC [12] WARNING S-0x5581c7a0: app/app@192.0.2.7:5432 "
            "bad sslreq answer"
        ),
        "PgBouncer, src/server.c, 1.18",
    ),
    Saying(
        "closing because: server does not support SSL",
        ("db-without-tls", "leg upstream"),
        (
            "2024-05-06 07:08:09.123 UTC [12] LOG S-0x5581c7a0: app/app@192.0.2.7:5432 "
            "closing because: server does not support SSL, but it was required (age=0s)"
        ),
        "PgBouncer, src/server.c, 1.22",
    ),
    Saying(
        "client_tls_sslmode requires client_tls_ca_file",
        ("config-error", "side server"),
        (
            "2024-05-06 07:08:09.123 UTC [12] FATAL auth_type=cert requires "
            "client_tls_ca_file: client_tls_sslmode requires client_tls_ca_file"
        ),
        "PgBouncer, src/sbuf.c, 1.18",
    ),
    Saying(
        "auth_type=cert requires client_tls",
        ("config-error", "side server"),
        "2024-05-06 07:08:09.123 UTC [12] FATAL auth_type=cert requires client_tls_ca_file",
        "PgBouncer, src/sbuf.c, 1.18",
    ),
    Saying(
        "FATAL TLS setup failed: ",
        ("config-error",),
        (
            "2024-05-06 07:08:09.123 UTC [12] FATAL TLS setup failed: failed to load "
            'certificate file "/etc/pgbouncer/leaf.pem": No such file or directory'
        ),
        "PgBouncer, src/sbuf.c, 1.18",
    ),
    Saying(
        "failed to load certificate file",
        ("cert-file",),
        (
            "2024-05-06 07:08:09.123 UTC [12] FATAL TLS setup failed: failed to load "
            'certificate file "/etc/pgbouncer/leaf.pem": No such file or directory'
        ),
        _LIBUSUAL,
    ),
    Saying(
        "TLS configuration could not be reloaded, keeping old configuration",
        ("config-error", "side server"),
        (
            "2024-05-06 07:08:09.123 UTC [12] ERROR TLS configuration could not be reloaded, "
            "keeping old configuration"
        ),
        "PgBouncer, src/sbuf.c, 1.18",
    ),
)

PRODUCT = Product(
    name="PgBouncer",
    roles=(Role.REVERSE_PROXY,),
    services=(
        "postgres",
        "postgresql",
    ),
    sayings=_SAYINGS,
    speaks=("role database",),
)
