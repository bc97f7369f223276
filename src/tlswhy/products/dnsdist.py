"""PowerDNS dnsdist, a load balancer for DNS."""

from __future__ import annotations

from tlswhy.products import Product, Role
from tlswhy.products.saying import Saying

_SOURCE = "dnsdist-lua.cc, tcpiohandler.cc, dnsdist-tcp.cc, 1.7"

PRODUCT = Product(
    name="dnsdist",
    roles=(Role.REVERSE_PROXY, Role.SERVER),
    services=("domain-s",),
    sayings=(
        Saying(
            "An error occurred while trying to load the TLS server certificate file",
            ("cert-file", "config-error", "side server"),
            (
                "Error while setting up TLS on local address '192.0.2.1:853': An error "
                "occurred while trying to load the TLS server certificate file: "
                "/etc/dnsdist/cert.pem"
            ),
            _SOURCE,
        ),
        Saying(
            "An error occurred while trying to load the TLS server private key file",
            ("cert-file", "config-error", "side server"),
            (
                "An error occurred while trying to load the TLS server private key file: "
                "/etc/dnsdist/key.pem"
            ),
            _SOURCE,
        ),
        Saying(
            "Error while setting up TLS on local address",
            ("config-error", "side server"),
            "Error while setting up TLS on local address '192.0.2.1:853', exiting",
            _SOURCE,
        ),
        Saying(
            "Error, mismatching number of certificates and keys in call to",
            ("config-error", "side server"),
            "Error, mismatching number of certificates and keys in call to addTLSLocal()!",
            _SOURCE,
        ),
        Saying(
            "The TLS ciphers could not be set",
            ("no-cipher", "config-error"),
            "The TLS ciphers could not be set: FOO",
            _SOURCE,
        ),
        Saying(
            "The TLS 1.3 ciphers could not be set",
            ("no-cipher", "config-error"),
            "The TLS 1.3 ciphers could not be set: FOO",
            _SOURCE,
        ),
        Saying(
            "Error setting up TLS context for DoH listener on",
            ("config-error", "side server"),
            (
                "Error setting up TLS context for DoH listener on '192.0.2.1:443': unable to "
                "load certificate"
            ),
            _SOURCE,
        ),
        Saying(
            "running in DNS over HTTP mode instead of DNS over HTTPS",
            ("no-certificate", "config-ignored", "side server"),
            (
                "No certificate provided for DoH endpoint 192.0.2.1:443, running in DNS over "
                "HTTP mode instead of DNS over HTTPS"
            ),
            _SOURCE,
        ),
        Saying(
            "Error while processing TLS connection:",
            ("handshake-failed",),
            (
                "Error while processing TLS connection: (SSL_ERROR_SSL) error:0A000126:SSL "
                "routines::unexpected eof while reading"
            ),
            _SOURCE,
        ),
        Saying(
            "Error accepting TLS connection",
            ("handshake-failed", "side server"),
            "Got an exception while handling (TLS) TCP query: Error accepting TLS connection",
            _SOURCE,
        ),
        Saying(
            "Error establishing a TLS connection",
            ("handshake-failed", "side client", "leg upstream"),
            "Error establishing a TLS connection: certificate verify failed",
            _SOURCE,
        ),
        Saying(
            "Timeout while establishing TLS connection",
            ("handshake-timeout",),
            "Got an exception: Timeout while establishing TLS connection",
            _SOURCE,
        ),
        Saying(
            "Error handling the Proxy Protocol received from TCP client",
            ("proxy-header", "side server"),
            "Error handling the Proxy Protocol received from TCP client 192.0.2.7:40112",
            _SOURCE,
        ),
    ),
)
