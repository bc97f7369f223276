"""Node.js 18 to 22, and npm."""

from __future__ import annotations

from tlswhy.model.diagnosis import Remedy
from tlswhy.products import Product, Recipe, Role
from tlswhy.products.saying import Saying

_TLS = "lib/_tls_wrap.js, lib/tls.js, 14 to 24"
_CRYPTO = "src/crypto/crypto_common.cc: X509ErrorCode, 14 to 24"
_TUNNEL = "tunnel-agent index.js, 0.4 to 0.6, which request and node-tunnel use"

# What follows "tunneling socket could not be established, cause=", the telling ones first.
_CAUSES: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    (
        r"(?:connect |getaddrinfo |queryA )?(?:E(?:CONNREFUSED|NOTFOUND|AI_AGAIN|TIMEDOUT|HOSTUNREACH|NETUNREACH)|.{0,60}?(?:connect E|getaddrinfo))",
        "connect ECONNREFUSED 192.0.2.1:3128",
        ("proxy-unreachable",),
    ),
    (
        r".{0,200}?(?:wrong version number|unknown protocol|packet length too long|EPROTO)",
        "write EPROTO 140735:error:1408F10B:SSL routines:ssl3_get_record:wrong version number:",
        ("proxy-not-tls", "proxy-url https"),
    ),
    (
        r".{0,60}?(?:certificate|altnames)",
        "unable to verify the first certificate",
        ("proxy-cert", "proxy-url https"),
    ),
    (r".{0,40}?(?:socket hang up|closed)", "socket hang up", ("eof", "leg proxy")),
    (r".{0,40}?ECONNRESET", "read ECONNRESET", ("reset", "leg proxy")),
    (r".{0,60}?Parse Error", "Parse Error", ("socks-to-http",)),
)

_CODES = (
    *(
        Saying(
            name,
            (),
            f"npm ERR! code {name}",
            _CRYPTO,
            pattern=rf"(?<!\w)(?P<code>{name})(?!\w)",
            decode="verify_code",
        )
        for name in (
            "UNABLE_TO_GET_ISSUER_CERT",
            "UNABLE_TO_GET_ISSUER_CERT_LOCALLY",
            "UNABLE_TO_VERIFY_LEAF_SIGNATURE",
            "UNABLE_TO_GET_CRL",
            "UNABLE_TO_DECRYPT_CERT_SIGNATURE",
            "CERT_SIGNATURE_FAILURE",
            "DEPTH_ZERO_SELF_SIGNED_CERT",
            "SELF_SIGNED_CERT_IN_CHAIN",
            "CERT_NOT_YET_VALID",
            "CERT_HAS_EXPIRED",
            "CRL_HAS_EXPIRED",
            "CRL_NOT_YET_VALID",
            "CERT_CHAIN_TOO_LONG",
            "CERT_REVOKED",
            "INVALID_CA",
            "PATH_LENGTH_EXCEEDED",
            "INVALID_PURPOSE",
            "CERT_UNTRUSTED",
            "CERT_REJECTED",
            "HOSTNAME_MISMATCH",
        )
    ),
    *(
        Saying(
            prefix,
            (),
            f"code: '{example}'",
            "src/crypto/crypto_util.cc, lib/internal/errors.js",
            pattern=rf"(?<!\w)(?P<code>{prefix}[A-Z0-9_/]{{4,60}})",
            decode="node_code",
        )
        for prefix, example in (
            ("ERR_SSL_", "ERR_SSL_WRONG_VERSION_NUMBER"),
            ("ERR_TLS_", "ERR_TLS_CERT_ALTNAME_INVALID"),
            ("ERR_OSSL_", "ERR_OSSL_PEM_NO_START_LINE"),
        )
    ),
    *(
        Saying(name, means, f"code: '{name}'", source, certain=False)
        for name, means, source in (
            (
                "UND_ERR_CONNECT_TIMEOUT",
                ("connect-timeout", "side client"),
                "undici lib/core/errors.js",
            ),
            ("UND_ERR_SOCKET", ("eof", "side client"), "undici lib/core/errors.js"),
        )
    ),
    Saying(
        "UND_ERR_PRX_TLS",
        ("proxy-cert", "proxy-url https", "side client"),
        "code: 'UND_ERR_PRX_TLS'",
        "undici lib/core/errors.js",
    ),
)

