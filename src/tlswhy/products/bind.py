"""BIND, a DNS server."""

from __future__ import annotations

from tlswhy.products import Product, Role
from tlswhy.products.saying import Saying

_SOURCE = "lib/isc/tls.c, lib/bind9/check.c, lib/dns/xfrin.c, 9.18"

PRODUCT = Product(
    name="BIND",
    roles=(Role.SERVER, Role.CLIENT),
    services=("domain-s",),
    sayings=(
        Saying(
            "TLS peer certificate verification failed",
            ("verify failed",),
            (
                "06-May-2024 07:08:09.123 transfer of 'example.com/IN' from 192.0.2.53#853: "
                "failed to connect: TLS peer certificate verification failed"
            ),
            _SOURCE,
        ),
        Saying(
            "Error initializing TLS context:",
            ("config-error", "cert-file"),
            (
                "06-May-2024 07:08:09.123 Error initializing TLS context: error:05800074:x509 "
                "certificate routines::key values mismatch"
            ),
            _SOURCE,
        ),
        Saying(
            "is not a valid TLS protocol version",
            ("config-error",),
            "/etc/bind/named.conf.options:12: 'TLSv1.9' is not a valid TLS protocol version",
            _SOURCE,
        ),
        Saying(
            "does not contain any valid TLS protocol versions definitions",
            ("config-error",),
            (
                "/etc/bind/named.conf.options:12: tls 'local' does not contain any valid TLS "
                "protocol versions definitions"
            ),
            _SOURCE,
        ),
        Saying(
            "'ciphers' in the 'tls' clause",
            ("config-error", "no-cipher"),
            (
                "/etc/bind/named.conf.options:12: 'ciphers' in the 'tls' clause 'local' is not "
                "a valid cipher list string"
            ),
            _SOURCE,
        ),
        Saying(
            "could not get TLS configuration for zone transfer:",
            ("config-error",),
            (
                "transfer of 'example.com/IN' from 192.0.2.53#853: could not get TLS "
                "configuration for zone transfer: not found"
            ),
            _SOURCE,
        ),
        Saying(
            "unable to find TLS configuration:",
            ("config-error",),
            (
                "06-May-2024 07:08:09.123 dns_request_create: unable to find TLS "
                "configuration: not found"
            ),
            _SOURCE,
            certain=False,
        ),
    ),
)
