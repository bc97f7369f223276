"""OpenResty: what its Lua sockets and TLS hooks say."""

from __future__ import annotations

from tlswhy.products import Product, Role
from tlswhy.products.saying import Saying

_SAYINGS = (
    Saying(
        "failed to set ocsp stapling for",
        (
            "verify staple",
            "side server",
        ),
        (
            "[lua] ssl_certificate.lua:212: set_cert(): auto-ssl: failed to set ocsp "
            "stapling for www.example.com - continuing anyway - failed to get ocsp "
            "response: failed to validate OCSP response"
        ),
        "lua-resty-auto-ssl ssl_certificate.lua, 0.8 to 0.13",
    ),
    Saying(
        "failed to validate OCSP response",
        (
            "verify staple",
            "side server",
        ),
        (
            "failed to validate OCSP response (http://ocsp.example.com/): OCSP "
            "response not successful (6: unauthorized)"
        ),
        "lua-resty-auto-ssl ssl_certificate.lua; lua-resty-core ngx/ocsp.lua",
    ),
    Saying(
        "OCSP response not successful (",
        (
            "verify staple",
            "side server",
        ),
        ("failed to validate OCSP response: OCSP response not successful (6: unauthorized)"),
        "lua-nginx-module src/ngx_http_lua_ssl_ocsp.c, 0.10",
        pattern=r"OCSP response not successful \(\d: \w",
    ),
    Saying(
        "lua ssl certificate verify error: (",
        ("leg upstream", "side client"),
        (
            "2024/05/06 07:08:09 [error] 12#12: *34 lua ssl certificate verify error: (20: "
            "unable to get local issuer certificate), client: 192.0.2.7, server: "
            "www.example.com"
        ),
        "src/ngx_http_lua_socket_tcp.c, 1.21",
        pattern=r"lua ssl certificate verify error: \((?P<code>\d{1,3}):",
        decode="verify_code",
    ),
    Saying(
        'lua ssl certificate does not match host "',
        ("verify name", "leg upstream", "side client"),
        (
            "2024/05/06 07:08:09 [error] 12#12: *34 lua ssl certificate does not match "
            'host "origin.example.com", client: 192.0.2.7, server: www.example.com'
        ),
        "src/ngx_http_lua_socket_tcp.c, 1.21",
        pattern=r'lua ssl certificate does not match host \\?"(?P<name>[^"\\]{1,253})',
    ),
    Saying(
        "failed to do SSL handshake:",
        ("handshake-failed", "leg upstream", "side client"),
        (
            "2024/05/06 07:08:09 [error] 12#12: *34 [lua] app.lua:12: failed to do SSL "
            "handshake: handshake failed, client: 192.0.2.7, server: www.example.com"
        ),
        "lua-nginx-module's documentation of sslhandshake",
    ),
    Saying(
        "lua ssl server name:",
        ("sni sent", "leg upstream", "side client"),
        ('2024/05/06 07:08:09 [debug] 12#12: *34 lua ssl server name: "origin.example.com"'),
        "src/ngx_http_lua_socket_tcp.c, 1.21",
        certain=False,
    ),
    Saying(
        "context: ssl_certificate_by_lua*",
        ("side server", "leg downstream"),
        (
            "2024/05/06 07:08:09 [error] 12#12: *34 [lua] certificate.lua:12: no "
            "certificate for www.example.com, context: ssl_certificate_by_lua*, client: "
            "192.0.2.7, server: 0.0.0.0:443"
        ),
        "src/ngx_http_lua_ssl_certby.c, 1.21",
    ),
    Saying(
        "context: ssl_client_hello_by_lua*",
        ("side server", "leg downstream"),
        (
            "2024/05/06 07:08:09 [error] 12#12: *34 [lua] init.lua:12: hello refused, "
            "context: ssl_client_hello_by_lua*, client: 192.0.2.7, server: 0.0.0.0:9443"
        ),
        "src/ngx_http_lua_ssl_client_helloby.c, 1.21",
    ),
    Saying(
        "auto-ssl: could not determine domain for request (SNI not supported?)",
        ("sni-absent", "default-cert", "side server"),
        (
            "2024/05/06 07:08:09 [error] 12#12: *34 [lua] ssl_certificate.lua:12: "
            "auto-ssl: could not determine domain for request (SNI not supported?) - using "
            "fallback - "
        ),
        "lua-resty-auto-ssl: ssl_certificate.lua, 0.13",
    ),
    Saying(
        "- using fallback -",
        ("default-cert", "side server"),
        (
            "2024/05/06 07:08:09 [error] 12#12: *34 [lua] ssl_certificate.lua:12: "
            "auto-ssl: domain not allowed - using fallback - www.example.com"
        ),
        "lua-resty-auto-ssl: ssl_certificate.lua, 0.13",
        pattern="auto-ssl: .{1,120} - using fallback -",
    ),
)

PRODUCT = Product(
    name="OpenResty",
    roles=(
        Role.SERVER,
        Role.REVERSE_PROXY,
    ),
    sayings=_SAYINGS,
)
