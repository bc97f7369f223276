"""pgpool-II, a pooler and proxy before PostgreSQL."""

from __future__ import annotations

from tlswhy.products import Product, Role
from tlswhy.products.saying import Saying

_POOL = "pgpool-II, src/utils/pool_ssl.c, 4.3"

_SAYINGS = (
    Saying(
        'pool_ssl: "SSL_connect"',
        ("handshake-failed", "leg upstream"),
        (
            '2024-05-06 07:08:09: pid 12: ERROR:  pool_ssl: "SSL_connect": "certificate '
            'verify failed"'
        ),
        _POOL,
    ),
    Saying(
        'pool_ssl: "SSL_accept"',
        ("handshake-failed", "leg downstream"),
        (
            '2024-05-06 07:08:09: pid 12: LOG:  pool_ssl: "SSL_accept": "sslv3 alert '
            'certificate unknown"'
        ),
        _POOL,
    ),
    Saying(
        'pool_ssl: "',
        ("handshake-failed",),
        '2024-05-06 07:08:09: pid 12: LOG:  pool_ssl: "SSL_read": "no SSL error reported"',
        _POOL,
    ),
    Saying(
        "SSL certificate authentication required",
        ("client-cert-absent", "side server"),
        "2024-05-06 07:08:09: pid 12: FATAL:  SSL certificate authentication required",
        "pgpool-II, src/auth/pool_auth.c, 4.3",
    ),
    Saying(
        "SSL certificate authentication for user",
        ("client-cert-refused", "side server"),
        (
            "2024-05-06 07:08:09: pid 12: ERROR:  SSL certificate authentication for user "
            '"app" failed'
        ),
        "pgpool-II, src/auth/pool_auth.c, 4.3",
        pattern='SSL certificate authentication for user ".{0,100}" failed',
    ),
)

PRODUCT = Product(
    name="pgpool-II",
    roles=(Role.REVERSE_PROXY,),
    services=(
        "postgres",
        "postgresql",
    ),
    sayings=_SAYINGS,
    speaks=("role database",),
)
