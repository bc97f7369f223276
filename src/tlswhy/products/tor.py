"""Tor, as a SOCKS proxy."""

from __future__ import annotations

from tlswhy.products import Product, Role
from tlswhy.products.saying import Saying

_SAYINGS = (
    Saying(
        "Tor is not an HTTP Proxy",
        ("socks-version 67", "side server"),
        "HTTP/1.0 501 Tor is not an HTTP Proxy",
        "src/core/proto/proto_socks.c, 0.4.8",
    ),
    Saying(
        "This is a SOCKS Proxy, Not An HTTP Proxy",
        ("socks-version 67", "side server"),
        "<title>This is a SOCKS Proxy, Not An HTTP Proxy</title>",
        "src/core/proto/proto_socks.c, 0.4.8",
    ),
    Saying(
        ("not recognized. (This port is not an HTTP proxy; did you want to use HTTPTunnelPort?)"),
        ("socks-version {version}", "side server"),
        (
            "May 06 07:08:09.000 [warn] Socks version 71 not recognized. (This port is not "
            "an HTTP proxy; did you want to use HTTPTunnelPort?)"
        ),
        "src/core/proto/proto_socks.c, 0.4.8",
        pattern=r"Socks version (?P<version>\d{1,3}) not recognized",
    ),
    Saying(
        "not recognized. (Tor is not an http proxy.)",
        ("socks-version {version}", "side server"),
        ("May 06 07:08:09.000 [warn] Socks version 71 not recognized. (Tor is not an http proxy.)"),
        "src/or/buffers.c, 0.2",
        pattern=r"Socks version (?P<version>\d{1,3}) not recognized",
    ),
    Saying(
        "Fetching socks handshake failed. Closing.",
        ("socks-version", "side server"),
        "May 06 07:08:09.000 [warn] Fetching socks handshake failed. Closing.",
        "src/core/or/connection_edge.c, 0.4.8",
    ),
    Saying(
        "Tried for 120 seconds to get a connection to",
        ("leg upstream", "upstream-failed"),
        (
            "May 06 07:08:09.000 [notice] Tried for 120 seconds to get a connection to "
            "[scrubbed]:443. Giving up."
        ),
        "src/core/or/connection_edge.c, 0.4.8",
        certain=False,
    ),
    Saying(
        "[warn] Proxy Client: unable to connect",
        ("proxy-unreachable",),
        (
            "May 06 07:08:09.000 [warn] Proxy Client: unable to connect OR connection to "
            '198.51.100.9:443 ("general SOCKS server failure")'
        ),
        "src/core/mainloop/connection.c, 0.4.8",
    ),
)

PRODUCT = Product(
    name="Tor",
    roles=(Role.FORWARD_PROXY,),
    sayings=_SAYINGS,
    speaks=("role tunnel",),
)
