"""cqlsh."""

from __future__ import annotations

from tlswhy.products import Product, Role
from tlswhy.products.saying import Saying

_CQLSH = "Cassandra, pylib/cqlshlib/sslhandling.py, 4"

_SAYINGS = (
    Saying(
        "Validation is enabled; SSL transport factory requires a valid certfile to be specified",
        ("config-error", "ca-file", "side client"),
        (
            "Validation is enabled; SSL transport factory requires a valid certfile to be "
            "specified. Please provide path to the certfile in [ssl] section as 'certfile' "
            "option in /root/.cassandra/cqlshrc (or use [certfiles] section) or set "
            "SSL_CERTFILE environment variable."
        ),
        _CQLSH,
    ),
    Saying(
        "Connection error: ('Unable to connect to any servers'",
        ("side client",),
        (
            "Connection error: ('Unable to connect to any servers', {'192.0.2.7:9042': "
            "ConnectionShutdown('Connection to 192.0.2.7:9042 was closed')})"
        ),
        "Cassandra, bin/cqlsh.py, 4",
        certain=False,
    ),
)

PRODUCT = Product(
    name="cqlsh",
    roles=(Role.CLIENT,),
    sayings=_SAYINGS,
    speaks=(
        "side client",
        "role database",
    ),
)