_MESSAGES = (
    Saying(
        "Client network socket disconnected before secure TLS connection was established",
        ("eof", "side client"),
        "Error: Client network socket disconnected before secure TLS connection was established",
        _TLS,
    ),
    *(
        Saying(
            words,
            ("verify name", "side client"),
            f"Error [ERR_TLS_CERT_ALTNAME_INVALID]: {words}: Host: a.example. is not in the cert's altnames: DNS:b.example",
            _TLS,
            pattern=r"altnames: (?:\"?Host: (?P<host>[\w.-]{1,253}?)\.? is not|(?!\"?IP:))",
        )
        for words in (
            "Hostname/IP does not match certificate's altnames",
            "Hostname/IP doesn't match certificate's altnames",
        )
    ),
    *(
        Saying(
            words,
            ("verify ip-name", "side client"),
            f"Error [ERR_TLS_CERT_ALTNAME_INVALID]: {words}: IP: 192.0.2.1 is not in the cert's list: ",
            _TLS,
            pattern=r"altnames: \"?IP: (?P<host>[\da-fA-F.:]{2,45}) is not in",
        )
        for words in (
            "Hostname/IP does not match certificate's altnames",
            "Hostname/IP doesn't match certificate's altnames",
        )
    ),
    Saying(
        "tunneling socket could not be established,",
        ("proxy-answered {status}", "leg proxy", "side client"),
        "Error: tunneling socket could not be established, statusCode=407",
        _TUNNEL,
        pattern=r"could not be established, su?tatusCode=(?P<status>[1-9]\d\d)",
    ),
    *(
        Saying(
            "tunneling socket could not be established, cause=",
            (*means, "proxy-set", "side client"),
            f"Error: tunneling socket could not be established, cause={example}",
            _TUNNEL,
            pattern=rf"could not be established, cause={cause}",
        )
        for cause, example, means in _CAUSES
    ),
    *(
        Saying(words, means, example, source, pattern=pattern)
        for words, means, example, source, pattern in (
            (
                "Proxy connection ended before receiving CONNECT response",
                ("eof", "leg proxy", "proxy-set", "side client"),
                "Error: Proxy connection ended before receiving CONNECT response",
                "https-proxy-agent dist/parse-proxy-response.js",
                "",
            ),
            (
                "header received from proxy CONNECT response",
                ("socks-to-http", "side client"),
                "Error: No header received from proxy CONNECT response",
                "https-proxy-agent dist/parse-proxy-response.js",
                "",
            ),
            (
                "when HTTP Tunneling",
                ("proxy-answered {status}", "leg proxy", "side client"),
                "RequestAbortedError [AbortError]: Proxy response (407) !== 200 when HTTP Tunneling",
                "undici lib/dispatcher/proxy-agent.js",
                r"Proxy response \((?P<status>[1-9]\d\d)\) ?!== ?200 when",
            ),
            (
                "Proxy response !== 200 when HTTP Tunneling",
                ("proxy-answered", "leg proxy", "side client"),
                "Error: Proxy response !== 200 when HTTP Tunneling",
                "undici lib/proxy-agent.js, 5.x",
                "",
            ),
            (
                "Secure Proxy Connection failed",
                ("proxy-cert", "proxy-url https", "side client"),
                "SecureProxyConnectionError: Secure Proxy Connection failed",
                "undici lib/core/errors.js",
                "",
            ),
            (
                "Failed to establish tunnel to",
                ("proxy-answered {status}", "leg proxy", "side client"),
                "Error [ERR_PROXY_TUNNEL]: Failed to establish tunnel to a.example:443 via http://proxy.example:3128: HTTP/1.1 407 Proxy Authentication Required",
                "lib/https.js, 24",
                r"tunnel to (?P<host>[\w.-]{1,253}):(?P<port>\d{1,5}) via (?P<proxy>[^\s]{1,253}?): HTTP/1\.\d (?P<status>[1-9]\d\d)",
            ),
            (
                "Connection to establish proxy tunnel",
                ("eof", "leg proxy", "proxy-set", "side client"),
                "Error [ERR_PROXY_TUNNEL]: Connection to establish proxy tunnel ended unexpectedly",
                "lib/https.js, 24",
                "",
            ),
            (
                "got illegal response body from proxy",
                ("proxy-answered", "leg proxy", "side client"),
                "Error: got illegal response body from proxy",
                "node-tunnel lib/tunnel.js",
                "",
            ),
        )
    ),
    *(
        Saying(words, means, example, _TLS)
        for words, means, example in (
            (
                "Ignoring extra certs from",
                ("ca-file",),
                "Warning: Ignoring extra certs from `/etc/ssl/nowhere.pem`, load failed: error:02001002:system library:fopen",
            ),
            (
                "environment variable to '0' makes TLS connections",
                (),
                "Warning: Setting the NODE_TLS_REJECT_UNAUTHORIZED environment variable to '0' makes TLS connections and HTTPS requests insecure by disabling certificate verification.",
            ),
            (
                "Setting the TLS ServerName to an IP address is not permitted",
                ("sni-absent", "side client"),
                "(node:1) [DEP0123] DeprecationWarning: Setting the TLS ServerName to an IP address is not permitted by RFC 6066.",
            ),
            (
                "TLS renegotiation attack detected",
                ("late-auth", "side server"),
                "Error: TLS renegotiation attack detected",
            ),
            (
                "TLS session renegotiation disabled for this socket",
                ("late-auth",),
                "Error [ERR_TLS_RENEGOTIATION_DISABLED]: TLS session renegotiation disabled for this socket",
            ),
            (
                "Unable to load PFX certificate",
                ("client-key",),
                "Error: Unable to load PFX certificate",
            ),
            (
                "Unsupported PKCS12 PFX data",
                ("legacy-store",),
                "Error: Unsupported PKCS12 PFX data",
            ),
            (
                "Invalid PKCS12 PFX data",
                ("client-key",),
                "Error: Invalid PKCS12 PFX data",
            ),
        )
    ),
    Saying(
        "Error: unsupported",
        ("legacy-store",),
        "Error: unsupported\n    at configSecureContext (node:internal/tls/secure-context:276:15)",
        "OpenSSL 3 ERR_R_UNSUPPORTED, which Node 17 and newer print alone",
        pattern=r"Error: unsupported(?= at |$|[^\w ]| \(| ?\{)",
        certain=False,
    ),
    Saying(
        "context.loadPKCS12(",
        ("client-key",),
        "      context.loadPKCS12(toBuf(pfx), toBuf(passphrase));",
        "lib/internal/tls/secure-context.js, 16 to 24",
    ),
    *(
        Saying(
            f"{words}(",
            ("side server",),
            f"const server = {words}(options, handler);",
            "lib/https.js, lib/tls.js, 14 to 24",
            certain=False,
        )
        for words in ("https.createServer", "tls.createServer", "http2.createSecureServer")
    ),
    Saying(
        "at Server.setSecureContext (",
        ("side server",),
        "    at Server.setSecureContext (node:_tls_wrap:1344:27)",
        "lib/_tls_wrap.js, 14 to 24",
    ),
    Saying(
        "rawPacket: <Buffer 16 03",
        ("tls-received", "side server"),
        "code: 'HPE_INVALID_METHOD', reason: 'Invalid method encountered', rawPacket: <Buffer 16 03 01 02 00>",
        "lib/_http_server.js",
    ),
    Saying(
        "rawPacket: <Buffer 15 03",
        ("http-wants-tls", "side client"),
        "code: 'HPE_INVALID_CONSTANT', reason: 'Expected HTTP/', rawPacket: <Buffer 15 03 01 00 02 02 46>",
        "lib/_http_client.js",
    ),
    Saying(
        'Protocol "https:" not supported. Expected "http:"',
        ("config-error",),
        'TypeError [ERR_INVALID_PROTOCOL]: Protocol "https:" not supported. Expected "http:"',
        "lib/_http_client.js",
    ),
    Saying(
        "TypeError: fetch failed",
        ("side client",),
        "TypeError: fetch failed",
        "undici lib/web/fetch/index.js",
        certain=False,
    ),
    Saying(
        "Connect Timeout Error",
        ("connect-timeout", "side client"),
        "ConnectTimeoutError: Connect Timeout Error (attempted address: a.example:443, timeout: 10000ms)",
        "undici lib/core/connect.js",
        pattern=r"Connect Timeout Error(?: \(attempted address(?:es)?: (?P<host>[\w.-]{1,253}):(?P<port>\d{1,5}))?",
        certain=False,
    ),
    Saying(
        "SocketError: other side closed",
        ("eof", "side client"),
        "SocketError: other side closed",
        "undici lib/dispatcher/client-h1.js",
        certain=False,
    ),
    Saying(
        "Failed to establish a socket connection to proxies:",
        ("proxy-unreachable", "side client"),
        'Error: Failed to establish a socket connection to proxies: ["PROXY proxy.example:3128"]',
        "pac-proxy-agent dist/index.js, which VS Code and Electron programs use",
    ),
    *(
        Saying(
            f"Socks5 proxy rejected connection - {name}",
            (f"socks-reply {code}", "side client"),
            f"SocksClientError: Socks5 proxy rejected connection - {name}",
            "socks build/common/constants.js, 2.x",
        )
        for code, name in (
            (1, "Failure"),
            (2, "NotAllowed"),
            (3, "NetworkUnreachable"),
            (4, "HostUnreachable"),
            (5, "ConnectionRefused"),
            (6, "TTLExpired"),
            (7, "CommandNotSupported"),
            (8, "AddressNotSupported"),
        )
    ),
    *(
        Saying(
            words,
            (*means, "side client"),
            f"SocksClientError: {words}",
            "socks build/common/constants.js, 2.x",
        )
        for words, means in (
            ("Socks4 Proxy rejected connection", ("socks-reply 1",)),
            (
                "Received invalid Socks5 initial handshake (no accepted authentication type)",
                ("socks-auth",),
            ),
            (
                "Received invalid Socks5 initial handshake (invalid socks version)",
                ("socks-to-http",),
            ),
            ("Received invalid Socks5 initial handshake response", ("socks-to-http",)),
            ("Received invalid Socks4 handshake response", ("socks-to-http",)),
        )
    ),
    Saying(
        "Socks5 Authentication failed",
        ("socks-auth", "side client"),
        "SocksClientError: Socks5 Authentication failed",
        "socks build/common/constants.js, 2.x",
        pattern="(?-i:Socks5 Authentication failed)",
    ),
    # Proxies for development, which are clients of the back end.
    Saying(
        "[HPM] Error occurred while",
        ("leg upstream", "role reverse-proxy"),
        "[HPM] Error occurred while proxying request localhost:3000/api to https://a.example/ [DEPTH_ZERO_SELF_SIGNED_CERT]",
        "http-proxy-middleware src/plugins/default/logger-plugin.ts",
        pattern=r"\[HPM\] Error occurred while (?:proxying|trying to proxy) request [^\s]{1,300} (?:from [^\s]{1,200} )?to (?P<upstream>https?://[^\s]{1,253})",
    ),
    Saying(
        "Proxy error: Could not proxy request",
        ("leg upstream", "role reverse-proxy"),
        "Proxy error: Could not proxy request /api from localhost:3000 to https://a.example:5001/ (DEPTH_ZERO_SELF_SIGNED_CERT).",
        "create-react-app react-dev-utils/WebpackDevServerUtils.js",
        pattern=r"Could not proxy request [^\s]{1,300} from [^\s]{1,200} to (?P<upstream>https?://[^\s]{1,253})",
    ),
    Saying(
        "[vite] http proxy error",
        ("leg upstream", "role reverse-proxy"),
        "[vite] http proxy error: /api/users Error: self-signed certificate",
        "vite packages/vite/src/node/server/middlewares/proxy.ts",
    ),
    Saying(
        "[vite] ws proxy error",
        ("leg upstream", "role reverse-proxy"),
        "[vite] ws proxy error: Error: self-signed certificate",
        "vite packages/vite/src/node/server/middlewares/proxy.ts",
    ),
)

