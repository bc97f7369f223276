"""aiohttp, its SOCKS helpers, and the servers on it."""

from __future__ import annotations

from tlswhy.model.diagnosis import Remedy
from tlswhy.products import WEB, Product, Recipe, Role
from tlswhy.products.saying import Saying

_CONNECTOR = "aiohttp/connector.py, client_exceptions.py, 3.7 to 3.12"
_SOCKS = "python-socks python_socks/, which aiohttp-socks and httpx-socks use"
_WHERE = r"Cannot connect to host (?P<host>[\w.:-]{1,253}?):(?P<port>\d{1,5}) ssl:"

PRODUCT = Product(
    name="aiohttp",
    roles=(Role.CLIENT, Role.SERVER),
    services=WEB,
    recipes={
        Remedy.TRUST_CA: Recipe(
            "For one session.",
            (
                'ctx = ssl.create_default_context(cafile="{ca}.pem")',
                "session = aiohttp.ClientSession(connector=aiohttp.TCPConnector(ssl=ctx))",
            ),
        ),
        Remedy.USE_PROXY: Recipe(
            "It looks at the environment only when told to.",
            ("session = aiohttp.ClientSession(trust_env=True)",),
        ),
    },
    sayings=(
        Saying(
            "HTTPS proxies",
            (
                "tls-in-tls to-proxy",
                "proxy-url https",
                "side client",
            ),
            "HTTPS proxies https://proxy.example.com:1443 are not supported, ignoring",
            "aiohttp/client.py, 3.0 to 3.7",
            pattern=r"HTTPS proxies (?P<proxy>https://\S{1,253}) are not supported, ignoring",
        ),
        Saying(
            "Cannot connect to host",
            ("side client",),
            "aiohttp.client_exceptions.ClientConnectorError: Cannot connect to host a.example:443 ssl:True [None]",
            _CONNECTOR,
            pattern=_WHERE,
        ),
        Saying(
            "ClientConnectorCertificateError",
            ("verify failed", "side client"),
            "aiohttp.client_exceptions.ClientConnectorCertificateError: Cannot connect to host a.example:443 ssl:True [SSLCertVerificationError: (1, '')]",
            _CONNECTOR,
        ),
        Saying(
            "ClientConnectorSSLError",
            ("handshake-failed", "side client"),
            "aiohttp.client_exceptions.ClientConnectorSSLError: Cannot connect to host a.example:443 ssl:default [[SSL: WRONG_VERSION_NUMBER] wrong version number (_ssl.c:1000)]",
            _CONNECTOR,
        ),
        Saying(
            "ClientProxyConnectionError",
            ("proxy-unreachable", "side client"),
            "aiohttp.client_exceptions.ClientProxyConnectionError: Cannot connect to host proxy.example:3128 ssl:default [Connect call failed ('192.0.2.1', 3128)]",
            _CONNECTOR,
            pattern=r"ClientProxyConnectionError(?:: Cannot connect to host (?P<proxy>[\w.-]{1,253}))?",
        ),
        Saying(
            "ClientHttpProxyError",
            ("proxy-answered {status}", "leg proxy", "side client"),
            "aiohttp.client_exceptions.ClientHttpProxyError: 407, message='Proxy Authentication Required', url=URL('http://proxy.example:3128')",
            _CONNECTOR,
            pattern=r"ClientHttpProxyError\W{1,4}(?P<status>[1-9]\d\d)",
        ),
        Saying(
            "Cannot initialize a TLS-in-TLS connection to host",
            ("tls-in-tls", "proxy-url https", "side client"),
            "TypeError: Cannot initialize a TLS-in-TLS connection to host a.example:443 through an underlying connection to an HTTPS proxy proxy.example:443 ssl:default [transport is not supported by start_tls()]",
            "aiohttp/connector.py, 3.8",
            pattern=r"connection to host (?P<host>[\w.-]{1,253}):(?P<port>\d{1,5})",
        ),
        Saying(
            "An HTTPS request is being sent through an HTTPS proxy",
            ("tls-in-tls", "proxy-url https", "side client"),
            "RuntimeWarning: An HTTPS request is being sent through an HTTPS proxy. This support for TLS in TLS is known to be disabled in the stdlib asyncio (Python <3.11).",
            "aiohttp/connector.py, 3.8",
        ),
        Saying(
            "Only http proxies are supported",
            ("tls-in-tls", "proxy-set", "side client"),
            "ValueError: Only http proxies are supported",
            "aiohttp/client_reqrep.py, to 3.7",
        ),
        Saying(
            "ServerFingerprintMismatch",
            ("verify pin", "side client"),
            "aiohttp.client_exceptions.ServerFingerprintMismatch: <ServerFingerprintMismatch expected=b'aa' got=b'bb' host='a.example' port=443>",
            _CONNECTOR,
        ),
        Saying(
            "ServerDisconnectedError",
            ("eof", "side client"),
            "aiohttp.client_exceptions.ServerDisconnectedError: Server disconnected",
            _CONNECTOR,
            certain=False,
        ),
        Saying(
            "Connection timeout to host https://",
            ("connect-timeout", "side client"),
            "aiohttp.client_exceptions.ConnectionTimeoutError: Connection timeout to host https://a.example/",
            _CONNECTOR,
            certain=False,
        ),
        Saying(
            "Connect call failed (",
            ("refused",),
            "[Connect call failed ('192.0.2.1', 443)]",
            "Lib/asyncio/selector_events.py",
            pattern=r"Connect call failed \('[\d.a-fA-F:]{2,45}', \d{1,5}",
            certain=False,
        ),
        Saying(
            "Invalid method encountered",
            ("tls-received", "side server"),
            "aiohttp.http_exceptions.BadHttpMethod: 400, message: Invalid method encountered: b'\\x16\\x03\\x01\\x02'",
            "aiohttp/http_parser.py",
            pattern=r"Invalid method encountered\W{1,12}b?\W{1,4}(?:\\x16\\x03|bytearray\(b'\\x16)",
        ),
        Saying(
            "Bad status line",
            ("tls-received", "side server"),
            "aiohttp.http_exceptions.BadStatusLine: 400, message=\"Bad status line '\\x16\\x03\\x01'\"",
            "aiohttp/http_exceptions.py",
            pattern=r"Bad status line .{0,60}\\x16\\x03",
        ),
        # python-socks.
        *(
            Saying(words, means, example, _SOCKS)
            for words, means, example in (
                (
                    "Unexpected SOCKS version number:",
                    ("socks-to-http",),
                    "python_socks._errors.ProxyError: Unexpected SOCKS version number: 72",
                ),
                (
                    "No acceptable authentication methods were offered",
                    ("socks-auth",),
                    "python_socks._errors.ProxyError: No acceptable authentication methods were offered",
                ),
                (
                    "Username and password authentication failure",
                    ("socks-auth",),
                    "python_socks._errors.ProxyError: Username and password authentication failure",
                ),
                (
                    "python_socks._errors.ProxyConnectionError",
                    ("proxy-unreachable",),
                    "python_socks._errors.ProxyConnectionError: [Errno 111] Couldn't connect to proxy proxy.example:1080",
                ),
                (
                    "python_socks._errors.ProxyTimeoutError",
                    ("proxy-unreachable",),
                    "python_socks._errors.ProxyTimeoutError: Proxy connection timed out: 60",
                ),
                (
                    "Couldn't connect to proxy",
                    ("proxy-unreachable",),
                    "[Errno 111] Couldn't connect to proxy proxy.example:1080 [Connection refused]",
                ),
            )
        ),
        Saying(
            "python_socks._errors.ProxyError:",
            ("proxy-answered {status}",),
            "python_socks._errors.ProxyError: 407 Proxy Authentication Required",
            _SOCKS,
            pattern=r"python_socks\._errors\.ProxyError: (?P<status>[1-9]\d\d)\b",
        ),
        *(
            Saying(
                f"python_socks._errors.ProxyError: {text}",
                (f"socks-reply {code}",),
                f"python_socks._errors.ProxyError: {text}",
                _SOCKS,
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
    ),
)
