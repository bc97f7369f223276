"""urllib3 and requests, which most Python programs speak HTTP with."""

from __future__ import annotations

from tlswhy.model.diagnosis import Remedy
from tlswhy.products import WEB, Product, Recipe, Role
from tlswhy.products.saying import Saying

_POOL = "src/urllib3/connectionpool.py, 1.26 to 2.6"
_PROXY = "src/urllib3/connectionpool.py, connection.py: _wrap_proxy_error, 1.25 to 2.6"
_HOST = r"[\w.:-]{1,253}"
_INSIDE = (
    # What the cause in parentheses says of the way to the proxy, the telling ones first.
    (
        r"(?:[A-Z]\w+\()*'?[^']{0,40}Tunnel connection failed: (?P<status>[1-9]\d\d)",
        "OSError('Tunnel connection failed: 407 Proxy Authentication Required')",
        ("proxy-answered {status}",),
    ),
    (
        r".{0,120}?(?:WRONG_VERSION_NUMBER|UNKNOWN_PROTOCOL|RECORD_LAYER_FAILURE|record layer failure)",
        "SSLError(SSLError(1, '[SSL: WRONG_VERSION_NUMBER] wrong version number (_ssl.c:1000)'))",
        ("proxy-not-tls", "proxy-url https"),
    ),
    (
        r".{0,120}?(?:handshake operation timed out)",
        "timeout('_ssl.c:1112: The handshake operation timed out')",
        ("handshake-timeout", "proxy-not-tls", "proxy-url https"),
    ),
    (
        r".{0,120}?(?:SSLCertVerificationError|CERTIFICATE_VERIFY_FAILED|CertificateError)",
        "SSLError(SSLCertVerificationError(1, '[SSL: CERTIFICATE_VERIFY_FAILED] certificate verify failed'))",
        ("proxy-cert", "proxy-url https"),
    ),
    (
        r".{0,120}?(?:SSLEOFError|EOF occurred|UNEXPECTED_EOF)",
        "SSLError(SSLEOFError(8, 'EOF occurred in violation of protocol (_ssl.c:1007)'))",
        ("eof", "proxy-url https"),
    ),
    (
        r"(?:ConnectionResetError|OSError\(10054|error\(104|ProtocolError.{0,60}ConnectionReset)",
        "ConnectionResetError(104, 'Connection reset by peer')",
        ("reset",),
    ),
    (
        r"(?:RemoteDisconnected|BadStatusLine|OSError\(0, 'Error'\)|error\(0, 'Error'\))",
        "RemoteDisconnected('Remote end closed connection without response')",
        ("eof",),
    ),
    (
        r"(?:FileNotFoundError|OSError\(2,|InvalidProxyConfigurationWarning)",
        "FileNotFoundError(2, 'No such file or directory')",
        ("config-error",),
    ),
    (
        r"(?!.{0,160}?(?:Tunnel connection|SSL|_ssl|ConnectionReset|10054|error\(104|RemoteDisc|BadStatus|FileNotFound|OSError\([02],|error\(0,))",
        "NewConnectionError('<urllib3.connection.HTTPSConnection object at 0x7f>: Failed to establish a new connection: [Errno 111] Connection refused')",
        ("proxy-unreachable",),
    ),
)

