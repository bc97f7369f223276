"""HexChat and XChat."""

from __future__ import annotations

from tlswhy.products import Product, Role
from tlswhy.products.saying import Saying

_HEXCHAT = "HexChat, src/common/server.c, 2.16"

_SAYINGS = (
    Saying(
        "Connection failed (",
        ("verify failed", "side client"),
        "* Connection failed (self signed certificate.? (18))",
        _HEXCHAT,
        pattern=r"Connection failed \(.{3,80}\? \((?P<code>\d{1,2})\)\)",
        decode="verify_code",
    ),
    Saying(
        "Are you sure this is a SSL capable server and port?",
        ("not-tls", "side client"),
        (
            "* Connection failed. (336031996) error:140770FC:SSL "
            "routines:SSL23_GET_SERVER_HELLO:unknown protocol\n Are you sure this is a SSL "
            "capable server and port?"
        ),
        _HEXCHAT,
    ),
)

PRODUCT = Product(
    name="HexChat",
    roles=(Role.CLIENT,),
    services=(
        "irc",
        "ircs",
    ),
    sayings=_SAYINGS,
    speaks=("side client",),
)
