"""SSSD."""

from __future__ import annotations

from tlswhy.products import Product, Role
from tlswhy.products.saying import Saying

_SSSD = "sssd, src/providers/ldap/sdap_async_connection.c, 2.8"

_SAYINGS = (
    Saying(
        "Could not start TLS encryption",
        ("handshake-failed", "side client"),
        (
            "(2024-05-06  7:08:09): [be[example.com]] [sss_ldap_init_sys_connect_done] "
            "(0x0020): Could not start TLS encryption. error:0A000086:SSL "
            "routines::certificate verify failed (unable to get local issuer certificate)"
        ),
        _SSSD,
    ),
    Saying(
        "ldap_install_tls failed",
        ("handshake-failed", "side client"),
        (
            "(2024-05-06  7:08:09): [be[example.com]] [sdap_connect_done] (0x0080): "
            "ldap_install_tls failed: [Connect error] [error:0A000086:SSL "
            "routines::certificate verify failed]"
        ),
        _SSSD,
    ),
    Saying(
        "START TLS result: ",
        ("starttls-missing", "side client"),
        (
            "[sdap_connect_done] (0x0080): START TLS result: Protocol error(2), unsupported "
            "extended operation"
        ),
        _SSSD,
        pattern=r"START TLS result: (?!Success)[A-Z][\w' ]{2,40}\(\d{1,3}\)",
    ),
)

PRODUCT = Product(
    name="SSSD",
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