_PACKAGES = (
    Saying(
        "failed, reason:",
        ("side client",),
        "npm ERR! request to https://packages.example/left-pad failed, reason: unable to get local issuer certificate",
        "minipass-fetch lib/index.js, node-fetch src/index.js",
        pattern=r"request to (?P<host>https://[^\s]{1,300}) failed, reason:",
    ),
    Saying(
        "network If you are behind a proxy, please make sure that the",
        (),
        "npm ERR! network If you are behind a proxy, please make sure that the npm ERR! network 'proxy' config is set properly. See: 'npm help config'",
        "npm lib/utils/error-message.js",
    ),
    *(
        Saying(
            words, ("proxy-answered 407", "side client"), words, "npm lib/utils/error-message.js"
        )
        for words in ("npm ERR! code E407", "npm error code E407")
    ),
    *(
        Saying(words, ("side client",), example, source, certain=False)
        for words, example, source in (
            ("npm ERR! code", "npm ERR! code ECONNRESET", "npm lib/utils/error-message.js"),
            ("npm error code", "npm error code ECONNRESET", "npm lib/utils/error-message.js, 10.8"),
            (
                "There appears to be trouble with your network connection",
                "info There appears to be trouble with your network connection. Retrying...",
                "yarn src/reporters/lang/en.js, 1.22",
            ),
            (
                "ERR_PNPM_META_FETCH_FAIL",
                "ERR_PNPM_META_FETCH_FAIL GET https://packages.example/a",
                "pnpm",
            ),
            ("AxiosError:", "AxiosError: socket hang up", "axios lib/core/AxiosError.js"),
            ("FetchError:", "FetchError: request to https://a.example/ failed", "node-fetch"),
        )
    ),
)