PRODUCT = Product(
    name="urllib3 and requests",
    roles=(Role.CLIENT,),
    services=WEB,
    recipes={
        Remedy.TRUST_CA: Recipe(
            "requests brings roots of its own (certifi); or let it use the system's.",
            (
                'cat "$(python3 -m certifi)" {ca}.pem > bundle.pem',
                "export REQUESTS_CA_BUNDLE=$PWD/bundle.pem",
                "# or, in the program, with the package truststore:",
                "import truststore; truststore.inject_into_ssl()",
            ),
        ),
        Remedy.PRESENT_CLIENT_CERTIFICATE: Recipe(
            "client.pem holds the certificate and its chain.",
            ('requests.get("https://{host}:{port}/", cert=("client.pem", "client.key"))',),
        ),
        Remedy.PROXY_URL_HTTP: Recipe(
            "The name of the variable is the target's scheme, the URL in it the proxy's.",
            ("export HTTPS_PROXY=http://{proxy}",),
        ),
        Remedy.PROXY_CREDENTIALS: Recipe(
            "Basic alone; characters like @ in percent encoding.",
            ("export HTTPS_PROXY=http://USER:PASSWORD@{proxy}",),
        ),
        Remedy.BYPASS_PROXY: Recipe("For the shell.", ("export NO_PROXY=localhost,{host}",)),
    },
    sayings=(
        *(
            Saying(
                words,
                (*means, "proxy-set", "leg proxy"),
                f"(Caused by {words}{end}', {example}))",
                _PROXY,
                pattern=rf"{words.replace('(', '[(]')}[^']{{0,300}}'\W{{1,3}}{inside}",
            )
            for words, end in (
                ("ProxyError('Cannot connect to proxy", "."),
                ("ProxyError('Unable to connect to proxy", ""),
            )
            for inside, example, means in _INSIDE
        ),
        Saying(
            "Your proxy appears to only use HTTP and not HTTPS",
            ("proxy-not-tls", "proxy-url https"),
            "ProxyError('Your proxy appears to only use HTTP and not HTTPS, try changing your proxy URL to be HTTP. See: the documentation', SSLError(SSLError(1, '[SSL: WRONG_VERSION_NUMBER] wrong version number (_ssl.c:1129)')))",
            _PROXY,
        ),
        Saying(
            "Your proxy supports only HTTP and not HTTPS",
            ("proxy-not-tls", "proxy-url https"),
            "Your proxy supports only HTTP and not HTTPS, try changing your proxy URL",
            "src/urllib3/exceptions.py, 1.26",
        ),
        Saying(
            "in _connect_tls_proxy",
            ("proxy-url https", "proxy-set"),
            '  File "urllib3/connection.py", line 430, in _connect_tls_proxy',
            "src/urllib3/connection.py, 1.26",
        ),
        Saying(
            "in _prepare_proxy",
            ("proxy-set",),
            '  File "urllib3/connectionpool.py", line 1037, in _prepare_proxy',
            _POOL,
        ),
        Saying(
            "TLS in TLS requires support for the 'ssl' module",
            ("tls-in-tls", "proxy-url https"),
            "ProxySchemeUnsupported: TLS in TLS requires support for the 'ssl' module",
            "src/urllib3/util/ssl_.py, 1.26",
        ),
        Saying(
            "TLS in TLS requires SSLContext.wrap_bio()",
            ("tls-in-tls", "proxy-url https"),
            "ProxySchemeUnsupported: TLS in TLS requires SSLContext.wrap_bio() which isn't available on non-native SSLContext",
            "src/urllib3/util/ssltransport.py, 1.26",
        ),
        Saying(
            "Contacting HTTPS destinations through HTTPS proxies",
            ("tls-in-tls", "proxy-url https"),
            "ProxySchemeUnsupported: Contacting HTTPS destinations through HTTPS proxies 'via CONNECT tunnels' is not supported in urllib3",
            "src/urllib3/poolmanager.py, 1.26.0",
        ),
        Saying(
            "Max retries exceeded with url:",
            ("side client",),
            "HTTPSConnectionPool(host='a.example', port=443): Max retries exceeded with url: / (Caused by SSLError(SSLEOFError(8, 'EOF occurred')))",
            _POOL,
            pattern=rf"HTTPSConnectionPool\(host=u?'(?P<host>{_HOST})', port=(?P<port>\d{{1,5}})\): Max retries",
        ),
        Saying(
            "Max retries exceeded with url:",
            ("side client",),
            "HTTPConnectionPool(host='a.example', port=80): Max retries exceeded with url: /",
            _POOL,
            pattern=r"(?<!S)ConnectionPool\(host=u?'[^']{1,253}', port=\d{1,5}\): Max retries|^Max retries exceeded with url",
            certain=False,
        ),
        Saying(
            ": Read timed out. (read timeout=",
            ("handshake-timeout", "side client"),
            "ReadTimeoutError(\"HTTPSConnectionPool(host='a.example', port=443): Read timed out. (read timeout=15)\")",
            _POOL,
            pattern=rf"HTTPSConnectionPool\(host=u?'(?P<host>{_HOST})', port=(?P<port>\d{{1,5}})\): Read timed out",
            certain=False,
        ),
        Saying(
            "timed out. (connect timeout=",
            ("connect-timeout", "side client"),
            "ConnectTimeoutError(<urllib3.connection.HTTPSConnection object at 0x7f>, 'Connection to a.example timed out. (connect timeout=15)')",
            "src/urllib3/connection.py",
            pattern=rf"Connection to (?P<host>{_HOST}) timed out\. \(connect timeout=",
            certain=False,
        ),
        Saying(
            "Failed to establish a new connection: [Errno",
            ("refused", "side client"),
            "NewConnectionError: <urllib3.connection.HTTPSConnection object at 0x7f>: Failed to establish a new connection: [Errno 111] Connection refused",
            "src/urllib3/connection.py",
            pattern=r"new connection: \[Errno (?:111|61|10061)\]",
            certain=False,
        ),
        Saying(
            "NameResolutionError",
            ("dns-failed", "side client"),
            "NameResolutionError(\"<urllib3.connection.HTTPSConnection object at 0x7f>: Failed to resolve 'a.example' ([Errno -2] Name or service not known)\")",
            "src/urllib3/exceptions.py, 2.0",
            pattern=rf"NameResolutionError.{{0,160}}Failed to resolve '(?P<host>{_HOST})'",
            certain=False,
        ),
        Saying(
            "Unverified HTTPS request is being made",
            (),
            "InsecureRequestWarning: Unverified HTTPS request is being made to host 'a.example'. Adding certificate verification is strongly advised.",
            _POOL,
        ),
        Saying(
            "Certificate for ",
            ("verify no-san",),
            "SubjectAltNameWarning: Certificate for a.example has no `subjectAltName`, falling back to check for a `commonName` for now.",
            "src/urllib3/connection.py, 1.26",
            pattern=rf"Certificate for (?P<host>{_HOST}) has no `subjectAltName`",
            certain=False,
        ),
        Saying(
            "Certificate did not match expected hostname:",
            ("verify name",),
            "Certificate did not match expected hostname: a.example. Certificate: {'subject': ((('commonName', 'b.example'),),)}",
            "src/urllib3/connection.py: _match_hostname",
            pattern=rf"did not match expected hostname: (?P<host>{_HOST}?)\. ",
        ),
        Saying(
            "Fingerprints did not match. Expected",
            ("verify pin",),
            'SSLError: Fingerprints did not match. Expected "aa11", got "bb22"',
            "src/urllib3/util/ssl_.py",
        ),
        Saying(
            "Client private key is encrypted, password is required",
            ("client-key",),
            "SSLError: Client private key is encrypted, password is required",
            "src/urllib3/util/ssl_.py",
        ),
        Saying(
            "Can't connect to HTTPS URL because the SSL module is not available",
            ("config-error",),
            'SSLError("Can\'t connect to HTTPS URL because the SSL module is not available.")',
            _POOL,
        ),
        Saying(
            "urllib3 v2 only supports OpenSSL 1.1.1+",
            ("config-error",),
            "ImportError: urllib3 v2 only supports OpenSSL 1.1.1+, currently the 'ssl' module is compiled with 'OpenSSL 1.0.2k-fips  26 Jan 2017'.",
            "src/urllib3/__init__.py, 2.0",
            pattern=r"ImportError: urllib3 v2",
        ),
        Saying(
            "has no attribute 'DEFAULT_CIPHERS'",
            ("config-error",),
            "AttributeError: module 'urllib3.util.ssl_' has no attribute 'DEFAULT_CIPHERS'",
            "a program for 1.26 with 2.0",
        ),
        # requests.
        Saying(
            "Could not find a suitable TLS CA certificate bundle, invalid path:",
            ("ca-file",),
            "OSError: Could not find a suitable TLS CA certificate bundle, invalid path: /etc/ssl/nowhere.pem",
            "requests src/requests/adapters.py: cert_verify",
        ),
        Saying(
            "Could not find the TLS certificate file, invalid path:",
            ("client-key",),
            "OSError: Could not find the TLS certificate file, invalid path: client.pem",
            "requests src/requests/adapters.py: cert_verify",
        ),
        Saying(
            "Could not find the TLS key file, invalid path:",
            ("client-key",),
            "OSError: Could not find the TLS key file, invalid path: client.key",
            "requests src/requests/adapters.py: cert_verify",
        ),
        Saying(
            "Please check proxy URL. It is malformed",
            ("config-error", "proxy-set"),
            "requests.exceptions.InvalidProxyURL: Please check proxy URL. It is malformed and could be missing the host.",
            "requests src/requests/adapters.py",
        ),
        Saying(
            "Missing dependencies for SOCKS support",
            ("config-error", "proxy-set"),
            "requests.exceptions.InvalidSchema: Missing dependencies for SOCKS support.",
            "requests src/requests/adapters.py",
        ),
        Saying(
            "Unable to determine SOCKS version from",
            ("config-error", "proxy-set"),
            "ValueError: Unable to determine SOCKS version from socks://proxy.example:1080",
            "src/urllib3/contrib/socks.py",
        ),
        Saying(
            "Not supported proxy scheme",
            ("config-error", "proxy-set"),
            "urllib3.exceptions.ProxySchemeUnknown: Not supported proxy scheme None",
            "src/urllib3/exceptions.py, 1.2x",
        ),
        Saying(
            "Proxy URL had",
            ("config-error", "proxy-set"),
            "ProxySchemeUnknown: Proxy URL had no scheme, should start with http:// or https://",
            "src/urllib3/exceptions.py, 2.0",
            pattern=r"Proxy URL had (?:no scheme|unsupported scheme)",
        ),
        Saying(
            "requests.exceptions.SSLError",
            ("handshake-failed",),
            "requests.exceptions.SSLError: HTTPSConnectionPool(host='a.example', port=443): Max retries exceeded",
            "requests src/requests/exceptions.py",
        ),
        Saying(
            "requests.exceptions.ProxyError",
            ("proxy-set", "leg proxy"),
            "requests.exceptions.ProxyError: HTTPSConnectionPool(host='a.example', port=443): Max retries exceeded",
            "requests src/requests/exceptions.py",
        ),
        # PySocks, which both use for SOCKS.
        Saying(
            "SOCKS5 authentication failed",
            ("socks-auth",),
            "socks.SOCKS5AuthError: SOCKS5 authentication failed",
            "PySocks socks.py, 1.7",
            pattern="(?-i:SOCKS5 authentication failed)",
        ),
        *(
            Saying(words, means, example, "PySocks socks.py, 1.7")
            for words, means, example in (
                (
                    "All offered SOCKS5 authentication methods were rejected",
                    ("socks-auth",),
                    "socks.SOCKS5AuthError: All offered SOCKS5 authentication methods were rejected",
                ),
                (
                    "SOCKS5 proxy server sent invalid data",
                    ("socks-to-http",),
                    "socks.GeneralProxyError: SOCKS5 proxy server sent invalid data",
                ),
                (
                    "SOCKS4 proxy server sent invalid data",
                    ("socks-to-http",),
                    "socks.GeneralProxyError: SOCKS4 proxy server sent invalid data",
                ),
                (
                    "HTTP proxy server sent invalid response",
                    ("socks-to-http",),
                    "socks.GeneralProxyError: HTTP proxy server sent invalid response",
                ),
                (
                    "HTTP proxy server did not return HTTP status",
                    ("socks-to-http",),
                    "socks.HTTPError: HTTP proxy server did not return HTTP status",
                ),
                (
                    "socks.ProxyConnectionError: Error connecting to",
                    ("proxy-unreachable",),
                    "socks.ProxyConnectionError: Error connecting to SOCKS5 proxy proxy.example:1080: [Errno 111] Connection refused",
                ),
            )
        ),
        *(
            Saying(
                "socks.SOCKS5Error: 0x0",
                (f"socks-reply {code}",),
                f"socks.SOCKS5Error: 0x0{code}: {text}",
                "PySocks socks.py, 1.7",
                pattern=rf"0x0{code}: {text}",
            )
            for code, text in (
                (1, "General SOCKS server failure"),
                (2, "Connection not allowed by ruleset"),
                (3, "Network unreachable"),
                (4, "Host unreachable"),
                (5, "Connection refused"),
                (6, "TTL expired"),
                (7, "Command not supported"),
                (8, "Address type not supported"),
            )
        ),
    ),
    speaks=("side client",),
)
