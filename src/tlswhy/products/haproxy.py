"""HAProxy, as a TLS server and as a reverse proxy."""

from __future__ import annotations

from tlswhy.model.diagnosis import Remedy
from tlswhy.products import Product, Recipe, Role
from tlswhy.products.saying import Saying

_ONE_FILE = "cat leaf.pem intermediate.pem leaf.key > /etc/haproxy/certs/leaf.pem"
_RELOAD = "haproxy -c -f /etc/haproxy/haproxy.cfg && systemctl reload haproxy"
# Not @system-ca: 2.6 looks for a file of that name once ca-base is set, as Debian sets it.
_VERIFIED = (
    "default-server ssl verify required",
    "default-server ca-file /etc/ssl/certs/ca-certificates.crt",
)

_CONNECTION = "src/connection.c, 2.6"
_CHECK = "src/check.c, 2.6"
_SOCK = "src/ssl_sock.c, 2.6"


def _log(text: str) -> str:
    return (
        "May  6 07:08:09 lb haproxy[12]: 192.0.2.7:33313 [06/May/2024:07:08:09.123] "
        f"https-in/1: {text}"
    )


def _down(text: str) -> str:
    return f"[WARNING] (12) : Server app/web1 is DOWN, reason: {text}, check duration: 20ms."


def _start(text: str) -> str:
    return f"[ALERT] (12) : config : {text}"


