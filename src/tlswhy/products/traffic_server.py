"""Apache Traffic Server, as a forward and as a reverse proxy."""

from __future__ import annotations

from tlswhy.products import Product, Role
from tlswhy.products.saying import Saying

_SAYINGS = (
    Saying(
        "Core server certificate verification failed for (",
        ("upstream-refused-cert", "leg upstream", "side client"),
        (
            "[May  6 07:08:09.123] [ET_NET 1] WARNING: Core server certificate "
            "verification failed for (origin.example.com). Action=Terminate Error=unable "
            "to get local issuer certificate server=origin.example.com(198.51.100.9) "
            "depth=0"
        ),
        "src/iocore/net/SSLClientUtils.cc, 10.0",
        pattern=(
            r"verification failed for \((?P<upstream>[^)]{1,253})\)\. Action=\w+ "
            r"Error=(?P<code>[a-zA-Z' -]{8,60}) server="
        ),
        decode="verify_code",
    ),
    Saying(
        ") not in certificate. Action=",
        ("upstream-name", "verify name", "leg upstream", "side client"),
        (
            "[May  6 07:08:09.123] [ET_NET 1] WARNING: SNI (origin.example.com) not in "
            "certificate. Action=Terminate server=origin.example.com(198.51.100.9)"
        ),
        "src/iocore/net/SSLClientUtils.cc, 10.0",
        pattern=r"SNI \((?P<name>[^)]{1,253})\) not in certificate\. Action=",
    ),
    Saying(
        "SSL connection failed for '",
        ("handshake-failed", "leg upstream"),
        (
            "[May  6 07:08:09.123] [ET_NET 1] ERROR: SSL connection failed for "
            "'origin.example.com': error:0A000410:SSL routines::sslv3 alert handshake "
            "failure"
        ),
        "src/iocore/net/SSLNetVConnection.cc, 9.0",
        pattern="SSL connection failed for '(?P<upstream>[^']{1,253})'",
    ),
    Saying(
        "Tunnel or SSL Forbidden",
        ("proxy-answered 403", "role forward-proxy"),
        "HTTP/1.1 403 Tunnel Forbidden Tunnel or SSL Forbidden",
        "configs/body_factory/default/access#ssl_forbidden, 9.0",
    ),
    Saying(
        "is not an allowed port for Tunnel or SSL connections",
        ("proxy-answered 403", "role forward-proxy"),
        "Description: 8443 is not an allowed port for Tunnel or SSL connections.",
        "configs/body_factory/default/access#ssl_forbidden, 9.0",
    ),
    Saying(
        "403 Tunnel Forbidden",
        ("proxy-answered 403", "role forward-proxy"),
        "HTTP/1.1 403 Tunnel Forbidden",
        "src/proxy/http/HttpTransact.cc, 9.0",
    ),
    Saying(
        "Tunnel Connection Failed",
        ("proxy-answered 502", "role forward-proxy", "leg upstream", "upstream-failed"),
        "HTTP/1.1 502 Tunnel Connection Failed",
        "src/proxy/http/HttpTransact.cc, 9.0",
    ),
    Saying(
        "Could Not Connect Description: Could not connect to the requested server host",
        ("leg upstream", "upstream-failed"),
        "Could Not Connect Description: Could not connect to the requested server host.",
        "configs/body_factory/default/connect#failed_connect, 9.0",
        certain=False,
    ),
    Saying(
        "ERR_CONNECT_FAIL/502",
        ("leg upstream", "upstream-failed"),
        (
            "1714979289.123 3 192.0.2.7 ERR_CONNECT_FAIL/502 512 GET "
            "https://www.example.com/ - DIRECT/origin.example.com text/html"
        ),
        "doc: squid log format, 9.0",
        certain=False,
    ),
)

PRODUCT = Product(
    name="Apache Traffic Server",
    roles=(
        Role.FORWARD_PROXY,
        Role.REVERSE_PROXY,
    ),
    sayings=_SAYINGS,
)
