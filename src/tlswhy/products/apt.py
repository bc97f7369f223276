"""apt on Debian and Ubuntu: GnuTLS, since 3.1 OpenSSL."""

from __future__ import annotations

from tlswhy.model.diagnosis import Remedy
from tlswhy.products import WEB, Product, Recipe, Role
from tlswhy.products.saying import Saying

_CONNECT = "methods/connect.cc, 1.6 to 3.1"
_HTTP = "methods/http.cc, 1.6 to 3.1"
_SOCKS = "methods/http.cc: UnwrapSocks"
_CONF = "# /etc/apt/apt.conf.d/90local"

PRODUCT = Product(
    name="apt",
    roles=(Role.CLIENT,),
    services=WEB,
    recipes={
        Remedy.TRUST_CA: Recipe(
            "It reads the system's roots; this is for one file of its own.",
            (
                "cp {ca}.pem /usr/local/share/ca-certificates/{ca}.crt",
                "update-ca-certificates",
                _CONF,
                'Acquire::https::CaInfo "/path/to/bundle.pem";',
            ),
        ),
        Remedy.UPDATE_TRUST_STORE: Recipe(
            "Over plain HTTP when the roots themselves are missing; packages are signed.",
            (
                "sed -i 's|https://|http://|' /etc/apt/sources.list",
                "apt-get update && apt-get install ca-certificates",
            ),
        ),
        Remedy.PRESENT_CLIENT_CERTIFICATE: Recipe(
            "The user _apt has to be able to read both.",
            (
                _CONF,
                'Acquire::https::{host}::SslCert "/etc/apt/client.pem";',
                'Acquire::https::{host}::SslKey "/etc/apt/client.key";',
            ),
        ),
        Remedy.USE_PROXY: Recipe(
            "For https sources too the proxy's URL begins with http://.",
            (_CONF, 'Acquire::https::Proxy "http://{proxy}";'),
        ),
        Remedy.PROXY_URL_HTTP: Recipe(
            "For https sources too the proxy's URL begins with http://.",
            (_CONF, 'Acquire::https::Proxy "http://{proxy}";'),
        ),
        Remedy.PROXY_URL_HTTPS: Recipe(
            "For https sources alone.", (_CONF, 'Acquire::https::Proxy "https://{proxy}";')
        ),
        Remedy.PROXY_CREDENTIALS: Recipe(
            "Basic alone; characters like @ in percent encoding.",
            (_CONF, 'Acquire::https::Proxy "http://USER:PASSWORD@{proxy}";'),
        ),
        Remedy.BYPASS_PROXY: Recipe(
            "For one host.", (_CONF, 'Acquire::https::Proxy::{host} "DIRECT";')
        ),
    },
    sayings=(
        Saying(
            "Certificate verification failed: The certificate is NOT trusted.",
            ("verify failed",),
            "Certificate verification failed: The certificate is NOT trusted. Could not handshake: Error in the certificate verification. [IP: 192.0.2.1 443]",
            _CONNECT,
        ),
        Saying(
            "Could not handshake:",
            ("handshake-failed",),
            "Could not handshake: An unexpected TLS packet was received. [IP: 192.0.2.1 443]",
            _CONNECT,
        ),
        Saying(
            "Could not handshake: The TLS connection was non-properly terminated",
            ("eof",),
            "Could not handshake: The TLS connection was non-properly terminated. [IP: 192.0.2.1 443]",
            _CONNECT,
        ),
        Saying(
            "No system certificates available. Try installing ca-certificates",
            ("no-trust-store",),
            "W: https://deb.example/dists/sid/InRelease: No system certificates available. Try installing ca-certificates.",
            _CONNECT,
        ),
        *(
            Saying(words, means, f"E: {words} {rest}", _CONNECT)
            for words, means, rest in (
                (
                    "Could not load system TLS certificates:",
                    ("no-trust-store",),
                    "Error while reading file.",
                ),
                (
                    "Could not load certificates from",
                    ("ca-file",),
                    "/etc/apt/ca.pem (CaInfo option): Error while reading file.",
                ),
                (
                    "Could not load client certificate (",
                    ("client-key",),
                    "/etc/apt/client.pem, SslCert option) or key (/etc/apt/client.key, SslKey option): Error while reading file.",
                ),
                (
                    "Could not load custom certificate revocation list",
                    ("ca-file",),
                    "/etc/apt/crl.pem (CrlFile option): Error while reading file.",
                ),
                (
                    "SSL connection failed: error:",
                    ("handshake-failed",),
                    "0A000086:SSL routines::certificate verify failed / Success",
                ),
            )
        ),
        Saying(
            "to indicate to server:",
            ("sni-absent",),
            "Could not set host name 192.0.2.1 to indicate to server: The given DNS name is invalid",
            _CONNECT,
            pattern=r"Could not set host name (?P<host>\S{1,253}) to indicate to server",
        ),
        Saying(
            "Invalid response from proxy:",
            ("proxy-answered {status}", "leg proxy"),
            "Err:1 https://deb.example sid InRelease Invalid response from proxy: HTTP/1.1 403 Forbidden [IP: 192.0.2.9 3128]",
            _HTTP,
            pattern=r"Invalid response from proxy: HTTP/[\d.]{1,3} (?P<status>[1-9]\d\d)",
        ),
        Saying(
            "Reading from proxy failed",
            ("eof", "leg proxy", "proxy-set"),
            "Reading from proxy failed - read (115: Operation now in progress)",
            _HTTP,
        ),
        Saying(
            "Writing to proxy failed",
            ("reset", "leg proxy", "proxy-set"),
            "Writing to proxy failed",
            _HTTP,
        ),
        Saying(
            "Unsupported proxy configured:",
            ("config-error", "proxy-set"),
            "Unsupported proxy configured: ftp://proxy.example:21",
            _HTTP,
            pattern=r"Unsupported proxy configured: (?!https)",
        ),
        Saying(
            "Unsupported proxy configured: https:",
            ("proxy-url https", "tls-in-tls"),
            "Unsupported proxy configured: https://proxy.example:3128",
            _HTTP,
        ),
        Saying(
            "SOCKS proxy ",
            ("socks-reply {reply}", "leg proxy"),
            "SOCKS proxy socks5h://proxy.example:1080/ could not connect to a.example (0.0.0.0:0) due to: Host unreachable (4)",
            _SOCKS,
            pattern=r"SOCKS proxy \S{1,200} could not connect to (?P<host>[\w.-]{1,253}) \([^)]{0,80}\) due to: [^(]{1,80} \((?P<reply>\d)\)",
        ),
        Saying(
            "greets back with wrong version:",
            ("socks-to-http",),
            "SOCKS proxy socks5h://proxy.example:3128/ greets back with wrong version: 72",
            _SOCKS,
        ),
        Saying(
            "greets back having not found a common authorization method",
            ("socks-auth",),
            "SOCKS proxy socks5h://proxy.example:1080/ greets back having not found a common authorization method: 255",
            _SOCKS,
        ),
        Saying(
            "reported authorization failure: username or password incorrect?",
            ("socks-auth",),
            "SOCKS proxy socks5h://proxy.example:1080/ reported authorization failure: username or password incorrect? (1)",
            _SOCKS,
        ),
        Saying(
            "The method driver /usr/lib/apt/methods/https could not be found",
            ("config-error",),
            "E: The method driver /usr/lib/apt/methods/https could not be found.",
            "apt-pkg/acquire-worker.cc, to 1.4",
        ),
        Saying(
            "InRelease is not valid yet (invalid for another",
            ("year wrong",),
            "E: Release file for https://deb.example/dists/sid/InRelease is not valid yet (invalid for another 3h 2min 1s). Updates for this repository will not be applied.",
            "apt-pkg/acquire-item.cc",
            certain=False,
        ),
        Saying(
            "E: Failed to fetch https://",
            (),
            "E: Failed to fetch https://deb.example/dists/sid/InRelease Could not handshake",
            "apt-pkg/acquire-item.cc",
            pattern=r"Failed to fetch (?P<host>https://[^\s]{1,300})",
        ),
        Saying(
            "Cannot initiate the connection to",
            ("unreachable",),
            "Cannot initiate the connection to deb.example:443 (2001:db8::1). - connect (101: Network is unreachable)",
            _CONNECT,
            pattern=r"Cannot initiate the connection to (?P<host>[\w.-]{1,253}):(?P<port>\d{1,5})",
            certain=False,
        ),
        Saying(
            ", connection timed out",
            ("connect-timeout",),
            "Could not connect to deb.example:443 (192.0.2.1), connection timed out",
            _CONNECT,
            pattern=r"Could not connect to (?P<host>[\w.-]{1,253}):(?P<port>\d{1,5}) \([^)]{1,60}\), connection timed out",
            certain=False,
        ),
    ),
    speaks=("side client",),
)