_SAYINGS = (
    Saying(
        "SSL handshake failure",
        ("handshake-failed", "side server", "leg downstream"),
        _log("SSL handshake failure"),
        _CONNECTION,
        pattern=r"\S{1,100}/\S{1,60}: SSL handshake failure",
    ),
    Saying(
        "Connection closed during SSL handshake",
        ("eof", "side server", "leg downstream"),
        _log("Connection closed during SSL handshake"),
        _CONNECTION,
        pattern=r"\S{1,100}/\S{1,60}: Connection closed during SSL handshake",
    ),
    Saying(
        "Connection error during SSL handshake",
        ("reset", "eof", "side server", "leg downstream"),
        _log("Connection error during SSL handshake"),
        _CONNECTION,
        pattern=r"\S{1,100}/\S{1,60}: Connection error during SSL handshake",
    ),
    Saying(
        "Timeout during SSL handshake",
        ("handshake-timeout", "side server", "leg downstream"),
        _log("Timeout during SSL handshake"),
        _CONNECTION,
        pattern=r"\S{1,100}/\S{1,60}: Timeout during SSL handshake",
    ),
    Saying(
        "SSL client CA chain cannot be verified",
        ("client-verify issuer-unknown", "side server", "leg downstream"),
        _log("SSL client CA chain cannot be verified"),
        _CONNECTION,
        pattern=r"\S{1,100}/\S{1,60}: SSL client CA chain cannot be verified",
    ),
    Saying(
        "SSL client certificate not trusted",
        ("client-verify failed", "side server", "leg downstream"),
        _log("SSL client certificate not trusted"),
        _CONNECTION,
        pattern=r"\S{1,100}/\S{1,60}: SSL client certificate not trusted",
    ),
    Saying(
        "Rejected a client-initiated SSL renegotiation attempt",
        ("handshake-failed", "side server", "leg downstream"),
        _log("Rejected a client-initiated SSL renegotiation attempt"),
        _CONNECTION,
        pattern=r"\S{1,100}/\S{1,60}: Rejected a client-initiated SSL renegotiation attempt",
    ),
    Saying(
        "SSL handshake failure after heartbeat",
        ("handshake-failed", "side server", "leg downstream"),
        _log("SSL handshake failure after heartbeat"),
        _CONNECTION,
        pattern=r"\S{1,100}/\S{1,60}: SSL handshake failure after heartbeat",
    ),
    Saying(
        "Stopped a TLSv1 heartbeat attack (CVE-2014-0160)",
        ("side server",),
        _log("Stopped a TLSv1 heartbeat attack (CVE-2014-0160)"),
        _CONNECTION,
    ),
    Saying(
        "Too many SSL connections", ("side server",), _log("Too many SSL connections"), _CONNECTION
    ),
    Saying(
        "Server presented an SSL certificate different from the configured one",
        ("upstream-name", "verify name", "leg upstream"),
        _down(
            'Layer6 invalid response, info: "Server presented an SSL certificate different '
            'from the configured one"'
        ),
        _CONNECTION,
    ),
    Saying(
        "Server presented an SSL certificate different from the expected one",
        ("upstream-name", "verify name", "leg upstream"),
        _down(
            'Layer6 invalid response, info: "Server presented an SSL certificate different '
            'from the expected one"'
        ),
        _CONNECTION,
    ),
    Saying(
        "Received something which does not look like a PROXY protocol header",
        ("proxy-header", "side server", "leg downstream"),
        _log("Received something which does not look like a PROXY protocol header"),
        _CONNECTION,
    ),
    Saying(
        "Received an invalid PROXY protocol header",
        ("proxy-header", "side server", "leg downstream"),
        _log("Received an invalid PROXY protocol header"),
        _CONNECTION,
    ),
    Saying(
        "Received an unhandled protocol in the PROXY protocol header",
        ("proxy-header", "side server", "leg downstream"),
        _log("Received an unhandled protocol in the PROXY protocol header"),
        _CONNECTION,
    ),
    Saying(
        "Truncated PROXY protocol header received",
        ("proxy-header", "side server", "leg downstream"),
        _log("Truncated PROXY protocol header received"),
        _CONNECTION,
    ),
    Saying(
        "Connection closed while waiting for PROXY protocol header",
        ("proxy-header", "side server", "leg downstream"),
        _log("Connection closed while waiting for PROXY protocol header"),
        _CONNECTION,
    ),
    Saying(
        "Connection error while waiting for PROXY protocol header",
        ("proxy-header", "side server", "leg downstream"),
        _log("Connection error while waiting for PROXY protocol header"),
        _CONNECTION,
    ),
    Saying(
        "Timeout while waiting for PROXY protocol header",
        ("proxy-header", "side server", "leg downstream"),
        _log("Timeout while waiting for PROXY protocol header"),
        _CONNECTION,
    ),
    Saying(
        "Received something which does not look like a NetScaler Client IP header",
        ("proxy-header", "side server", "leg downstream"),
        _log("Received something which does not look like a NetScaler Client IP header"),
        _CONNECTION,
    ),
    Saying(
        "Received an invalid NetScaler Client IP header",
        ("proxy-header", "side server", "leg downstream"),
        _log("Received an invalid NetScaler Client IP header"),
        _CONNECTION,
    ),
    Saying(
        "SOCKS4 Proxy deny the request",
        ("socks-reply 2", "leg upstream"),
        _down('Layer4 connection problem, info: "SOCKS4 Proxy deny the request"'),
        _CONNECTION,
    ),
    Saying(
        "SOCKS4 Proxy handshake aborted by server",
        ("socks-reply 1", "leg upstream"),
        _down('Layer4 connection problem, info: "SOCKS4 Proxy handshake aborted by server"'),
        _CONNECTION,
    ),
    Saying(
        "SOCKS4 Proxy read error during handshake",
        ("socks-reply 1", "leg upstream"),
        _down('Layer4 connection problem, info: "SOCKS4 Proxy read error during handshake"'),
        _CONNECTION,
    ),
    Saying(
        "Layer6 invalid response",
        ("upstream-failed", "leg upstream", "role check"),
        _down('Layer6 invalid response, info: "SSL handshake failure"'),
        _CHECK,
    ),
    Saying(
        "Layer6 timeout",
        ("handshake-timeout", "leg upstream", "role check"),
        _down("Layer6 timeout"),
        _CHECK,
    ),
    Saying(
        "Layer4 timeout",
        ("connect-timeout", "leg upstream", "role check"),
        _down("Layer4 timeout"),
        _CHECK,
        certain=False,
    ),
    Saying(
        "Layer4 connection problem",
        ("refused", "leg upstream", "role check"),
        _down(
            'Layer4 connection problem, info: "Connection refused at step 1 of tcp-check (connect)"'
        ),
        _CHECK,
        certain=False,
        pattern=r'Layer4 connection problem(?:, info: \\?"[^"]{0,60}refused|, check|$)',
    ),
    Saying(
        "Layer4 connection problem",
        ("unreachable", "leg upstream", "role check"),
        _down('Layer4 connection problem, info: "No route to host"'),
        _CHECK,
        certain=False,
        pattern=r'Layer4 connection problem, info: \\?"[^"]{0,60}(?:route|unreachable)',
    ),
    Saying(
        "Layer4 connection problem",
        ("eof", "leg upstream", "role check"),
        _down('Layer4 connection problem, info: "Connection closed during SSL handshake"'),
        _CHECK,
        pattern=r'Layer4 connection problem, info: \\?"[^"]{0,60}SSL',
    ),
    Saying(
        'info: "Connection closed during SSL handshake',
        ("eof", "leg upstream", "role check"),
        _down('Layer6 invalid response, info: "Connection closed during SSL handshake"'),
        _CONNECTION,
    ),
    Saying(
        'info: "SSL handshake failure',
        ("handshake-failed", "leg upstream", "role check"),
        _down('Layer6 invalid response, info: "SSL handshake failure (Connection reset by peer)"'),
        _CONNECTION,
    ),
    Saying(
        'info: "Connection error during SSL handshake',
        ("reset", "leg upstream", "role check"),
        _down(
            'Layer6 invalid response, info: "Connection error during SSL handshake '
            '(Connection reset by peer)"'
        ),
        _CONNECTION,
    ),
    Saying(
        'Layer7 invalid response, info: "<15><03>',
        ("http-wants-tls", "leg upstream", "role check"),
        _down('Layer7 invalid response, info: "<15><03><01>"'),
        "src/check.c, 2.6: the first bytes are a TLS alert",
    ),
    Saying(
        'Layer7 invalid response, info: "<16><03>',
        ("http-wants-tls", "leg upstream", "role check"),
        _down('Layer7 invalid response, info: "<16><03><03>"'),
        "src/check.c, 2.6: the first bytes are a TLS handshake",
    ),
    Saying(
        "Layer7 wrong status",
        ("http-status {status}", "leg upstream", "role check"),
        _down('Layer7 wrong status, code: 421, info: "Misdirected Request"'),
        _CHECK,
        certain=False,
        pattern=r"Layer7 wrong status, code: (?P<status>\d{3})",
    ),
    Saying(
        "Layer7 invalid response",
        ("upstream-failed", "leg upstream", "role check"),
        _down("Layer7 invalid response"),
        _CHECK,
        certain=False,
    ),
    Saying(
        "Layer7 timeout",
        ("upstream-failed", "leg upstream", "role check"),
        _down("Layer7 timeout"),
        _CHECK,
        certain=False,
    ),
    Saying(
        "L6RSP",
        ("upstream-failed", "leg upstream", "role check"),
        ("app,web1,0,0,0,1,,0,0,0,,0,,0,0,0,0,DOWN,1,1,0,3,1,120,120,,1,3,1,,0,,2,0,,0,L6RSP,,4"),
        "doc/management.txt, 2.6: check_status",
    ),
    Saying(
        "L6TOUT",
        ("handshake-timeout", "leg upstream", "role check"),
        (
            "app,web1,0,0,0,1,,0,0,0,,0,,0,0,0,0,DOWN,1,1,0,3,1,120,120,,1,3,1,,0,,2,0,,0,"
            "L6TOUT,,2001"
        ),
        "doc/management.txt, 2.6: check_status",
    ),
    Saying(
        "L4CON",
        ("refused", "leg upstream", "role check"),
        ("app,web1,0,0,0,1,,0,0,0,,0,,0,0,0,0,DOWN,1,1,0,3,1,120,120,,1,3,1,,0,,2,0,,0,L4CON,,0"),
        "doc/management.txt, 2.6: check_status",
        certain=False,
    ),
    Saying(
        "L4TOUT",
        ("connect-timeout", "leg upstream", "role check"),
        (
            "app,web1,0,0,0,1,,0,0,0,,0,,0,0,0,0,DOWN,1,1,0,3,1,120,120,,1,3,1,,0,,2,0,,0,"
            "L4TOUT,,2001"
        ),
        "doc/management.txt, 2.6: check_status",
        certain=False,
    ),
    Saying(
        "has no server available!",
        ("upstream-failed", "leg upstream"),
        "[ALERT] (12) : backend 'app' has no server available!",
        "src/server.c, 2.6",
        certain=False,
    ),
    Saying(
        " SC-- ",
        ("upstream-failed", "leg upstream"),
        (
            "May  6 07:08:09 lb haproxy[12]: 192.0.2.7:33313 [06/May/2024:07:08:09.123] "
            'https-in~ app/web1 0/0/-1/-1/3 503 217 - - SC-- 1/1/0/0/3 0/0 "GET / HTTP/1.1"'
        ),
        "doc/configuration.txt, 2.6: session state at disconnection",
        certain=False,
        pattern=r"/-1/\S{1,40} 50[234] \S{1,12} - - SC-- ",
    ),
    Saying(
        " sC-- ",
        ("connect-timeout", "leg upstream"),
        (
            "May  6 07:08:09 lb haproxy[12]: 192.0.2.7:33313 [06/May/2024:07:08:09.123] "
            'https-in~ app/web1 0/0/-1/-1/3004 503 217 - - sC-- 1/1/0/0/3 0/0 "GET / '
            'HTTP/1.1"'
        ),
        "doc/configuration.txt, 2.6: session state at disconnection",
        certain=False,
        pattern=r"/-1/\S{1,40} 50[234] \S{1,12} - - (?-i:sC)-- ",
    ),
    Saying(
        " SH-- ",
        ("eof", "leg upstream"),
        (
            "May  6 07:08:09 lb haproxy[12]: 192.0.2.7:33313 [06/May/2024:07:08:09.123] "
            'https-in~ app/web1 0/0/1/-1/3 502 208 - - SH-- 1/1/0/0/0 0/0 "GET / HTTP/1.1"'
        ),
        "doc/configuration.txt, 2.6: session state at disconnection",
        certain=False,
        pattern=r" 502 \S{1,12} - - SH-- ",
    ),
    Saying(
        "/<NOSRV> ",
        ("upstream-failed", "leg upstream"),
        (
            "May  6 07:08:09 lb haproxy[12]: 192.0.2.7:33313 [06/May/2024:07:08:09.123] "
            "tls-in tls-in/<NOSRV> -1/-1/0 0 SC 1/1/0/0/0 0/0"
        ),
        "doc/configuration.txt, 2.6: no server was chosen",
        certain=False,
        pattern="/<NOSRV> .{1,60} SC(?:--)? ",
    ),
    Saying(
        '"<BADREQ>"',
        ("tls-received", "side server"),
        (
            "May  6 07:08:09 lb haproxy[12]: 192.0.2.7:33313 [06/May/2024:07:08:09.123] "
            'http-in http-in/<NOSRV> -1/-1/-1/-1/0 400 0 - - PR-- 1/1/0/0/0 0/0 "<BADREQ>"'
        ),
        "doc/configuration.txt, 2.6: the request could not be read",
        certain=False,
        pattern=r' 400 \S{1,12} - - (?:PR|CR)-- .{1,60}"<BADREQ>"',
    ),
    Saying(
        "No server is available to handle this request.",
        ("http-status 503", "leg upstream"),
        (
            "<html><body><h1>503 Service Unavailable</h1> No server is available to handle "
            "this request. </body></html>"
        ),
        "src/http.c, 2.6",
        certain=False,
    ),
    Saying(
        "The server returned an invalid or incomplete response.",
        ("http-status 502", "leg upstream"),
        (
            "<html><body><h1>502 Bad Gateway</h1> The server returned an invalid or "
            "incomplete response. </body></html>"
        ),
        "src/http.c, 2.6",
        certain=False,
    ),
    Saying(
        "unable to load SSL certificate from PEM file",
        ("cert-file",),
        _start(
            "parsing [/etc/haproxy/haproxy.cfg:12] : 'bind *:443' : unable to load SSL "
            "certificate from PEM file '/etc/haproxy/certs/leaf.pem'."
        ),
        _SOCK,
    ),
    Saying(
        "unable to load SSL private key from PEM file",
        ("cert-file",),
        _start(
            "parsing [/etc/haproxy/haproxy.cfg:12] : 'bind *:443' : unable to load SSL "
            "private key from PEM file '/etc/haproxy/certs/leaf.pem'."
        ),
        _SOCK,
    ),
    Saying(
        "unable to load certificate from file '",
        ("cert-file",),
        _start(
            "parsing [/etc/haproxy/haproxy.cfg:12] : 'bind *:443' in section 'frontend' : "
            "unable to load certificate from file '/etc/haproxy/certs/leaf.pem': no start "
            "line."
        ),
        _SOCK,
    ),
    Saying(
        "unable to load certificate chain from file '",
        ("cert-file",),
        _start(
            "parsing [/etc/haproxy/haproxy.cfg:12] : 'bind *:443' : unable to load "
            "certificate chain from file '/etc/haproxy/certs/leaf.pem': bad end line."
        ),
        _SOCK,
    ),
    Saying(
        "unable to load private key from file '",
        ("cert-file",),
        _start(
            "parsing [/etc/haproxy/haproxy.cfg:12] : 'bind *:443' : unable to load private "
            "key from file '/etc/haproxy/certs/leaf.pem': no start line."
        ),
        _SOCK,
    ),
    Saying(
        "No Private Key found in '",
        ("cert-file",),
        _start(
            "parsing [/etc/haproxy/haproxy.cfg:12] : 'bind *:443' in section 'frontend' : "
            "No Private Key found in '/etc/haproxy/certs/leaf.pem.key'."
        ),
        _SOCK,
    ),
    Saying(
        "unable to load SSL certificate into SSL Context",
        ("cert-file",),
        _start(
            "parsing [/etc/haproxy/haproxy.cfg:12] : 'bind *:443' : unable to load SSL "
            "certificate into SSL Context '/etc/haproxy/certs/leaf.pem'."
        ),
        _SOCK,
    ),
    Saying(
        "unable to load SSL private key into SSL Context",
        ("cert-file",),
        _start(
            "parsing [/etc/haproxy/haproxy.cfg:12] : 'bind *:443' : unable to load SSL "
            "private key into SSL Context '/etc/haproxy/certs/leaf.pem'."
        ),
        _SOCK,
    ),
    Saying(
        "unable to load chain certificate into SSL Context",
        ("cert-file",),
        _start(
            "parsing [/etc/haproxy/haproxy.cfg:12] : 'bind *:443' : unable to load chain "
            "certificate into SSL Context '/etc/haproxy/certs/leaf.pem'."
        ),
        _SOCK,
    ),
    Saying(
        "unable to stat SSL certificate",
        ("cert-file",),
        _start(
            "parsing [/etc/haproxy/haproxy.cfg:12] : 'bind *:443' : unable to stat SSL "
            "certificate from file '/etc/haproxy/certs/leaf.pem' : No such file or "
            "directory."
        ),
        _SOCK,
    ),
    Saying(
        "unable to stat certificate from file '",
        ("cert-file",),
        _start(
            "parsing [/etc/haproxy/haproxy.cfg:12] : 'bind *:443' : unable to stat "
            "certificate from file '/etc/haproxy/certs/leaf.pem' : Permission denied."
        ),
        _SOCK,
    ),
    Saying(
        "unable to scan directory '",
        ("cert-file",),
        _start(
            "parsing [/etc/haproxy/haproxy.cfg:12] : 'bind *:443' : unable to scan "
            "directory '/etc/haproxy/certs' : No such file or directory."
        ),
        _SOCK,
    ),
    Saying(
        "inconsistencies between private key and certificate loaded",
        ("key-mismatch",),
        _start(
            "parsing [/etc/haproxy/haproxy.cfg:12] : 'bind *:443' : inconsistencies "
            "between private key and certificate loaded '/etc/haproxy/certs/leaf.pem'."
        ),
        _SOCK,
    ),
    Saying(
        "no SSL certificate specified for bind '",
        ("no-certificate", "side server"),
        _start(
            "Proxy 'https-in': no SSL certificate specified for bind '*:443' at "
            "[/etc/haproxy/haproxy.cfg:12] (use 'crt')."
        ),
        _SOCK,
    ),
    Saying(
        "A certificate was specified but SSL was not enabled on bind",
        ("config-ignored", "not-tls http"),
        _start(
            "Proxy 'https-in': A certificate was specified but SSL was not enabled on bind "
            "'*:443' at [/etc/haproxy/haproxy.cfg:12] (use 'ssl')."
        ),
        _SOCK,
    ),
    Saying(
        "verify is enabled but no CA file specified",
        ("config-error", "ca-file"),
        _start(
            "Proxy 'https-in': verify is enabled but no CA file specified for bind '*:443' "
            "at [/etc/haproxy/haproxy.cfg:12]."
        ),
        _SOCK,
    ),
    Saying(
        "verify is enabled by default but no CA file specified",
        ("config-error", "leg upstream"),
        _start(
            "[/etc/haproxy/haproxy.cfg:20] 'server app/web1' : verify is enabled by "
            "default but no CA file specified. If you're running on a LAN where you're "
            "certain to trust the server's certificate, please set an explicit 'verify "
            "none' statement on the 'server' line"
        ),
        _SOCK,
    ),
    Saying(
        "unable to set CA file '",
        ("ca-file",),
        _start(
            "Proxy 'https-in': unable to set CA file '/etc/haproxy/ca.pem' for bind "
            "'*:443' at [/etc/haproxy/haproxy.cfg:12]."
        ),
        _SOCK,
    ),
    Saying(
        "unable to set CRL file '",
        ("config-error",),
        _start(
            "Proxy 'https-in': unable to set CRL file '/etc/haproxy/crl.pem' for bind "
            "'*:443' at [/etc/haproxy/haproxy.cfg:12]."
        ),
        _SOCK,
    ),
    Saying(
        "cannot initialize SSL verify with 'ca-file",
        ("ca-file",),
        _start("httpclient: cannot initialize SSL verify with 'ca-file \"@system-ca\"'."),
        _SOCK,
    ),
    Saying(
        "unable to load CA file '",
        ("ca-file",),
        _start(
            "parsing [/etc/haproxy/haproxy.cfg:20] : 'server web1' : unable to load CA "
            "file '/etc/haproxy/ca.pem'"
        ),
        _SOCK,
    ),
    Saying(
        "Failed to read CA certificate file '",
        ("ca-file",),
        _start(
            "Proxy 'https-in': Failed to read CA certificate file '/etc/haproxy/ca.pem' at "
            "[/etc/haproxy/haproxy.cfg:12]. Chain missing certificate or private key"
        ),
        _SOCK,
    ),
    Saying(
        "unable to set SSL cipher list to '",
        ("config-error",),
        _start(
            "Proxy 'https-in': unable to set SSL cipher list to 'ECDHE-FOO' for bind "
            "'*:443' at [/etc/haproxy/haproxy.cfg:12]."
        ),
        _SOCK,
    ),
    Saying(
        "unable to set TLS 1.3 cipher suites to '",
        ("config-error",),
        _start(
            "Proxy 'https-in': unable to set TLS 1.3 cipher suites to 'TLS_FOO' for bind "
            "'*:443' at [/etc/haproxy/haproxy.cfg:12]."
        ),
        _SOCK,
    ),
    Saying(
        "unable to set SSL curves list to '",
        ("config-error",),
        _start(
            "Proxy 'https-in': unable to set SSL curves list to 'X25519MLKEM768' for bind "
            "'*:443' at [/etc/haproxy/haproxy.cfg:12]."
        ),
        _SOCK,
    ),
    Saying(
        "unable to set elliptic named curve to '",
        ("config-error",),
        _start(
            "Proxy 'https-in': unable to set elliptic named curve to 'secp999r1' for bind "
            "'*:443' at [/etc/haproxy/haproxy.cfg:12]."
        ),
        _SOCK,
    ),
    Saying(
        "all SSL/TLS versions are disabled for",
        ("no-version",),
        _start(
            "Proxy 'https-in': all SSL/TLS versions are disabled for bind '*:443' at "
            "[/etc/haproxy/haproxy.cfg:12]."
        ),
        _SOCK,
    ),
    Saying(
        "SSL/TLS versions range not contiguous for",
        ("config-error",),
        _start(
            "Proxy 'https-in': SSL/TLS versions range not contiguous for bind '*:443' at "
            "[/etc/haproxy/haproxy.cfg:12]. Hole find for TLSv1.2."
        ),
        _SOCK,
    ),
    Saying(
        "no-sslv3/no-tlsv1x are ignored for",
        ("config-ignored",),
        _start(
            "Proxy 'https-in': no-sslv3/no-tlsv1x are ignored for bind '*:443' at "
            "[/etc/haproxy/haproxy.cfg:12]. Use only 'ssl-min-ver' and 'ssl-max-ver' to "
            "fix."
        ),
        _SOCK,
    ),
    Saying(
        "unable to load default 1024 bits DH parameter for certificate",
        ("config-error",),
        _start(
            "parsing [/etc/haproxy/haproxy.cfg:12] : 'bind *:443' : unable to load default "
            "1024 bits DH parameter for certificate '/etc/haproxy/certs/leaf.pem'."
        ),
        _SOCK,
    ),
    Saying(
        "unable to load DH parameters from file",
        ("config-error",),
        _start(
            "parsing [/etc/haproxy/haproxy.cfg:12] : 'bind *:443' : unable to load DH "
            "parameters from file '/etc/haproxy/dh.pem'."
        ),
        _SOCK,
    ),
    Saying(
        "cannot enable certificate generation, no CA certificate File configured",
        ("config-error",),
        _start(
            "Proxy 'https-in': cannot enable certificate generation, no CA certificate "
            "File configured at [/etc/haproxy/haproxy.cfg:12]."
        ),
        _SOCK,
    ),
    Saying(
        ("is present and activates OCSP but it is impossible to compute the OCSP certificate ID"),
        ("config-ignored",),
        _start(
            "parsing [/etc/haproxy/haproxy.cfg:12] : 'bind *:443' "
            "'/etc/haproxy/certs/leaf.pem.ocsp' is present and activates OCSP but it is "
            "impossible to compute the OCSP certificate ID (maybe the issuer could not be "
            "found)'."
        ),
        _SOCK,
    ),
    Saying(
        "OCSP single response: no longer valid",
        ("config-ignored", "verify staple"),
        _start(
            "parsing [/etc/haproxy/haproxy.cfg:12] : 'bind *:443' "
            "'/etc/haproxy/certs/leaf.pem.ocsp': OCSP single response: no longer valid."
        ),
        _SOCK,
    ),
    Saying(
        "unable to load OCSP response",
        ("config-ignored",),
        _start(
            "parsing [/etc/haproxy/haproxy.cfg:12] : unable to load OCSP response from "
            "file '/etc/haproxy/certs/leaf.pem.ocsp'"
        ),
        _SOCK,
    ),
    Saying(
        "unknown keyword 'ssl-",
        ("config-error",),
        _start(
            "parsing [/etc/haproxy/haproxy.cfg:12] : unknown keyword "
            "'ssl-default-bind-ciphersuites' in 'global' section"
        ),
        "src/cfgparse.c, 2.6: a keyword of a newer version, or of a build with TLS",
    ),
    Saying(
        " unknown keyword '",
        ("config-error",),
        _start(
            "parsing [/etc/haproxy/haproxy.cfg:12] : 'bind *:443' unknown keyword "
            "'ssl-min-ver'. Registered keywords :"
        ),
        "src/cfgparse-listen.c, 2.6",
        pattern=(
            "'(?:bind|server|default-server)[^']{0,100}'[^']{0,60} unknown keyword "
            "'(?:ssl|crt|alpn|verify|ca-|sni|check-sni|verifyhost|ciphers|curves|no-tls|"
            "force-tls|strict-sni|generate|send-proxy|accept-proxy)[^']{0,30}'"
        ),
    ),
    Saying(
        "missing SNI",
        ("config-error",),
        _start("parsing [/etc/haproxy/haproxy.cfg:20] : 'server web1' : 'check-sni' : missing SNI"),
        _SOCK,
        pattern="'check-sni' : missing SNI|'sni' : missing sni",
    ),
    Saying(
        "error detected while parsing sni expression",
        ("config-error", "leg upstream"),
        _start(
            "parsing [/etc/haproxy/haproxy.cfg:20] : 'server web1' : error detected while "
            "parsing sni expression : unknown fetch method 'req.sni'"
        ),
        "src/server.c, 2.6",
    ),
    Saying(
        "cannot bind socket (",
        ("config-error",),
        (
            "[ALERT] (12) : Starting frontend https-in: cannot bind socket (Permission "
            "denied) [0.0.0.0:443]"
        ),
        "src/sock_inet.c, 2.6",
        certain=False,
    ),
    Saying(
        "Setting tune.ssl.default-dh-param to 1024 by default",
        ("dh-too-small", "side server"),
        (
            "[WARNING] 126/070809 (12) : Setting tune.ssl.default-dh-param to 1024 by "
            "default, if your workload permits it you should set it to at least 2048."
        ),
        "src/ssl_sock.c, 1.8",
    ),
)

