"""Kong, an API gateway on OpenResty."""

from __future__ import annotations

from tlswhy.products import Product, Role
from tlswhy.products.saying import Saying

_SAYINGS = (
    Saying(
        "Please use HTTPS protocol",
        ("http-status 426", "plain-received http"),
        'HTTP/1.1 426 Upgrade Required {"message":"Please use HTTPS protocol"}',
        "kong/runloop/handler.lua, 3.6",
    ),
    Saying(
        "Please use HTTP2 protocol",
        ("http-status 426", "no-alpn"),
        'HTTP/1.1 426 Upgrade Required {"message":"Please use HTTP2 protocol"}',
        "kong/runloop/handler.lua, 3.6",
    ),
    Saying(
        "An invalid response was received from the upstream server",
        ("leg upstream", "upstream-failed", "http-status 502"),
        '{"message":"An invalid response was received from the upstream server"}',
        "kong/error_handlers.lua, 3.6",
        certain=False,
    ),
    Saying(
        "The upstream server is currently unavailable",
        ("leg upstream", "upstream-failed", "http-status 503"),
        '{"message":"The upstream server is currently unavailable"}',
        "kong/error_handlers.lua, 3.6",
        certain=False,
    ),
    Saying(
        "No required TLS certificate was sent",
        ("client-cert-absent", "side server", "leg downstream"),
        '{"message":"No required TLS certificate was sent"}',
        "mtls-auth plugin",
    ),
    Saying(
        "TLS certificate failed verification",
        ("client-verify failed", "side server", "leg downstream"),
        '{"message":"TLS certificate failed verification"}',
        "mtls-auth plugin",
    ),
)

PRODUCT = Product(
    name="Kong",
    roles=(Role.REVERSE_PROXY,),
    sayings=_SAYINGS,
    speaks=("role reverse-proxy",),
)
