"""GLib and glib-networking: GNOME, flatpak, and all that loads pages with libsoup or WebKitGTK."""

from __future__ import annotations

from tlswhy.model.diagnosis import Remedy
from tlswhy.products import WEB, Product, Recipe, Role
from tlswhy.products.saying import Saying

_TLS = "glib-networking tls/gnutls/, tls/openssl/, tls/base/, 2.5x to 2.80"
_PROXY = "glib gio/ghttpproxy.c, gsocks5proxy.c, gsocks4proxy.c"

PRODUCT = Product(
    name="GLib",
    roles=(Role.CLIENT,),
    services=WEB,
    recipes={
        Remedy.TRUST_CA: Recipe(
            "It reads the system's roots, in a flatpak through p11-kit's server.",
            (
                "trust anchor {ca}.pem",
                "cp {ca}.pem /usr/local/share/ca-certificates/{ca}.crt",
                "update-ca-certificates",
            ),
        ),
    },
    sayings=(
        *(
            Saying(words, means, example, _TLS)
            for words, means, example in (
                (
                    "Unacceptable TLS certificate",
                    ("verify failed",),
                    "error: Unacceptable TLS certificate",
                ),
                (
                    "TLS/SSL support not available; install glib-networking",
                    ("config-error",),
                    "TLS/SSL support not available; install glib-networking",
                ),
                (
                    "TLS support is not available",
                    ("config-error",),
                    "g-tls-error-quark: TLS support is not available (0)",
                ),
                (
                    "Peer failed to perform TLS handshake",
                    ("handshake-failed",),
                    "Peer failed to perform TLS handshake: A TLS fatal alert has been received.",
                ),
                (
                    "Peer sent fatal TLS alert:",
                    ("handshake-failed",),
                    "Peer sent fatal TLS alert: Certificate is bad",
                ),
                (
                    "Protocol version downgrade attack detected",
                    ("fallback",),
                    "Protocol version downgrade attack detected",
                ),
                (
                    "Server required TLS certificate",
                    ("client-cert-absent",),
                    "Server required TLS certificate",
                ),
                (
                    "Server did not return a valid TLS certificate",
                    ("verify failed",),
                    "Server did not return a valid TLS certificate",
                ),
                (
                    "TLS connection peer did not send a certificate",
                    ("client-cert-absent",),
                    "TLS connection peer did not send a certificate",
                ),
                (
                    "Peer requested illegal TLS rehandshake",
                    ("legacy-renegotiation",),
                    "Peer requested illegal TLS rehandshake",
                ),
                (
                    "TLS connection closed unexpectedly",
                    ("eof",),
                    "TLS connection closed unexpectedly",
                ),
                (
                    "Error performing TLS handshake: The ",
                    ("handshake-failed",),
                    "Error performing TLS handshake: The Diffie-Hellman prime sent by the server is not acceptable",
                ),
                (
                    "Failed to load system trust store:",
                    ("no-trust-store",),
                    "Failed to load system trust store: GnuTLS was not configured with a system trust",
                ),
                (
                    "Could not get root CA list",
                    ("no-trust-store",),
                    "Could not get root CA list: no such file",
                ),
            )
        ),
        Saying(
            "Peer sent fatal TLS alert:",
            (),
            "Peer sent fatal TLS alert: Handshake failed",
            _TLS,
            pattern=r"Peer sent fatal TLS alert: (?P<code>[A-Z][A-Za-z ]{4,60})",
            decode="alert",
        ),
        Saying(
            "HTTP proxy connection failed:",
            ("proxy-answered {status}", "leg proxy"),
            "HTTP proxy connection failed: 502",
            _PROXY,
            pattern=r"HTTP proxy connection failed: (?P<status>[1-9]\d\d)",
        ),
        *(
            Saying(words, means, words, _PROXY)
            for words, means in (
                ("HTTP proxy authentication required", ("proxy-answered 407", "leg proxy")),
                ("HTTP proxy authentication failed", ("proxy-answered 407", "leg proxy")),
                ("HTTP proxy connection not allowed", ("proxy-answered 403", "leg proxy")),
                ("HTTP proxy server closed connection unexpectedly", ("eof", "leg proxy")),
                ("Bad HTTP proxy reply", ("socks-to-http",)),
                ("The server is not a SOCKSv5 proxy server", ("socks-to-http",)),
                ("The server is not a SOCKSv4 proxy server", ("socks-to-http",)),
                ("The SOCKSv5 proxy requires authentication", ("socks-auth",)),
                (
                    "SOCKSv5 authentication failed due to wrong username or password",
                    ("socks-auth",),
                ),
                ("Connection through SOCKSv4 server was rejected", ("socks-reply 1",)),
                ("Internal SOCKSv5 proxy server error", ("socks-reply 1",)),
                ("SOCKSv5 connection not allowed by ruleset", ("socks-reply 2",)),
                ("Network unreachable through SOCKSv5 server", ("socks-reply 3",)),
                ("Host unreachable through SOCKSv5 server", ("socks-reply 4",)),
                ("Connection refused through SOCKSv5 proxy", ("socks-reply 5",)),
            )
        ),
        Saying(
            "While fetching https://",
            (),
            "error: Unable to load summary from remote flathub: While fetching https://dl.flathub.org/repo/summary.idx: [60] SSL peer certificate or SSH remote key was not OK",
            "ostree src/libostree/ostree-fetcher-curl.c",
            pattern=r"While fetching (?P<host>https?://[^\s]{1,300}?): (?:\[(?P<code>\d{1,2})\])?",
            decode="curl_exit",
        ),
    ),
)
