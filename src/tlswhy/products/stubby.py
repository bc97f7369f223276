"""Stubby, a DNS stub resolver, and getdns."""

from __future__ import annotations

from tlswhy.products import Product, Role
from tlswhy.products.saying import Saying

_SOURCE = "getdns src/stub.c, 1.6"

PRODUCT = Product(
    name="Stubby",
    roles=(Role.CLIENT,),
    services=("domain-s",),
    sayings=(
        Saying(
            "Verify failed : TLS - ",
            ("verify failed", "side client"),
            (
                '192.0.2.53 : Verify failed : TLS - *Failure* - (20) "unable to get local '
                'issuer certificate"'
            ),
            _SOURCE,
            pattern=r'Verify failed : TLS - .{1,40}? - +\((?P<code>\d{1,3})\) "',
            decode="verify_code",
        ),
        Saying(
            "Remote did not offer certificate",
            ("verify failed", "side client"),
            "192.0.2.53 : Verify failed : TLS - *Failure* -  Remote did not offer certificate",
            _SOURCE,
        ),
        Saying(
            "No auth name or pinset provided for this upstream for Strict TLS authentication",
            ("config-error", "side client"),
            (
                "192.0.2.53 : Verify fail: *CONFIG ERROR* - No auth name or pinset provided "
                "for this upstream for Strict TLS authentication"
            ),
            _SOURCE,
        ),
    ),
)
