"""Qpid Proton, an AMQP library, and what is built on it."""

from __future__ import annotations

from tlswhy.products import Product, Role
from tlswhy.products.saying import Saying

_SOURCE = "c/src/ssl/openssl.c, c/src/reactor, 0.37"

PRODUCT = Product(
    name="Qpid Proton",
    roles=(Role.CLIENT, Role.SERVER),
    services=("amqp", "amqps"),
    sayings=(
        Saying(
            "found in peer cert - rejecting handshake",
            ("verify name", "side client"),
            (
                "Error: no name matching broker.example.com found in peer cert - rejecting "
                "handshake."
            ),
            _SOURCE,
            pattern=r"no name matching (?P<host>[\w.-]{1,253}) found in peer cert",
        ),
        Saying(
            "PN_SSL_VERIFY_PEER_NAME configured, but no peer hostname set",
            ("config-error", "side client"),
            (
                "Error: configuration error: PN_SSL_VERIFY_PEER_NAME configured, but no peer "
                "hostname set!"
            ),
            _SOURCE,
        ),
        Saying(
            "Server cannot verify peer without configuring a certificate",
            ("no-certificate", "config-error", "side server"),
            (
                "Error: Server cannot verify peer without configuring a certificate, use "
                "pn_ssl_domain_set_credentials()"
            ),
            _SOURCE,
        ),
        Saying(
            "is not consistent with the certificate",
            ("key-mismatch",),
            "The key file /etc/key.pem is not consistent with the certificate /etc/cert.pem",
            _SOURCE,
            pattern=r"The key file .{1,300} is not consistent with the certificate ",
        ),
        Saying(
            "SSL Failure: error:",
            ("handshake-failed",),
            (
                "condition=amqp:connection:framing-error description=SSL Failure: "
                "error:0A000086:SSL routines::certificate verify failed"
            ),
            _SOURCE,
        ),
        Saying(
            "AMQP SSL protocol header not allowed (maybe detected twice)",
            ("config-error", "side server"),
            "AMQP SSL protocol header not allowed (maybe detected twice)",
            _SOURCE,
        ),
    ),
)
