"""Dante, a SOCKS server."""

from __future__ import annotations

from tlswhy.products import Product, Role
from tlswhy.products.saying import Saying

_SAYINGS = (
    Saying(
        "unknown SOCKS version ",
        ("socks-version {version}", "side server"),
        (
            "May  6 07:08:09 (1714979289.123456) danted[12]: info: block(1): tcp/accept ]: "
            "192.0.2.7.50000 198.51.100.1.1080: error after reading 1 byte in 0 seconds: "
            "unknown SOCKS version 67 in client request"
        ),
        "sockd/sockd_negotiate.c, 1.4",
        pattern=r"unknown SOCKS version (?P<version>\d{1,3}) in client request",
    ),
    Saying(
        "): tcp/connect ]:",
        ("socks-reply 2",),
        (
            "May  6 07:08:09 (1714979289.123456) danted[12]: info: block(2): tcp/connect "
            "]: 192.0.2.7.50000 198.51.100.1.1080 -> 0.0.0.0.0 www.example.org.443"
        ),
        "sockd/log.c, 1.4",
        pattern=r"block\(\d{1,4}\): tcp/connect",
    ),
    Saying(
        ": remote peer error (Connection refused)",
        ("socks-reply 5",),
        (
            "May  6 07:08:09 (1714979289.123456) danted[12]: info: pass(2): tcp/connect ]: "
            "0 -> 192.0.2.7.50000 198.51.100.1.1080 -> 0, 0 -> 198.51.100.1.38741 "
            "198.51.100.9.443 -> 0: remote peer error (Connection refused).  Session "
            "duration: 0s"
        ),
        "sockd/log.c, 1.4",
    ),
    Saying(
        ": remote peer error (",
        ("socks-reply 4",),
        (
            "May  6 07:08:09 (1714979289.123456) danted[12]: info: pass(2): tcp/connect ]: "
            "0 -> 192.0.2.7.50000 198.51.100.1.1080 -> 0: remote peer error (No route to "
            "host).  Session duration: 0s"
        ),
        "sockd/log.c, 1.4",
        pattern=(
            r"tcp/connect \]: .{0,300}: remote peer error \((?:No route|Network|Connection "
            r"timed|Host)"
        ),
    ),
    Saying(
        "no match for authentication",
        ("socks-auth",),
        (
            "May  6 07:08:09 (1714979289.123456) danted[12]: info: block(1): tcp/accept ]: "
            "no match for authentication method"
        ),
        "sockd/auth, 1.4",
        certain=False,
    ),
    Saying(
        "system password authentication failed for user",
        ("socks-auth",),
        (
            "May  6 07:08:09 (1714979289.123456) danted[12]: info: block(1): tcp/accept ]: "
            "192.0.2.7.50000 198.51.100.1.1080: system password authentication failed for "
            'user "proxy"'
        ),
        "sockd/auth_password.c, 1.4",
    ),
)

PRODUCT = Product(
    name="Dante",
    roles=(Role.FORWARD_PROXY,),
    sayings=_SAYINGS,
    speaks=("role forward-proxy",),
)
