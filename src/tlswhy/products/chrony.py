"""chrony, a time service: its NTS."""

from __future__ import annotations

from tlswhy.products import Product, Role
from tlswhy.products.saying import Saying

_SOURCE = "nts_ke_session.c, 4.3"

PRODUCT = Product(
    name="chrony",
    roles=(Role.CLIENT, Role.SERVER),
    services=("ntske",),
    sayings=(
        Saying(
            "TLS handshake with ",
            ("handshake-failed",),
            (
                "2024-05-06T07:08:09Z TLS handshake with 192.0.2.123:4460 (ntp.example.org) "
                "failed : Error in the certificate verification. (The certificate is NOT "
                "trusted. The certificate chain uses expired certificate.)"
            ),
            _SOURCE,
            pattern=(
                r"TLS handshake with [\da-fA-F.:\[\]]{3,60}(?:"
                r" \((?P<host>[\w.-]{1,253})\))? failed : "
            ),
        ),
    ),
)
