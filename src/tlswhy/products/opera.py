"""Opera before version 15, with an engine of its own; since then it is Chromium."""

from __future__ import annotations

from tlswhy.products import Product, Role
from tlswhy.products.saying import Saying

_OPERA = "Opera 8 to 12, english.lng"

PRODUCT = Product(
    name="Opera",
    roles=(Role.CLIENT,),
    sayings=(
        Saying(
            "Secure connection: fatal error (",
            ("handshake-failed",),
            "Secure connection: fatal error (1066) https://www.example.org/",
            _OPERA,
        ),
        Saying(
            "Secure connection: fatal error (",
            (),
            "Secure connection: fatal error (40) from server https://www.example.org/ Failed to connect to server. The reason may be that the encryption methods supported by the server are not enabled in the security preferences.",
            _OPERA,
            pattern=r"fatal error \((?P<code>\d{1,3})\) from server",
            decode="alert",
        ),
        Saying(
            "that the encryption methods supported by the server are not enabled in the security preferences",
            ("no-parameters",),
            "The reason may be that the encryption methods supported by the server are not enabled in the security preferences.",
            _OPERA,
        ),
        Saying(
            "The server's certificate chain is incomplete, and the signer(s) are not registered",
            ("verify issuer-missing",),
            "The server's certificate chain is incomplete, and the signer(s) are not registered. Accept?",
            _OPERA,
        ),
        Saying(
            "The server's name",
            ("verify name",),
            'The server\'s name "www.example.org" does not match the certificate\'s name "www.example.com".',
            _OPERA,
            pattern=r"The server's name .{1,200}? does not match the certificate's name",
        ),
        Saying(
            "The root certificate for this server could not be verified",
            ("verify issuer-unknown",),
            "The root certificate for this server could not be verified",
            _OPERA,
        ),
        Saying(
            "The server does not support secure TLS renegotiation",
            ("legacy-renegotiation",),
            "The server does not support secure TLS renegotiation",
            _OPERA,
        ),
        Saying(
            "This server is not secure because it uses a weak encryption method",
            ("no-parameters",),
            "This server is not secure because it uses a weak encryption method",
            _OPERA,
        ),
    ),
    speaks=("side client",),
)
