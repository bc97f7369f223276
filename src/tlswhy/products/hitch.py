"""Hitch, which ends TLS in front of Varnish."""

from __future__ import annotations

from tlswhy.products import Product, Role
from tlswhy.products.saying import Saying

_SOURCE = "src/hitch.c, src/configuration.c, src/proxyv2.c, 1.7"

PRODUCT = Product(
    name="Hitch",
    roles=(Role.REVERSE_PROXY,),
    speaks=("role reverse-proxy",),
    sayings=(
        Saying(
            "} SSL socket error in handshake:",
            ("handshake-failed",),
            (
                "20240506T070809.123456 [4711] 192.0.2.7:50000 :0 12:-1 {client} SSL socket "
                "error in handshake: Connection reset by peer"
            ),
            _SOURCE,
            pattern=r"\{\w{4,8}\} SSL socket error in handshake:",
        ),
        Saying(
            "{backend} Unexpected SSL error (in handshake):",
            ("handshake-failed", "leg upstream", "upstream-failed"),
            "{backend} Unexpected SSL error (in handshake): 1",
            _SOURCE,
        ),
        Saying(
            "{client} Unexpected SSL error (in handshake):",
            ("handshake-failed", "side server", "leg downstream"),
            (
                "20240506T070809.123456 [4711] 192.0.2.7:50000 :0 12:-1 {client} Unexpected "
                "SSL error (in handshake): 1"
            ),
            _SOURCE,
        ),
        Saying(
            "} Connection closed (in handshake)",
            ("eof",),
            (
                "20240506T070809.123456 [4711] 192.0.2.7:50000 :0 12:-1 {client} Connection "
                "closed (in handshake)"
            ),
            _SOURCE,
            pattern=r"\{\w{4,8}\} Connection closed \(in handshake\)",
        ),
        Saying(
            "{client} Received invalid PROXY/PROXYv2 header",
            ("proxy-header", "side server"),
            "{client} Received invalid PROXY/PROXYv2 header",
            _SOURCE,
        ),
        Saying(
            "{client} Unexpectedly long PROXY line. Malformed req?",
            ("proxy-header", "side server"),
            "{client} Unexpectedly long PROXY line. Malformed req?",
            _SOURCE,
        ),
        Saying(
            "No x509 certificate PEM file specified for frontend",
            ("no-certificate", "config-error", "side server"),
            "No x509 certificate PEM file specified for frontend '[*]:443'!",
            _SOURCE,
        ),
        Saying(
            "Unable to stat x509 certificate PEM file",
            ("cert-file", "side server"),
            (
                "Unable to stat x509 certificate PEM file '/etc/hitch/site.pem': No such file "
                "or directory"
            ),
            _SOURCE,
        ),
        Saying(
            "Unable to stat private keyfile",
            ("cert-file", "side server"),
            "Unable to stat private keyfile '/etc/hitch/site.key': No such file or directory",
            _SOURCE,
        ),
        Saying(
            "Invalid x509 certificate PEM file",
            ("cert-file", "side server"),
            "Invalid x509 certificate PEM file '/etc/hitch': Not a file.",
            _SOURCE,
        ),
        Saying(
            "Invalid private keyfile",
            ("cert-file", "side server"),
            "Invalid private keyfile '/etc/hitch': Not a file.",
            _SOURCE,
        ),
        Saying(
            "} Error loading private key (",
            ("cert-file", "side server"),
            "{core} Error loading private key (/etc/hitch/site.pem)",
            _SOURCE,
            pattern=r"\{core\} Error loading private key \(",
        ),
        Saying(
            "Invalid 'tls-protos' option",
            ("config-error", "side server"),
            "Invalid 'tls-protos' option 'TLSv1.9'",
            _SOURCE,
        ),
    ),
)
