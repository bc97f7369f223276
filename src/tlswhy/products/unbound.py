"""Unbound, a DNS resolver, and what comes with it."""

from __future__ import annotations

from tlswhy.products import Product, Role
from tlswhy.products.saying import Saying

_SOURCE = "util/net_help.c, daemon/remote.c, dnstap/dtstream.c, 1.17"

PRODUCT = Product(
    name="Unbound",
    roles=(Role.SERVER, Role.CLIENT),
    services=("domain-s",),
    sayings=(
        Saying(
            "ssl handshake failed crypto error:00000000:",
            ("eof",),
            ("unbound[1944:0] error: ssl handshake failed crypto error:00000000:lib(0)::reason(0)"),
            ("util/net_help.c, services/outside_network.c, 1.17: OpenSSL has no error to tell of"),
        ),
        Saying(
            "notice: ssl handshake failed ",
            ("handshake-failed",),
            "unbound[1944:0] notice: ssl handshake failed 192.0.2.7 port 853",
            "util/netevent.c, 1.6 to 1.22",
            pattern=(
                "notice: ssl handshake failed (?P<host>[0-9a-f.:]{2,45}) port (?P<port>"
                r"\d{1,5})"
            ),
        ),
        Saying(
            "ssl handshake failed crypto error:",
            ("handshake-failed",),
            (
                "[1672531834] unbound[38781:0] error: ssl handshake failed crypto "
                "error:1416F086:SSL routines:tls_process_server_certificate:certificate verify "
                "failed"
            ),
            _SOURCE,
        ),
        Saying(
            "remote control connection failed to authenticate with client certificate",
            ("client-cert-refused", "side server"),
            (
                "[1672531834] unbound[38781:0] notice: remote control connection failed to "
                "authenticate with client certificate"
            ),
            _SOURCE,
        ),
        Saying(
            "remote control connection provided no client certificate",
            ("client-cert-absent", "side server"),
            (
                "[1672531834] unbound[38781:0] notice: remote control connection provided no "
                "client certificate"
            ),
            _SOURCE,
        ),
        Saying(
            "remote control failed ssl",
            ("handshake-failed", "side server"),
            (
                "[1672531834] unbound[38781:0] error: remote control failed ssl crypto "
                "error:0A000418:SSL routines::tlsv1 alert unknown ca"
            ),
            _SOURCE,
        ),
        Saying(
            "error: no tls-service-key file specified",
            ("cert-file", "side server"),
            "[1672531834] unbound[38781:0] error: no tls-service-key file specified",
            _SOURCE,
        ),
        Saying(
            "error: no tls-service-pem file specified",
            ("no-certificate", "side server"),
            "[1672531834] unbound[38781:0] error: no tls-service-pem file specified",
            _SOURCE,
        ),
        Saying(
            "HTTPS port configured, but no TLS tls-service-key or tls-service-pem set",
            ("config-error", "no-certificate", "side server"),
            (
                "[1672531834] unbound[38781:0] error: HTTPS port configured, but no TLS "
                "tls-service-key or tls-service-pem set"
            ),
            _SOURCE,
        ),
        Saying(
            "error for private key file:",
            ("cert-file", "side server"),
            (
                "[1672531834] unbound[38781:0] error: error for private key file: "
                "/etc/unbound/key.pem"
            ),
            _SOURCE,
        ),
        Saying(
            "error in SSL_CTX_check_private_key",
            ("key-mismatch",),
            (
                "[1672531834] unbound[38781:0] error: error in SSL_CTX_check_private_key "
                "crypto error:05800074:x509 certificate routines::key values mismatch"
            ),
            _SOURCE,
        ),
        Saying(
            "Error in SSL_CTX use_certificate_chain_file",
            ("cert-file",),
            (
                "Error in SSL_CTX use_certificate_chain_file crypto error:80000002:system "
                "library::No such file or directory"
            ),
            _SOURCE,
        ),
        Saying(
            "Error setting up SSL_CTX client key",
            ("client-key", "side client"),
            "Error setting up SSL_CTX client key. You may need to be root to access the key.",
            _SOURCE,
        ),
        Saying(
            "Error setting up SSL_CTX client cert",
            ("client-key", "side client"),
            "Error setting up SSL_CTX client cert",
            _SOURCE,
        ),
        Saying(
            "Error setting up SSL_CTX verify, server cert",
            ("ca-file", "side client"),
            "Error setting up SSL_CTX verify, server cert",
            _SOURCE,
        ),
        Saying(
            "could not set up listen SSL_CTX",
            ("cert-file", "config-error", "side server"),
            "[1672531834] unbound[38781:0] fatal error: could not set up listen SSL_CTX",
            _SOURCE,
        ),
        Saying(
            "could not set up connect SSL_CTX",
            ("ca-file", "config-error", "side client"),
            "[1672531834] unbound[38781:0] fatal error: could not set up connect SSL_CTX",
            _SOURCE,
        ),
        Saying(
            "could not set cipher list with SSL_CTX_set_cipher_list",
            ("no-cipher", "config-error"),
            (
                "[1672531834] unbound[38781:0] error: could not set cipher list with "
                "SSL_CTX_set_cipher_list"
            ),
            _SOURCE,
        ),
        Saying(
            "failed to set tls-cipher",
            ("no-cipher", "config-error"),
            "[1672531834] unbound[38781:0] error: failed to set tls-ciphersuites FOO",
            _SOURCE,
        ),
        Saying(
            "dnstap io, ssl handshake failed",
            ("handshake-failed", "side client"),
            ("[1672531834] unbound[38781:0] error: dnstap io, ssl handshake failed from 192.0.2.8"),
            _SOURCE,
        ),
        Saying(
            "SSL connection failed: failed to authenticate",
            ("verify failed", "side client"),
            (
                "[1672531834] unbound[38781:0] notice: dnstap io, 192.0.2.8, SSL connection "
                "failed: failed to authenticate"
            ),
            _SOURCE,
        ),
    ),
)
