"""GlobalProtect, the VPN client of Palo Alto Networks."""

from __future__ import annotations

from tlswhy.products import Product, Role
from tlswhy.products.saying import Saying

_GP = "GlobalProtect 4 to 6, dialogs and the Linux `globalprotect connect`"
_PRELOGIN = "PAN-OS 9 to 11, the portal's answer to prelogin.esp"

PRODUCT = Product(
    name="GlobalProtect",
    roles=(Role.CLIENT,),
    sayings=(
        Saying(
            "The server certificate is invalid. Please contact your IT administrator",
            ("verify failed",),
            "Gateway vpn.example.org: The server certificate is invalid. Please contact your IT administrator.",
            _GP,
        ),
        Saying(
            ": The server certificate is invalid",
            ("verify failed",),
            "Gateway gw.example.org: The server certificate is invalid.",
            _GP,
            pattern=r"(?:Gateway|Portal) .{1,120}?: The server certificate is invalid",
        ),
        Saying(
            "Valid client certificate is required",
            ("client-cert-absent",),
            "<prelogin-response><status>Error</status><msg>Valid client certificate is required</msg>",
            _PRELOGIN,
            pattern=r"(?<![Aa] )Valid client certificate is required",
        ),
        Saying(
            "Required client certificate is not found",
            ("client-cert-absent",),
            "Required client certificate is not found",
            _GP,
        ),
        Saying(
            "The network connection is unreachable or the portal is unresponsive",
            ("unreachable",),
            "The network connection is unreachable or the portal is unresponsive. Please check the network connection and reconnect.",
            _GP,
        ),
        Saying(
            "There is a problem with the security certificate, so the identity of",
            ("verify failed",),
            "There is a problem with the security certificate, so the identity of vpn.example.org cannot be verified. Please contact the Help Desk for your organization to have the issue rectified.",
            _GP,
            pattern=r"so the identity of (?P<host>[\w.-]{1,120}) cannot be verified",
        ),
        Saying(
            "Could not verify the server certificate of the gateway",
            ("verify failed",),
            "Could not verify the server certificate of the gateway",
            _GP,
        ),
        Saying(
            "Could not connect to the GlobalProtect",
            ("unreachable",),
            "Could not connect to the GlobalProtect portal.",
            _GP,
            certain=False,
        ),
    ),
    speaks=("side client",),
)
