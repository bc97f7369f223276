"""httpx, and httpcore under it."""

from __future__ import annotations

from tlswhy.model.diagnosis import Remedy
from tlswhy.products import WEB, Product, Recipe, Role
from tlswhy.products.saying import Saying

_HTTPX = "httpx/_exceptions.py, _transports/default.py, 0.2x"
_HTTPCORE = "httpcore/_sync/http_proxy.py, socks_proxy.py, 1.0"

PRODUCT = Product(
    name="httpx",
    roles=(Role.CLIENT,),
    services=WEB,
    recipes={
        Remedy.TRUST_CA: Recipe(
            "For one client; the variable works for all, without certifi's roots.",
            (
                'ctx = ssl.create_default_context(cafile="{ca}.pem")',
                "client = httpx.Client(verify=ctx)",
                "export SSL_CERT_FILE=/path/to/bundle.pem",
            ),
        ),
        Remedy.PROXY_URL_HTTP: Recipe(
            "For one client.", ('client = httpx.Client(proxy="http://{proxy}")',)
        ),
    },
    sayings=(
        Saying(
            "httpx.ProxyError:",
            ("proxy-answered {status}", "leg proxy"),
            "httpx.ProxyError: 407 Proxy Authentication Required",
            _HTTPX,
            pattern=r"httpx\.ProxyError: (?P<status>[1-9]\d\d)\b",
        ),
        Saying(
            "httpcore.ProxyError:",
            ("proxy-answered {status}", "leg proxy"),
            "httpcore.ProxyError: 403 Forbidden",
            _HTTPCORE,
            pattern=r"httpcore\.ProxyError: (?P<status>[1-9]\d\d)\b",
        ),
        Saying(
            "httpx.ConnectError:",
            (),
            "httpx.ConnectError: [SSL: CERTIFICATE_VERIFY_FAILED] certificate verify failed (_ssl.c:1000)",
            _HTTPX,
            certain=False,
        ),
        Saying(
            "httpx.ConnectTimeout:",
            ("handshake-timeout",),
            "httpx.ConnectTimeout: _ssl.c:983: The handshake operation timed out",
            _HTTPX,
            pattern=r"httpx\.ConnectTimeout: .{0,40}handshake",
        ),
        Saying(
            "httpx.ConnectTimeout",
            ("connect-timeout",),
            "httpx.ConnectTimeout: timed out",
            _HTTPX,
            pattern=r"httpx\.ConnectTimeout(?!.{0,40}handshake)",
            certain=False,
        ),
        Saying(
            "All connection attempts failed",
            ("refused",),
            "httpx.ConnectError: All connection attempts failed",
            "anyio/_core/_sockets.py",
            certain=False,
        ),
        Saying(
            "Server disconnected without sending a response",
            ("eof",),
            "httpx.RemoteProtocolError: Server disconnected without sending a response.",
            "httpcore/_sync/http11.py",
            certain=False,
        ),
        Saying(
            "illegal status line: bytearray(b'",
            ("http-wants-tls",),
            "httpx.RemoteProtocolError: illegal status line: bytearray(b'\\x15\\x03\\x01\\x00\\x02\\x02P')",
            "h11/_readers.py",
            pattern=r"illegal status line: bytearray\(b'\\x15\\x03",
        ),
        Saying(
            "Unknown scheme for proxy URL",
            ("config-error", "proxy-set"),
            "ValueError: Unknown scheme for proxy URL URL('socks://proxy.example:1080')",
            "httpx/_config.py",
        ),
        Saying(
            "Proxy protocol must be either",
            ("config-error", "proxy-set"),
            "ValueError: Proxy protocol must be either 'http', 'https', 'socks5', or 'socks5h', but got 'socks'.",
            "httpx/_transports/default.py",
        ),
        Saying(
            "Using SOCKS proxy, but the 'socksio' package is not installed",
            ("config-error", "proxy-set"),
            "ImportError: Using SOCKS proxy, but the 'socksio' package is not installed.",
            "httpx/_transports/default.py",
        ),
        *(
            Saying(
                f"Proxy Server could not connect: {text}",
                (f"socks-reply {code}",),
                f"httpx.ProxyError: Proxy Server could not connect: {text}.",
                _HTTPCORE,
            )
            for code, text in (
                (1, "General SOCKS server failure"),
                (2, "Connection not allowed by ruleset"),
                (3, "Network unreachable"),
                (4, "Host unreachable"),
                (5, "Connection refused"),
                (6, "TTL expired"),
            )
        ),
        Saying(
            "from proxy server, but got",
            ("socks-auth",),
            "httpx.ProxyError: Requested NO AUTHENTICATION REQUIRED from proxy server, but got NO ACCEPTABLE METHODS.",
            _HTTPCORE,
            pattern=r"Requested [A-Z/ ]{3,40} from proxy server, but got",
        ),
    ),
    speaks=("side client",),
)
