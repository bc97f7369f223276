"""Active Directory and Samba as LDAP servers: what they answer."""

from __future__ import annotations

from tlswhy.products import Product, Role
from tlswhy.products.saying import Saying

_SAYINGS = (
    Saying(
        "BindSimple: Transport encryption required",
        ("starttls-needed",),
        "additional info: BindSimple: Transport encryption required.",
        "Samba, source4/ldap_server/ldap_bind.c, 4.17",
    ),
    Saying(
        (
            "The server requires binds to turn on integrity checking if SSL\\TLS are not "
            "already active"
        ),
        ("starttls-needed",),
        (
            "additional info: 00002028: LdapErr: DSID-0C09023C, comment: The server "
            "requires binds to turn on integrity checking if SSL\\TLS are not already active "
            "on the connection, data 0, v2580"
        ),
        "Active Directory's answer to a bind",
    ),
    Saying(
        "comment: Error initializing SSL/TLS",
        ("no-certificate",),
        (
            "additional info: 00000000: LdapErr: DSID-0C0911B5, comment: Error initializing "
            "SSL/TLS, data 0, v3839"
        ),
        "Active Directory's answer to StartTLS without a certificate",
    ),
)

PRODUCT = Product(
    name="Active Directory",
    roles=(Role.SERVER,),
    services=(
        "ldap",
        "ldaps",
    ),
    sayings=_SAYINGS,
    speaks=("role directory",),
)
