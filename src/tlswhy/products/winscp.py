"""WinSCP."""

from __future__ import annotations

from tlswhy.products import Product, Role
from tlswhy.products.saying import Saying

_WINSCP = "WinSCP, source/resource/TextsCore1.rc, 6"

_SAYINGS = (
    Saying(
        "Can't establish TLS connection",
        ("handshake-failed", "side client"),
        "Can't establish TLS connection",
        _WINSCP,
    ),
    Saying(
        (
            "The server's certificate is not known. You have no guarantee that the server is "
            "the computer you think it is"
        ),
        ("verify issuer-unknown", "side client"),
        (
            "The server's certificate is not known. You have no guarantee that the server is "
            "the computer you think it is."
        ),
        _WINSCP,
    ),
)

PRODUCT = Product(
    name="WinSCP",
    roles=(Role.CLIENT,),
    services=(
        "ftp",
        "ftps",
    ),
    sayings=_SAYINGS,
    speaks=("side client",),
)
