"""IBM HTTP Server with mod_ibm_ssl."""

from __future__ import annotations

from tlswhy.products import Product, Role
from tlswhy.products.saying import Saying

_IHS = "IBM HTTP Server 9, mod_ibm_ssl"

_SAYINGS = (
    Saying(
        "SSL0208E",
        ("verify failed",),
        (
            "SSL0208E: SSL Handshake Failed, Certificate validation error. [192.0.2.7:40112 "
            "-> 192.0.2.8:443]"
        ),
        _IHS,
    ),
    Saying(
        "SSL0222W",
        ("no-shared-cipher", "side server"),
        (
            "SSL0222W: SSL Handshake Failed, No ciphers specified (no shared ciphers or no "
            "shared protocols)."
        ),
        _IHS,
    ),
    Saying(
        "SSL0227E",
        ("cert-file", "side server"),
        "SSL0227E: SSL Handshake Failed, Specified label could not be found in the key file.",
        _IHS,
    ),
    Saying(
        "SSL0221E",
        ("verify expired",),
        (
            "SSL0221E: SSL Handshake Failed, Either the certificate has expired or the "
            "system clock is incorrect."
        ),
        _IHS,
    ),
    Saying(
        "SSL Handshake Failed due to fatal alert from client",
        ("handshake-failed", "side server"),
        (
            "SSL0279E: SSL Handshake Failed due to fatal alert from client. Client sent "
            "fatal alert [level 2 (fatal), description 48 (unknown_ca)] [192.0.2.7:40112 -> "
            "192.0.2.8:443]"
        ),
        _IHS,
        pattern=(
            "SSL Handshake Failed due to fatal alert from client(?:.{0,80}descript"
            r"ion (?P<code>\d{1,3}))?"
        ),
        decode="alert",
    ),
    Saying(
        "SSL Handshake Failed, ",
        ("handshake-failed",),
        (
            "SSL0266E: SSL Handshake failed. [192.0.2.7:40112]\nSSL0230I: SSL Handshake "
            "Failed, I/O error during handshake."
        ),
        _IHS,
        pattern=r"SSL\d{4}[EIW]: SSL Handshake Failed, ",
    ),
)

PRODUCT = Product(
    name="IBM HTTP Server",
    roles=(
        Role.SERVER,
        Role.REVERSE_PROXY,
    ),
    sayings=_SAYINGS,
    speaks=("side server",),
)
