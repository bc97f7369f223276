"""NATS server and clients."""

from __future__ import annotations

from tlswhy.products import Product, Role
from tlswhy.products.saying import Saying

_SRV = "server/client.go, route.go, gateway.go, leafnode.go, 2.0 to 2.10"

PRODUCT = Product(
    name="NATS",
    roles=(Role.SERVER, Role.CLIENT),
    sayings=(
        Saying(
            "TLS handshake error:",
            ("handshake-failed", "side server"),
            (
                "[7] 2024/03/04 10:11:12.000000 [ERR] 192.0.2.7:51234 - cid:5 - TLS handshake"
                " error: remote error: tls: bad certificate"
            ),
            _SRV,
            pattern=(
                r"(?P<client>\d{1,3}(?:\.\d{1,3}){3}):\d{1,5} - (?:cid|rid|gid|lid|wid):\d{1,9}"
                r" - TLS (?:\w{1,12} )?handshake error:"
            ),
        ),
        Saying(
            "TLS route handshake error:",
            ("handshake-failed",),
            (
                "[7] [ERR] 192.0.2.7:6222 - rid:5 - TLS route handshake error: x509:"
                " certificate signed by unknown authority"
            ),
            _SRV,
        ),
        Saying(
            "TLS gateway handshake error:",
            ("handshake-failed",),
            (
                "[7] [ERR] 192.0.2.7:7222 - gid:5 - TLS gateway handshake error: x509:"
                " certificate signed by unknown authority"
            ),
            _SRV,
        ),
        Saying(
            "TLS leafnode handshake error:",
            ("handshake-failed",),
            (
                "[7] [ERR] 192.0.2.7:7422 - lid:5 - TLS leafnode handshake error: x509:"
                " certificate signed by unknown authority"
            ),
            _SRV,
        ),
        Saying(
            "connection closed: TLS Handshake Failure",
            ("handshake-failed",),
            ("[7] [DBG] 192.0.2.7:51234 - cid:5 - Client connection closed: TLS Handshake Failure"),
            _SRV,
        ),
        Saying(
            "nats: secure connection not available",
            ("starttls-missing", "side client"),
            "nats: error: nats: secure connection not available",
            "nats.go, 1.0 to 1.37",
        ),
        Saying(
            "nats: secure connection required",
            ("plain-received", "side client"),
            "nats: secure connection required",
            "nats.go, 1.0 to 1.37",
        ),
        Saying(
            "nats: no servers available for connection",
            ("handshake-failed", "side client"),
            "nats: error: nats: no servers available for connection",
            "nats.go, 1.0 to 1.37",
            certain=False,
        ),
    ),
)
