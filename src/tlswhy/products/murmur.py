"""Murmur, the server of Mumble."""

from __future__ import annotations

from tlswhy.products import Product, Role
from tlswhy.products.saying import Saying

_SOURCE = "src/murmur/Meta.cpp, Cert.cpp, Register.cpp, 1.3"

PRODUCT = Product(
    name="Murmur",
    roles=(Role.SERVER,),
    speaks=("side server",),
    sayings=(
        Saying(
            "MetaParams: Failed to find certificate matching private key",
            ("key-mismatch",),
            (
                "<C>2024-05-06 07:08:09.123 MetaParams: Failed to find certificate matching "
                "private key."
            ),
            _SOURCE,
        ),
        Saying(
            "MetaParams: No private key found in certificate or key file",
            ("cert-file",),
            (
                "<C>2024-05-06 07:08:09.123 MetaParams: No private key found in certificate or "
                "key file."
            ),
            _SOURCE,
        ),
        Saying(
            "MetaParams: Failed to parse any CA certificates from",
            ("ca-file",),
            (
                "<C>2024-05-06 07:08:09.123 MetaParams: Failed to parse any CA certificates "
                "from /etc/mumble/ca.pem"
            ),
            _SOURCE,
        ),
        Saying(
            "MetaParams: Failed to load SSL settings. See previous errors",
            ("config-error",),
            (
                "<F>2024-05-06 07:08:09.123 MetaParams: Failed to load SSL settings. See "
                "previous errors."
            ),
            _SOURCE,
        ),
        Saying(
            "Certificate specified, but failed to load",
            ("cert-file",),
            "<C>2024-05-06 07:08:09.123 1 => Certificate specified, but failed to load.",
            _SOURCE,
        ),
        Saying(
            "Unable to use specified Diffie-Hellman parameters (sslDHParams):",
            ("config-error",),
            (
                "<F>2024-05-06 07:08:09.123 Unable to use specified Diffie-Hellman parameters "
                "(sslDHParams): no PEM"
            ),
            _SOURCE,
        ),
        Saying(
            "Registration: SSL Handshake error:",
            ("handshake-failed", "side client"),
            (
                "<W>2024-05-06 07:08:09.123 1 => Registration: SSL Handshake error: The "
                "certificate has expired"
            ),
            _SOURCE,
        ),
    ),
)