PRODUCT = Product(
    name="Node.js",
    usual=True,
    roles=(Role.CLIENT,),
    recipes={
        Remedy.TRUST_CA: Recipe(
            "Node brings roots of its own; this adds one. Since 22.15 also: --use-system-ca.",
            ("export NODE_EXTRA_CA_CERTS=/path/to/{ca}.pem",),
        ),
        Remedy.RAISE_CLIENT_VERSION: Recipe(
            "And no minVersion, maxVersion or secureProtocol in the code.",
            ("node --tls-min-v1.2 --tls-max-v1.3 app.js",),
        ),
        Remedy.LOWER_CLIENT_VERSION: Recipe(
            "OpenSSL 3 speaks TLS 1.0 and 1.1 at security level 0 only.",
            ("node --tls-min-v1.0 --tls-cipher-list='DEFAULT@SECLEVEL=0' app.js",),
        ),
        Remedy.WIDEN_CLIENT_CIPHERS: Recipe(
            "Without ciphers and ecdhCurve in the code; or the library's own list.",
            ("node --tls-cipher-list=DEFAULT app.js",),
        ),
        Remedy.ALLOW_LEGACY_RENEGOTIATION: Recipe(
            "For one agent.",
            (
                "const allow = crypto.constants.SSL_OP_LEGACY_SERVER_CONNECT;",
                "const agent = new https.Agent({ secureOptions: allow });",
            ),
        ),
        Remedy.SEND_SNI: Recipe(
            "servername is sent also where the host is an address.",
            ('tls.connect({ host: "{host}", port: {port}, servername: "{name}" });',),
        ),
        Remedy.CONNECT_BY_LISTED_NAME: Recipe(
            "The address stays, the name changes.",
            ('https.get({ host: "{host}", port: {port}, servername: "{name}" });',),
        ),
        Remedy.PRESENT_CLIENT_CERTIFICATE: Recipe(
            "cert holds the certificate and its chain.",
            (
                'const cert = fs.readFileSync("client.pem");',
                'const key = fs.readFileSync("client.key");',
                'https.get({ host: "{host}", port: {port}, cert, key });',
            ),
        ),
        Remedy.SHRINK_CLIENT_HELLO: Recipe(
            "Groups without the post-quantum one.",
            ('tls.DEFAULT_ECDH_CURVE = "X25519:P-256:P-384";',),
        ),
        Remedy.PROXY_URL_HTTP: Recipe(
            "For npm, which keeps a setting of its own.",
            ("npm config set https-proxy http://{proxy}",),
        ),
        Remedy.PROXY_URL_HTTPS: Recipe(
            "For npm, which keeps a setting of its own.",
            ("npm config set https-proxy https://{proxy}",),
        ),
        Remedy.PROXY_CREDENTIALS: Recipe(
            "For npm, which keeps a setting of its own.",
            ("npm config set https-proxy http://USER:PASSWORD@{proxy}",),
        ),
        Remedy.PROXY_ADDRESS: Recipe(
            "For npm, which keeps a setting of its own.",
            ("npm config get https-proxy", "npm config delete https-proxy"),
        ),
        Remedy.BYPASS_PROXY: Recipe(
            "For npm, which keeps a setting of its own.", ("npm config set noproxy {host}",)
        ),
    },
    sayings=(*_CODES, *_MESSAGES, *_PACKAGES),
)
