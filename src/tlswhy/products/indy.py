"""Indy and fphttpclient: TLS in programs of Delphi and Lazarus."""

from __future__ import annotations

from tlswhy.products import Product, Role
from tlswhy.products.saying import Saying

_INDY = "Indy 10, IdResourceStringsOpenSSL.pas and IdResourceStringsProtocols.pas"

PRODUCT = Product(
    name="Indy",
    roles=(Role.CLIENT,),
    sayings=(
        Saying(
            "Could not load SSL library",
            ("config-error",),
            "EIdOSSLCouldNotLoadSSLLibrary: Could not load SSL library.",
            _INDY,
        ),
        Saying(
            "Error connecting with SSL.",
            ("handshake-failed",),
            "EIdOSSLConnectError: Error connecting with SSL.",
            _INDY,
        ),
        Saying(
            "Error accepting connection with SSL.",
            (
                "handshake-failed",
                "side server",
            ),
            "EIdOSSLAcceptError: Error accepting connection with SSL.",
            _INDY,
        ),
        Saying(
            "SSL connection has dropped",
            ("eof",),
            "SSL connection has dropped.",
            _INDY,
        ),
        Saying(
            "Could not initialize OpenSSL library",
            ("config-error",),
            "EInOutError: Could not initialize OpenSSL library",
            "Free Pascal 3.0 to 3.2, fcl-net sslsockets.pp",
        ),
    ),
    speaks=("side client",),
)
