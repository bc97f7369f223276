"""Microsoft IIS, with Application Request Routing as a reverse proxy."""

from __future__ import annotations

from tlswhy.products import Product, Role
from tlswhy.products.saying import Saying

_SAYINGS = (
    Saying(
        "HTTP Error 403.4 - Forbidden",
        ("http-status 403", "http-wants-tls", "side server"),
        "HTTP Error 403.4 - Forbidden SSL required",
        "IIS, HTTP status codes",
    ),
    Saying(
        " 403 4 ",
        ("http-status 403", "http-wants-tls", "side server"),
        (
            "2024-05-06 07:08:09 198.51.100.1 GET / - 443 - 192.0.2.7 Mozilla/5.0 - 403 4 "
            "2148204809 15"
        ),
        "IIS, HTTP status codes, W3C log: sc-status sc-substatus",
        pattern=r" 443 \S{1,60} \S{2,45} .{1,300} 403 4 \d{1,10}",
    ),
    Saying(
        "HTTP Error 403.5 - Forbidden",
        ("http-status 403", "no-shared-cipher", "side server"),
        "HTTP Error 403.5 - Forbidden SSL 128 required",
        "IIS, HTTP status codes",
    ),
    Saying(
        " 403 5 ",
        ("http-status 403", "no-shared-cipher", "side server"),
        (
            "2024-05-06 07:08:09 198.51.100.1 GET / - 443 - 192.0.2.7 Mozilla/5.0 - 403 5 "
            "2148204809 15"
        ),
        "IIS, HTTP status codes, W3C log: sc-status sc-substatus",
        pattern=r" 443 \S{1,60} \S{2,45} .{1,300} 403 5 \d{1,10}",
    ),
    Saying(
        "HTTP Error 403.7 - Forbidden",
        ("http-status 403", "client-cert-absent", "side server"),
        "HTTP Error 403.7 - Forbidden Client certificate required",
        "IIS, HTTP status codes",
    ),
    Saying(
        " 403 7 ",
        ("http-status 403", "client-cert-absent", "side server"),
        (
            "2024-05-06 07:08:09 198.51.100.1 GET / - 443 - 192.0.2.7 Mozilla/5.0 - 403 7 "
            "2148204809 15"
        ),
        "IIS, HTTP status codes, W3C log: sc-status sc-substatus",
        pattern=r" 443 \S{1,60} \S{2,45} .{1,300} 403 7 \d{1,10}",
    ),
    Saying(
        "HTTP Error 403.12 - Forbidden",
        ("http-status 403", "client-cert-refused", "side server"),
        "HTTP Error 403.12 - Forbidden Mapper denied access",
        "IIS, HTTP status codes",
    ),
    Saying(
        " 403 12 ",
        ("http-status 403", "client-cert-refused", "side server"),
        (
            "2024-05-06 07:08:09 198.51.100.1 GET / - 443 - 192.0.2.7 Mozilla/5.0 - 403 12 "
            "2148204809 15"
        ),
        "IIS, HTTP status codes, W3C log: sc-status sc-substatus",
        pattern=r" 443 \S{1,60} \S{2,45} .{1,300} 403 12 \d{1,10}",
    ),
    Saying(
        "HTTP Error 403.13 - Forbidden",
        ("http-status 403", "client-verify revoked", "side server"),
        "HTTP Error 403.13 - Forbidden Client certificate revoked",
        "IIS, HTTP status codes",
    ),
    Saying(
        " 403 13 ",
        ("http-status 403", "client-verify revoked", "side server"),
        (
            "2024-05-06 07:08:09 198.51.100.1 GET / - 443 - 192.0.2.7 Mozilla/5.0 - 403 13 "
            "2148204809 15"
        ),
        "IIS, HTTP status codes, W3C log: sc-status sc-substatus",
        pattern=r" 443 \S{1,60} \S{2,45} .{1,300} 403 13 \d{1,10}",
    ),
    Saying(
        "HTTP Error 403.16 - Forbidden",
        ("http-status 403", "client-verify failed", "side server"),
        "HTTP Error 403.16 - Forbidden Client certificate is untrusted or invalid",
        "IIS, HTTP status codes",
    ),
    Saying(
        " 403 16 ",
        ("http-status 403", "client-verify failed", "side server"),
        (
            "2024-05-06 07:08:09 198.51.100.1 GET / - 443 - 192.0.2.7 Mozilla/5.0 - 403 16 "
            "2148204809 15"
        ),
        "IIS, HTTP status codes, W3C log: sc-status sc-substatus",
        pattern=r" 443 \S{1,60} \S{2,45} .{1,300} 403 16 \d{1,10}",
    ),
    Saying(
        "HTTP Error 403.17 - Forbidden",
        ("http-status 403", "client-verify expired", "side server"),
        ("HTTP Error 403.17 - Forbidden Client certificate has expired or is not yet valid"),
        "IIS, HTTP status codes",
    ),
    Saying(
        " 403 17 ",
        ("http-status 403", "client-verify expired", "side server"),
        (
            "2024-05-06 07:08:09 198.51.100.1 GET / - 443 - 192.0.2.7 Mozilla/5.0 - 403 17 "
            "2148204809 15"
        ),
        "IIS, HTTP status codes, W3C log: sc-status sc-substatus",
        pattern=r" 443 \S{1,60} \S{2,45} .{1,300} 403 17 \d{1,10}",
    ),
    Saying(
        ("The page you are attempting to access is secured with Secure Sockets Layer (SSL)"),
        ("http-wants-tls",),
        ("The page you are attempting to access is secured with Secure Sockets Layer (SSL)."),
        "IIS, HTTP status codes",
    ),
    Saying(
        "requires your browser to have a Secure Sockets Layer (SSL) client certificate",
        ("client-cert-absent",),
        (
            "The page you are attempting to access requires your browser to have a Secure "
            "Sockets Layer (SSL) client certificate that the Web server recognizes."
        ),
        "IIS, HTTP status codes",
    ),
    Saying(
        "HTTP Error 502.3 - Bad Gateway",
        ("leg upstream", "upstream-failed", "role reverse-proxy"),
        (
            "HTTP Error 502.3 - Bad Gateway There was a connection error while trying to "
            "route the request."
        ),
        "Application Request Routing 3",
    ),
    Saying(
        "Your client certificate is either not trusted or is invalid",
        ("client-verify failed", "side server"),
        "Your client certificate is either not trusted or is invalid.",
        "IIS, HTTP status codes",
    ),
    Saying(
        ("Your client certificate was revoked, or the revocation status could not be determined"),
        ("client-verify revoked", "side server"),
        ("Your client certificate was revoked, or the revocation status could not be determined."),
        "IIS, HTTP status codes",
    ),
    Saying(
        "Your client certificate has expired or is not yet valid",
        ("client-verify expired", "side server"),
        "Your client certificate has expired or is not yet valid.",
        "IIS, HTTP status codes",
    ),
    Saying(
        "Module ApplicationRequestRouting",
        ("leg upstream", "upstream-failed", "role reverse-proxy"),
        (
            "Module ApplicationRequestRouting Notification ExecuteRequestHandler Handler "
            "ApplicationRequestRoutingHandler Error Code 0x80072f8f"
        ),
        "Application Request Routing 3, detailed error page",
        certain=False,
    ),
    Saying(
        "ApplicationRequestRoutingHandler",
        ("upstream-refused-cert", "verify failed", "leg upstream", "role reverse-proxy"),
        (
            "Module ApplicationRequestRouting Notification ExecuteRequestHandler Handler "
            "ApplicationRequestRoutingHandler Error Code 0x80072f8f"
        ),
        "Application Request Routing 3, detailed error page; WinHTTP's errors",
        pattern="ApplicationRequestRoutingHandler.{0,40}0x80072f8f",
    ),
    Saying(
        "ApplicationRequestRoutingHandler",
        ("handshake-failed", "leg upstream", "role reverse-proxy"),
        (
            "Module ApplicationRequestRouting Notification ExecuteRequestHandler Handler "
            "ApplicationRequestRoutingHandler Error Code 0x80072f7d"
        ),
        "Application Request Routing 3, detailed error page; WinHTTP's errors",
        pattern="ApplicationRequestRoutingHandler.{0,40}0x80072f7d",
    ),
    Saying(
        "ApplicationRequestRoutingHandler",
        ("verify name", "upstream-name", "leg upstream", "role reverse-proxy"),
        (
            "Module ApplicationRequestRouting Notification ExecuteRequestHandler Handler "
            "ApplicationRequestRoutingHandler Error Code 0x80072f06"
        ),
        "Application Request Routing 3, detailed error page; WinHTTP's errors",
        pattern="ApplicationRequestRoutingHandler.{0,40}0x80072f06",
    ),
    Saying(
        "ApplicationRequestRoutingHandler",
        ("verify issuer-unknown", "upstream-refused-cert", "leg upstream", "role reverse-proxy"),
        (
            "Module ApplicationRequestRouting Notification ExecuteRequestHandler Handler "
            "ApplicationRequestRoutingHandler Error Code 0x80072f0d"
        ),
        "Application Request Routing 3, detailed error page; WinHTTP's errors",
        pattern="ApplicationRequestRoutingHandler.{0,40}0x80072f0d",
    ),
    Saying(
        "ApplicationRequestRoutingHandler",
        ("verify expired", "upstream-refused-cert", "leg upstream", "role reverse-proxy"),
        (
            "Module ApplicationRequestRouting Notification ExecuteRequestHandler Handler "
            "ApplicationRequestRoutingHandler Error Code 0x80072f05"
        ),
        "Application Request Routing 3, detailed error page; WinHTTP's errors",
        pattern="ApplicationRequestRoutingHandler.{0,40}0x80072f05",
    ),
)

PRODUCT = Product(
    name="IIS",
    roles=(
        Role.SERVER,
        Role.REVERSE_PROXY,
    ),
    sayings=_SAYINGS,
)
