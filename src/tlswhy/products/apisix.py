"""Apache APISIX, an API gateway on OpenResty."""

from __future__ import annotations

from tlswhy.products import Product, Role
from tlswhy.products.saying import Saying

_SAYINGS = (
    Saying(
        "failed to match any SSL certificate by SNI",
        ("sni-unknown", "side server", "leg downstream"),
        (
            "2024/05/06 07:08:09 [error] 12#12: *34 [lua] init.lua:190: "
            "http_ssl_client_hello_phase(): failed to match any SSL certificate by SNI: "
            "www.example.com, context: ssl_client_hello_by_lua*"
        ),
        "apisix/ssl/router/radixtree_sni.lua, 3.8",
        pattern=r"failed to match any SSL certificate by SNI(?:: (?P<name>[\w.-]{1,253}))?",
    ),
    Saying(
        "failed to find any SSL certificate by SNI",
        ("sni-unknown", "side server", "leg downstream"),
        (
            "2024/05/06 07:08:09 [error] 12#12: *34 [lua] init.lua:190: failed to find any "
            "SSL certificate by SNI: www.example.com"
        ),
        "apisix/ssl/router/radixtree_sni.lua, 2.5",
        pattern=r"failed to find any SSL certificate by SNI(?:: (?P<name>[\w.-]{1,253}))?",
    ),
    Saying(
        "failed to find SNI: please check if the client requests via IP",
        ("sni-absent", "side server", "leg downstream"),
        (
            "2024/05/06 07:08:09 [error] 12#12: *34 [lua] init.lua:190: failed to find "
            "SNI: please check if the client requests via IP or uses an outdated protocol. "
            "If you need to report an issue, provide a packet capture file of the TLS "
            "handshake."
        ),
        "apisix/ssl.lua, 2.15",
    ),
    Saying(
        "failed to fetch ssl config:",
        ("no-certificate", "side server"),
        (
            "2024/05/06 07:08:09 [error] 12#12: *34 [lua] init.lua:190: failed to fetch "
            "ssl config: failed to find SNI"
        ),
        "apisix/init.lua, 2.5",
    ),
    Saying(
        "client certificate was not present",
        ("client-cert-absent", "side server", "leg downstream"),
        (
            "2024/05/06 07:08:09 [error] 12#12: *34 [lua] init.lua:230: client certificate "
            "was not present"
        ),
        "apisix/init.lua, 3.8",
    ),
    Saying(
        "client certificate verification is not passed:",
        ("client-verify failed", "side server", "leg downstream"),
        (
            "2024/05/06 07:08:09 [error] 12#12: *34 [lua] init.lua:230: client certificate "
            "verification is not passed: FAILED:self signed certificate"
        ),
        "apisix/init.lua, 3.8",
    ),
    Saying(
        "client certificate verified with SNI",
        ("misdirected", "side server", "leg downstream"),
        (
            "2024/05/06 07:08:09 [error] 12#12: *34 [lua] init.lua:230: client certificate "
            "verified with SNI a.example.com, but the host is b.example.com"
        ),
        "apisix/init.lua, 3.8",
    ),
)

PRODUCT = Product(
    name="APISIX",
    roles=(Role.REVERSE_PROXY,),
    sayings=_SAYINGS,
    speaks=("role reverse-proxy",),
)
