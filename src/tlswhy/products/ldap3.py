"""ldap3, an LDAP client in Python."""

from __future__ import annotations

from tlswhy.products import Product, Role
from tlswhy.products.saying import Saying

_SAYINGS = (
    Saying(
        "LDAPSocketOpenError",
        ("handshake-failed", "side client"),
        (
            "ldap3.core.exceptions.LDAPSocketOpenError: socket ssl wrapping error: [SSL: "
            "CERTIFICATE_VERIFY_FAILED] certificate verify failed"
        ),
        "ldap3, ldap3/core/exceptions.py, 2.9",
        certain=False,
    ),
    Saying(
        "socket ssl wrapping error: ",
        ("handshake-failed", "side client"),
        (
            "ldap3.core.exceptions.LDAPSocketOpenError: socket ssl wrapping error: [Errno "
            "104] Connection reset by peer"
        ),
        "ldap3, ldap3/strategy/base.py, 2.9",
    ),
)

PRODUCT = Product(
    name="ldap3",
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
