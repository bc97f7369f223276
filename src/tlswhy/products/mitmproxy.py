"""mitmproxy, as a forward proxy that decrypts."""

from __future__ import annotations

from tlswhy.model.diagnosis import Remedy
from tlswhy.products import Page, Product, Recipe, Role
from tlswhy.products.saying import Saying

_TLS = "mitmproxy/proxy/layers/tls.py, 7 to 11"
_OLD = "mitmproxy/proxy/protocol/tls.py, 1 to 6"

_SAYINGS = (
    Saying(
        "Client TLS handshake failed.",
        ("handshake-failed", "side server", "leg downstream"),
        "[07:08:09.123][192.0.2.7:50000] Client TLS handshake failed. OpenSSL Error([])",
        _TLS,
    ),
    Saying(
        "The client does not trust the proxy's certificate for",
        ("alert-received 46", "side server", "leg downstream"),
        (
            "[07:08:09.123][192.0.2.7:50000] Client TLS handshake failed. The client does "
            "not trust the proxy's certificate for www.example.org (connection closed)"
        ),
        _TLS,
        pattern=(
            r"The client does not trust the proxy's certificate for "
            r"(?P<name>[\w.-]{1,253})(?!.{0,200}(?:alert|unknown ca|bad certificate))"
        ),
    ),
    Saying(
        "The client does not trust the proxy's certificate for",
        ("side server", "leg downstream"),
        (
            "[07:08:09.123][192.0.2.7:50000] Client TLS handshake failed. The client does "
            "not trust the proxy's certificate for www.example.org (OpenSSL Error([('SSL "
            "routines', '', 'sslv3 alert certificate unknown')]))"
        ),
        _TLS,
        pattern=(
            r"The client does not trust the proxy's certificate for "
            r"(?P<name>[\w.-]{1,253}).{0,200}(?:alert|unknown ca|bad certificate)"
        ),
    ),
    Saying(
        "The client may not trust the proxy's certificate for",
        ("alert-received 46", "side server", "leg downstream"),
        (
            "[07:08:09.123][192.0.2.7:50000] Client Handshake failed. The client may not "
            "trust the proxy's certificate for www.example.org."
        ),
        _OLD,
        pattern=(
            r"The client may not trust the proxy's certificate for "
            r"(?P<name>[\w.-]{1,253})(?!.{0,200}(?:alert|unsupported|unexpected eof))"
        ),
    ),
    Saying(
        "The client may not trust the proxy's certificate for",
        ("side server", "leg downstream"),
        (
            "[07:08:09.123][192.0.2.7:50000] Client TLS handshake failed. The client may "
            "not trust the proxy's certificate for www.example.org (OpenSSL Error([('SSL "
            "routines', '', 'tlsv1 alert internal error')]))"
        ),
        _TLS,
        pattern=(
            r"The client may not trust the proxy's certificate for "
            r"(?P<name>[\w.-]{1,253}).{0,200}(?:alert|unsupported|unexpected eof)"
        ),
    ),
    Saying(
        "Client Handshake failed.",
        ("handshake-failed", "side server", "leg downstream"),
        (
            "192.0.2.7:50000: Client Handshake failed. The client may not trust the "
            "proxy's certificate for www.example.org."
        ),
        _OLD,
    ),
    Saying(
        "The client disconnected during the handshake. If this happens consistently for",
        ("eof", "alert-received 46", "side server", "leg downstream"),
        (
            "[07:08:09.123][192.0.2.7:50000] Client TLS handshake failed. The client "
            "disconnected during the handshake. If this happens consistently for "
            "www.example.org, this may indicate that the client does not trust the proxy's "
            "certificate."
        ),
        _TLS,
        pattern=r"If this happens consistently for (?P<name>[\w.-]{1,253})",
    ),
    Saying(
        "Client and mitmproxy cannot agree on a TLS version to use",
        ("client-version", "side server", "leg downstream"),
        (
            "[07:08:09.123][192.0.2.7:50000] Client TLS handshake failed. Client and "
            "mitmproxy cannot agree on a TLS version to use. You may need to adjust "
            "mitmproxy's tls_version_client_min option."
        ),
        _TLS,
    ),
    Saying(
        "tls_version_client_min option",
        ("client-version", "side server", "leg downstream"),
        "You may need to adjust mitmproxy's tls_version_client_min option.",
        _TLS,
    ),
    Saying(
        "tls_version_server_min option",
        ("server-alert 70", "leg upstream"),
        "You may need to adjust mitmproxy's tls_version_server_min option.",
        _TLS,
    ),
    Saying(
        "The remote server and mitmproxy cannot agree on a TLS version to use",
        ("server-alert 70", "leg upstream"),
        (
            "[07:08:09.123][192.0.2.7:50000] Server TLS handshake failed. The remote "
            "server and mitmproxy cannot agree on a TLS version to use. You may need to "
            "adjust mitmproxy's tls_version_server_min option."
        ),
        _TLS,
    ),
    Saying(
        "Server TLS handshake failed.",
        ("handshake-failed", "upstream-failed", "leg upstream"),
        (
            "[07:08:09.123][192.0.2.7:50000] Server TLS handshake failed. OpenSSL "
            "Error([('SSL routines', '', 'sslv3 alert handshake failure')])"
        ),
        _TLS,
    ),
    Saying(
        "Server TLS handshake failed. connection closed",
        ("eof", "upstream-failed", "leg upstream"),
        "[07:08:09.123][192.0.2.7:50000] Server TLS handshake failed. connection closed",
        _TLS,
    ),
    Saying(
        "The remote server does not speak TLS.",
        ("not-tls", "leg upstream"),
        (
            "[07:08:09.123][192.0.2.7:50000] Server TLS handshake failed. The remote "
            "server does not speak TLS."
        ),
        _TLS,
    ),
    Saying(
        "Certificate verify failed: ",
        ("upstream-refused-cert", "leg upstream"),
        (
            "[07:08:09.123][192.0.2.7:50000] Server TLS handshake failed. Certificate "
            "verify failed: unable to get local issuer certificate"
        ),
        _TLS,
        pattern=r"handshake failed\. Certificate verify failed: (?P<code>[a-zA-Z' -]{8,60})",
        decode="verify_code",
    ),
    Saying(
        "Certificate Verification Error for",
        ("upstream-refused-cert", "leg upstream"),
        (
            "192.0.2.7:50000: Certificate Verification Error for www.example.org: unable "
            "to get local issuer certificate (errno: 20, depth: 1)"
        ),
        "mitmproxy/net/tls.py, 2 to 6",
        pattern=(
            r"Certificate Verification Error for (?P<host>[\w.-]{1,253}): .{1,80}\(errno: "
            r"(?P<code>\d{1,3}), depth: \d{1,2}\)"
        ),
        decode="verify_code",
    ),
    Saying(
        "SSL verification failed for upstream server at depth",
        ("upstream-refused-cert", "leg upstream"),
        ("192.0.2.7:50000: SSL verification failed for upstream server at depth 0 with error: 20"),
        "libmproxy/protocol/tls.py, 0.13",
        pattern=r"upstream server at depth \d{1,2} with error: (?P<code>\d{1,3})",
        decode="verify_code",
    ),
    Saying(
        "TLS verification failed for upstream server at depth",
        ("upstream-refused-cert", "leg upstream"),
        ("192.0.2.7:50000: TLS verification failed for upstream server at depth 0 with error: 18"),
        "libmproxy/protocol/tls.py, 0.15",
        pattern=r"upstream server at depth \d{1,2} with error: (?P<code>\d{1,3})",
        decode="verify_code",
    ),
    Saying(
        "Ignoring server verification error, continuing with connection",
        ("leg upstream",),
        "Ignoring server verification error, continuing with connection",
        "libmproxy/protocol/tls.py, 0.13",
    ),
    Saying(
        "Cannot establish TLS with client",
        ("handshake-failed", "side server", "leg downstream"),
        (
            "192.0.2.7:50000: Cannot establish TLS with client (sni: www.example.org): "
            "TlsException(\"SSL handshake error: Error([('SSL routines', 'ssl3_read_bytes', "
            "'tlsv1 alert unknown ca')],)\",)"
        ),
        _OLD,
        pattern=r"Cannot establish TLS with client(?: \(sni: (?P<name>[\w.-]{1,253})\))?",
    ),
    Saying(
        "Cannot establish TLS with ",
        ("handshake-failed", "upstream-failed", "leg upstream"),
        (
            "192.0.2.7:50000: Cannot establish TLS with www.example.org:443 (sni: "
            'www.example.org): TlsException("SSL handshake error: SysCallError(-1, '
            "'Unexpected EOF')\",)"
        ),
        _OLD,
        pattern=r"Cannot establish TLS with (?!client)(?P<host>[\w.-]{1,253}):(?P<port>\d{1,5})",
    ),
    Saying(
        "Cannot establish SSL with ",
        ("handshake-failed", "upstream-failed", "leg upstream"),
        (
            "192.0.2.7:50000: Cannot establish SSL with server (sni: www.example.org): SSL "
            "handshake error"
        ),
        "libmproxy/protocol/tls.py, 0.12",
        pattern="Cannot establish SSL with (?!client)",
    ),
    Saying(
        "SSL handshake error: Error([",
        ("handshake-failed",),
        (
            "TlsException(\"SSL handshake error: Error([('SSL routines', "
            "'tls_process_server_certificate', 'certificate verify failed')],)\",)"
        ),
        "mitmproxy/net/tcp.py, 1 to 6",
    ),
    Saying(
        "Unable to establish TLS connection with server (",
        ("upstream-failed", "leg upstream"),
        (
            "[07:08:09.123][192.0.2.7:50000] Unable to establish TLS connection with "
            "server (connection closed). Trying to establish TLS with client anyway."
        ),
        _TLS,
    ),
    Saying(
        "Cannot parse ClientHello:",
        ("plain-received", "side server", "leg downstream"),
        (
            "[07:08:09.123][192.0.2.7:50000] Client TLS handshake failed. Cannot parse "
            "ClientHello: 474554202f"
        ),
        _TLS,
    ),
    Saying(
        "Cannot parse Client Hello:",
        ("plain-received", "side server", "leg downstream"),
        (
            "192.0.2.7:50000: Cannot parse Client Hello: TlsProtocolException('Expected "
            "TLS record, got GET instead')"
        ),
        _OLD,
    ),
    Saying(
        "Expected TLS record, got",
        ("plain-received", "side server", "leg downstream"),
        "TlsProtocolException: Expected TLS record, got b'GET' instead.",
        _OLD,
    ),
    Saying(
        "No TLS context was provided, failing connection.",
        ("config-error",),
        ("[07:08:09.123][192.0.2.7:50000] No TLS context was provided, failing connection."),
        _TLS,
    ),
    Saying(
        "error establishing server connection:",
        ("upstream-failed", "leg upstream"),
        (
            "[07:08:09.123][192.0.2.7:50000] error establishing server connection: [Errno "
            "111] Connect call failed ('198.51.100.9', 443)"
        ),
        "mitmproxy/proxy/server.py, 7 to 11",
        certain=False,
    ),
    Saying(
        'Error connecting to "',
        ("upstream-failed", "leg upstream"),
        'Error connecting to "www.example.org": [Errno 111] Connection refused',
        "mitmproxy/net/tcp.py, 1 to 6",
        pattern='Error connecting to "(?P<host>[^"]{1,253})"',
        certain=False,
    ),
    Saying(
        "refused HTTP CONNECT request:",
        ("proxy-answered {status}", "proxy-set", "leg upstream"),
        (
            "[07:08:09.123][192.0.2.7:50000] Upstream proxy proxy.example.com:3128 refused "
            "HTTP CONNECT request: 407 Proxy Authentication Required"
        ),
        "mitmproxy/proxy/layers/http/_upstream_proxy.py, 7 to 11",
        pattern=(
            r"Upstream proxy (?P<proxy>\S{1,253}) refused HTTP CONNECT request: "
            r"(?P<status>\d{3})"
        ),
    ),
    Saying(
        "Invalid HTTP request form (expected: authority or absolute, got: relative)",
        ("proxy-answered 400", "role forward-proxy"),
        (
            "HttpException: Invalid HTTP request form (expected: authority or absolute, "
            "got: relative)"
        ),
        "mitmproxy/proxy/protocol/http.py, 1 to 6",
        certain=False,
    ),
    Saying(
        "If you can see this, traffic is not passing through mitmproxy",
        ("proxy-set",),
        "If you can see this, traffic is not passing through mitmproxy.",
        "mitm.it, served by mitmproxy.org",
    ),
    Saying(
        "Transparent mode failure:",
        ("config-error",),
        (
            "[07:08:09.123][192.0.2.7:50000] Transparent mode failure: RuntimeError('Could "
            "not resolve original destination.')"
        ),
        "mitmproxy/proxy/mode_servers.py, 9",
        certain=False,
    ),
)

