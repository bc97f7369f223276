"""BearSSL on small boards: WiFiClientSecure of the ESP8266 and Pico cores, SSLClient."""

from __future__ import annotations

from tlswhy.products import Product, Role
from tlswhy.products.saying import Saying

_ESP = "ESP8266 Arduino core 2.5 to 3.1, WiFiClientSecureBearSSL.cpp; SSLClient 1.6"

PRODUCT = Product(
    name="BearSSL",
    roles=(Role.CLIENT,),
    sayings=(
        Saying(
            "Chain could not be linked to a trust anchor",
            ("verify issuer-unknown",),
            "BSSL:_connectSSL: Chain could not be linked to a trust anchor.",
            _ESP,
        ),
        Saying(
            "Expected server name was not found in the chain",
            ("verify name",),
            "BSSL:_connectSSL: Expected server name was not found in the chain.",
            _ESP,
        ),
        Saying(
            "Certificate is expired or not yet valid",
            (
                "verify expired",
                "verify not-yet-valid",
                "place embedded",
            ),
            "BSSL:_connectSSL: Certificate is expired or not yet valid.",
            _ESP,
        ),
        Saying(
            "Validation time is unknown",
            (
                "verify not-yet-valid",
                "place clock",
            ),
            "BSSL:_connectSSL: Validation time is unknown.",
            _ESP,
        ),
        Saying(
            "Issuer/Subject DN mismatch in the chain",
            ("verify issuer-missing",),
            "BSSL:_connectSSL: Issuer/Subject DN mismatch in the chain.",
            _ESP,
        ),
        Saying(
            "Unknown critical extension in certificate",
            ("verify strict",),
            "BSSL:_connectSSL: Unknown critical extension in certificate.",
            _ESP,
        ),
        Saying(
            "Not a CA, or path length constraint violation",
            ("verify purpose",),
            "BSSL:_connectSSL: Not a CA, or path length constraint violation.",
            _ESP,
        ),
        Saying(
            "Key Usage extension prohibits intended usage",
            ("verify purpose",),
            "BSSL:_connectSSL: Key Usage extension prohibits intended usage.",
            _ESP,
        ),
        Saying(
            "Public key found in certificate is too small",
            ("verify weak",),
            "BSSL:_connectSSL: Public key found in certificate is too small.",
            _ESP,
        ),
        Saying(
            "no authentication method is setup",
            ("no-trust-store",),
            "BSSL:Connection *will* fail, no authentication method is setup",
            _ESP,
        ),
        Saying(
            "BSSL:_connectSSL:",
            ("handshake-failed",),
            "BSSL:_connectSSL: start handshake failed",
            _ESP,
            certain=False,
        ),
        Saying(
            "Server denied access (did you setup mTLS correctly?)",
            ("alert-received 40",),
            "Server denied access (did you setup mTLS correctly?)",
            _ESP,
        ),
    ),
    speaks=("side client",),
)
