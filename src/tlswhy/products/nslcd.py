"""nslcd of nss-pam-ldapd."""

from __future__ import annotations

from tlswhy.products import Product, Role
from tlswhy.products.saying import Saying

_NSLCD = "nss-pam-ldapd, nslcd/myldap.c, 0.9"

_SAYINGS = (
    Saying(
        "ldap_start_tls_s() failed",
        ("handshake-failed", "side client"),
        (
            'nslcd[4711]: [8b4567] <passwd="app"> ldap_start_tls_s() failed '
            "(uri=ldap://ldap.example.com/): Connect error: error:0A000086:SSL "
            "routines::certificate verify failed"
        ),
        _NSLCD,
        pattern=r"ldap_start_tls_s\(\) failed(?: \(uri=ldaps?://(?P<host>[\w.-]{1,253}))?",
    ),
)

PRODUCT = Product(
    name="nslcd",
    roles=(Role.CLIENT,),
    services=(
        "ldap",
        "ldaps",
    ),
    sayings=_SAYINGS,
    speaks=(
        "side client",
        "role directory",
    ),
)