PRODUCT = Product(
    name="mitmproxy",
    usual=True,
    roles=(Role.FORWARD_PROXY,),
    recipes={
        Remedy.TRUST_CA: Recipe(
            "For the leg from mitmproxy to the server; the file takes the place of its own list.",
            ("mitmdump --set ssl_verify_upstream_trusted_ca={ca}.pem",),
        ),
        Remedy.EXEMPT_FROM_INSPECTION: Recipe(
            "Pass this host through undecrypted; a regular expression on host:port.",
            ("mitmdump --ignore-hosts '^{name}:{port}$'",),
        ),
    },
    pages=(
        Page(
            "upstream-untrusted",
            "Certificate verify failed: ",
            (502,),
            "mitmproxy/proxy/layers/tls.py",
        ),
        Page(
            "upstream-handshake-failed",
            "<p>OpenSSL Error([",
            (502,),
            "mitmproxy/proxy/layers/tls.py",
        ),
        Page("upstream-unreached", "<p>[Errno ", (502,), "mitmproxy/proxy/server.py"),
        Page(
            "upstream-unreached",
            " refused HTTP CONNECT request: ",
            (502,),
            "mitmproxy/proxy/layers/http/_upstream_proxy.py",
        ),
    ),
    sayings=_SAYINGS,
    speaks=("role intercepting",),
)
