"""Proxmox: pveproxy and its siblings."""

from __future__ import annotations

from tlswhy.products import Product, Role
from tlswhy.products.saying import Saying

_SOURCE = "pve-http-server, src/PVE/APIServer/AnyEvent.pm, 4 to 5"

PRODUCT = Product(
    name="Proxmox",
    roles=(Role.SERVER, Role.REVERSE_PROXY),
    speaks=("side server",),
    sayings=(
        Saying(
            "problem with client ",
            ("handshake-failed",),
            (
                "May  6 07:08:09 pve1 pveproxy[4711]: problem with client ::ffff:192.0.2.7; "
                "ssl3_read_bytes: sslv3 alert certificate unknown"
            ),
            _SOURCE,
            pattern=(
                r"problem with client (?:::ffff:)?(?P<client>[\da-f.:]{3,45});"
                r" .{0,120}(?i:ssl|tls|alert)"
            ),
        ),
    ),
)
