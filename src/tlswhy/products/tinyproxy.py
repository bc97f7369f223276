"""tinyproxy, a small forward proxy."""

from __future__ import annotations

from tlswhy.model.diagnosis import Remedy
from tlswhy.products import Product, Recipe, Role
from tlswhy.products.saying import Saying

_SAYINGS = (
    Saying(
        "Refused CONNECT method on port",
        ("proxy-answered 403",),
        "INFO      May 06 07:08:09.123 [12]: Refused CONNECT method on port 8443",
        "src/reqs.c, 1.11",
        pattern=r"Refused CONNECT method on port (?P<port>\d{1,5})",
    ),
    Saying(
        "The CONNECT method not allowed with the port you tried to use",
        ("proxy-answered 403",),
        ("403 Access violation The CONNECT method not allowed with the port you tried to use."),
        "src/reqs.c, 1.11",
    ),
    Saying(
        "Unauthorized connection from",
        ("proxy-answered 403",),
        'NOTICE    May 06 07:08:09.123 [12]: Unauthorized connection from "192.0.2.7".',
        "src/acl.c, 1.11",
        certain=False,
    ),
    Saying(
        "The administrator of this proxy has not configured it to service requests from",
        ("proxy-answered 403",),
        (
            "The administrator of this proxy has not configured it to service requests "
            "from your host."
        ),
        "src/reqs.c, 1.11",
    ),
    Saying(
        "Proxying refused on filtered",
        ("proxy-answered 403",),
        (
            "NOTICE    May 06 07:08:09.123 [12]: Proxying refused on filtered domain "
            '"www.example.org"'
        ),
        "src/reqs.c, 1.11",
        pattern=r'Proxying refused on filtered \w{1,10} "(?P<host>[^"]{1,253})"',
    ),
    Saying(
        "The request you made has been filtered",
        ("proxy-answered 403",),
        "403 Filtered The request you made has been filtered",
        "src/reqs.c, 1.11",
    ),
    Saying(
        "This proxy requires authentication.",
        ("proxy-answered 407",),
        "407 Proxy Authentication Required This proxy requires authentication.",
        "src/reqs.c, 1.11",
    ),
    Saying(
        "Tinyproxy was unable to connect to the remote web server",
        ("proxy-answered 500", "leg upstream", "upstream-failed"),
        ("500 Unable to connect Tinyproxy was unable to connect to the remote web server."),
        "src/reqs.c, 1.11",
    ),
    Saying(
        "opensock: Could not establish a connection to",
        ("leg upstream", "upstream-failed"),
        (
            "ERROR     May 06 07:08:09.123 [12]: opensock: Could not establish a "
            "connection to www.example.org:443"
        ),
        "src/sock.c, 1.11",
        pattern=r"Could not establish a connection to (?P<host>[^\s:]{1,253}):(?P<port>\d{1,5})",
    ),
    Saying(
        "Could not retrieve all the headers from the client",
        ("tls-received", "side server"),
        ("WARNING   May 06 07:08:09.123 [12]: Could not retrieve all the headers from the client"),
        "src/reqs.c, 1.11",
        certain=False,
    ),
    Saying(
        "read_request_line: Client (file descriptor",
        ("eof", "side server"),
        (
            "ERROR     May 06 07:08:09.123 [12]: read_request_line: Client (file "
            "descriptor: 5) closed socket before read."
        ),
        "src/reqs.c, 1.11",
        certain=False,
    ),
    Saying(
        "opensock: Could not retrieve address info for",
        ("dns-failed", "leg upstream"),
        (
            "ERROR     May 06 07:08:09.123 [12]: opensock: Could not retrieve address info "
            "for www.example.org:443: Name or service not known"
        ),
        "src/sock.c, 1.11",
    ),
    Saying(
        "Could not connect to upstream proxy.",
        ("proxy-unreachable", "leg upstream"),
        "WARNING   May 06 07:08:09.123 [12]: Could not connect to upstream proxy.",
        "src/reqs.c, 1.11",
    ),
    Saying(
        "A network error occurred while trying to connect to the upstream web proxy",
        ("proxy-unreachable", "leg upstream"),
        (
            "404 Unable to connect to upstream proxy A network error occurred while trying "
            "to connect to the upstream web proxy."
        ),
        "src/reqs.c, 1.11",
    ),
)

PRODUCT = Product(
    name="tinyproxy",
    roles=(Role.FORWARD_PROXY,),
    recipes={
        Remedy.PROXY_ALLOW_CONNECT: Recipe(
            "Without any such line every port is allowed.",
            ("ConnectPort 443", "ConnectPort {port}"),
        ),
    },
    sayings=_SAYINGS,
    speaks=("role forward-proxy",),
)
