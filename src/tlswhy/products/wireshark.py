"""Wireshark and tshark: what their column and tree say of an alert; whose it is they do not say."""

from __future__ import annotations

from tlswhy.products import Product, Role
from tlswhy.products.saying import Saying

PRODUCT = Product(
    name="Wireshark",
    roles=(Role.NETWORK,),
    sayings=(
        Saying(
            "Alert (Level: Fatal, Description:",
            (),
            "TLSv1.2 Record Layer: Alert (Level: Fatal, Description: Handshake Failure)",
            "epan/dissectors/packet-tls-utils.c, 2.6 to 4.4",
            pattern=r"Level: Fatal, Description: (?P<code>[A-Za-z ]{4,40}[a-z])\)",
            decode="alert",
        ),
    ),
)