PRODUCT = Product(
    name="HAProxy",
    usual=True,
    roles=(Role.SERVER, Role.REVERSE_PROXY),
    recipes={
        Remedy.RENEW_CERTIFICATE: Recipe(
            "One file holds leaf, intermediates and key; it is read at the reload.",
            (_ONE_FILE, _RELOAD),
        ),
        Remedy.SERVE_FULL_CHAIN: Recipe(
            "One file holds leaf, intermediates and key, the leaf first.", (_ONE_FILE, _RELOAD)
        ),
        Remedy.RAISE_SERVER_VERSION: Recipe(
            "In the global section.", ("ssl-default-bind-options ssl-min-ver TLSv1.2",)
        ),
        Remedy.LOWER_SERVER_VERSION: Recipe(
            "In the global section. OpenSSL 3 speaks TLS 1.0 and 1.1 at security level 0 only.",
            (
                "ssl-default-bind-options ssl-min-ver TLSv1.0",
                "ssl-default-bind-ciphers DEFAULT:@SECLEVEL=0",
            ),
        ),
        Remedy.WIDEN_SERVER_CIPHERS: Recipe(
            "In the global section. Old clients want AES128-GCM-SHA256 too.",
            (
                "ssl-default-bind-ciphers ECDHE+AESGCM:ECDHE+CHACHA20:ECDHE+AES",
                "ssl-default-bind-curves X25519:P-256:P-384",
            ),
        ),
        Remedy.WIDEN_GROUPS: Recipe(
            "In the global section.", ("ssl-default-bind-curves X25519:P-256:P-384",)
        ),
        Remedy.STRONGER_DH: Recipe("In the global section.", ("tune.ssl.default-dh-param 2048",)),
        Remedy.ALIGN_ALPN: Recipe(
            "Before 2.8 a bind line offers no protocol unless it is told to.",
            ("bind :{port} ssl crt /etc/haproxy/certs/ alpn h2,http/1.1",),
        ),
        Remedy.GIVE_CERTIFICATE: Recipe(
            "The first file that is named answers when no name fits.",
            ("bind :{port} ssl crt /etc/haproxy/certs/leaf.pem crt /etc/haproxy/certs/",),
        ),
        Remedy.ALIGN_PROXY_PROTOCOL: Recipe(
            "One line or the other: for the server that gets the header, or for the balancer.",
            (
                "bind :{port} accept-proxy ssl crt /etc/haproxy/certs/  # of the server",
                "server origin 192.0.2.10:8443 send-proxy  # of the balancer",
            ),
        ),
        Remedy.TRUST_CLIENT_CA: Recipe(
            "Every CA a client's certificate may come from; the file is looked for under ca-base.",
            ("bind :{port} ssl crt /etc/haproxy/certs/ ca-file {ca}.pem verify required",),
        ),
        Remedy.SAME_NAME: Recipe(
            "One name for both.",
            (
                "http-request set-header Host {name}",
                *_VERIFIED,
                "server origin 192.0.2.10:8443 sni str({name})",
            ),
        ),
        Remedy.SERVE_NAME: Recipe(
            "Put the certificate into the folder: HAProxy chooses by the names in it.",
            ("bind :{port} ssl crt /etc/haproxy/certs/",),
        ),
        Remedy.RELAX_CLIENT_AUTH: Recipe(
            "Ask without demanding, decide by ssl_c_verify; the file is looked for under ca-base.",
            ("bind :{port} ssl crt /etc/haproxy/certs/ ca-file {ca}.pem verify optional",),
        ),
        Remedy.ENABLE_TLS: Recipe(
            "The word ssl on the bind line turns TLS on.",
            ("bind :{port} ssl crt /etc/haproxy/certs/leaf.pem",),
        ),
        Remedy.READ_SERVER_LOG: Recipe(
            "Since 2.5 a log format of its own tells why handshakes fail.",
            ('error-log-format "%ci:%cp [%tr] %ft %[ssl_fc_err_str]"',),
        ),
        Remedy.ADD_CAPACITY: Recipe(
            "In the global section: more connections, more sessions to resume.",
            ("maxconn 20000", "tune.ssl.cachesize 100000"),
        ),
        Remedy.SECOND_KEY_TYPE: Recipe(
            "Beside each other and named in one breath: HAProxy chooses by the hello.",
            (
                "# leaf.pem.rsa and leaf.pem.ecdsa lie in the folder",
                "bind :{port} ssl crt /etc/haproxy/certs/leaf.pem",
            ),
        ),
        Remedy.UPSTREAM_TLS: Recipe(
            "The word ssl on the server line decides.",
            (*_VERIFIED, "server origin 192.0.2.10:8443 sni str({name})"),
        ),
        Remedy.SEND_SNI: Recipe(
            "Before 3.4 traffic and checks are told the name apart from each other.",
            (
                *_VERIFIED,
                "server origin 192.0.2.10:8443 sni str({name}) check check-sni {name}",
            ),
        ),
        Remedy.TRUST_CA: Recipe(
            "The CA for the leg to the server.",
            (
                "default-server ssl verify required ca-file /etc/haproxy/{ca}.pem",
                "server origin 192.0.2.10:8443 sni str({name})",
            ),
        ),
        Remedy.PRESENT_CLIENT_CERTIFICATE: Recipe(
            "Certificate, chain and key in one PEM file, for the leg to the server.",
            (
                *_VERIFIED,
                "server origin 192.0.2.10:8443 sni str({name}) crt /etc/haproxy/client.pem",
            ),
        ),
        Remedy.USE_PLAIN_SCHEME: Recipe(
            "The server's port speaks no TLS; no-ssl undoes what a default-server line says.",
            ("server origin 192.0.2.10:8080 no-ssl check",),
        ),
    },
    sayings=_SAYINGS,
    speaks=("role reverse-proxy",),
)
