"""InspIRCd."""

from __future__ import annotations

from tlswhy.products import Product, Role
from tlswhy.products.saying import Saying

_GNUTLS = "InspIRCd, src/modules/extra/m_ssl_gnutls.cpp, 3"

_SAYINGS = (
    Saying(
        "Handshake Failed - ",
        ("handshake-failed", "side server"),
        (
            "*** CONNECT: Client exiting: app!app@192.0.2.7 (Handshake Failed - A TLS fatal "
            "alert has been received.)"
        ),
        _GNUTLS,
    ),
    Saying(
        "Error while initializing TLS (SSL) profile",
        ("cert-file", "config-error", "side server"),
        (
            'Error while initializing TLS (SSL) profile "Clients" at '
            "/etc/inspircd/inspircd.conf:12 - Unable to load certificate file"
        ),
        _GNUTLS,
    ),
    Saying(
        "Error while initializing the default TLS (SSL) profile",
        ("cert-file", "config-error", "side server"),
        (
            "Error while initializing the default TLS (SSL) profile - Unable to load "
            "certificate file"
        ),
        _GNUTLS,
    ),
    Saying(
        "Failed to reload the GnuTLS TLS (SSL) profiles",
        ("cert-file", "side server"),
        "Failed to reload the GnuTLS TLS (SSL) profiles. Unable to load private key",
        _GNUTLS,
    ),
    Saying(
        "Unable to set cert/key pair",
        ("key-mismatch", "cert-file", "side server"),
        "Unable to set cert/key pair",
        _GNUTLS,
    ),
)

PRODUCT = Product(
    name="InspIRCd",
    roles=(
        Role.SERVER,
        Role.CLIENT,
    ),
    services=(
        "irc",
        "ircs",
    ),
    sayings=_SAYINGS,
)
