"""Neo4j and its drivers."""

from __future__ import annotations

from tlswhy.products import Product, Role
from tlswhy.products.saying import Saying

_NEO = "Neo4j drivers 5"

_SAYINGS = (
    Saying(
        "that you have compatible encryption settings both on Neo4j server and driver",
        ("not-tls", "eof", "side client"),
        (
            "ServiceUnavailableException: Connection to the database terminated. Please "
            "ensure that your database is listening on the correct host and port and that "
            "you have compatible encryption settings both on Neo4j server and driver."
        ),
        _NEO,
    ),
)

PRODUCT = Product(
    name="Neo4j",
    roles=(Role.CLIENT,),
    sayings=_SAYINGS,
    speaks=(
        "side client",
        "role database",
    ),
)
