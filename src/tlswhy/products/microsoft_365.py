"""Teams, OneDrive and the sign-in of Office."""

from __future__ import annotations

from tlswhy.products import Product, Role
from tlswhy.products.saying import Saying

_ONEDRIVE = "OneDrive 18 to 24, its troubleshooting pages"
_ADAL = "Windows, ADAL and the web account manager: 0xCAA8 and a WinINet number"

PRODUCT = Product(
    name="Microsoft 365",
    roles=(Role.CLIENT,),
    sayings=(
        Saying(
            "0x8004de40",
            ("handshake-failed", "no-parameters"),
            "There was a problem connecting to OneDrive. Error code: 0x8004de40",
            _ONEDRIVE,
        ),
        Saying(
            "0x8004de88",
            ("unreachable",),
            "OneDrive error code 0x8004de88",
            _ONEDRIVE,
            certain=False,
        ),
        Saying(
            "caa82ee2",
            ("connect-timeout",),
            "Error code - caa82ee2 There's a more permanent way to sign in to Microsoft Teams.",
            _ADAL,
        ),
        Saying(
            "caa82ee7",
            ("dns-failed",),
            "Error code - caa82ee7",
            _ADAL,
        ),
        Saying(
            "caa82efd",
            ("unreachable",),
            "Error code - caa82efd",
            _ADAL,
        ),
        Saying(
            "caa82efe",
            ("eof",),
            "Error code - caa82efe",
            _ADAL,
        ),
        Saying(
            "caa82f05",
            ("verify expired",),
            "Error code - caa82f05",
            _ADAL,
        ),
        Saying(
            "caa82f06",
            ("verify name",),
            "Error code - caa82f06",
            _ADAL,
        ),
        Saying(
            "caa82f0d",
            ("verify issuer-unknown",),
            "Error code - caa82f0d",
            _ADAL,
        ),
        Saying(
            "caa82f7d",
            ("handshake-failed",),
            "Error code - caa82f7d",
            _ADAL,
        ),
        Saying(
            "caa82f8f",
            ("handshake-failed", "verify failed"),
            "Error code - caa82f8f",
            _ADAL,
        ),
        Saying(
            "caa70004",
            ("unreachable",),
            "Error code - caa70004 The server or proxy was not found.",
            _ADAL,
        ),
        Saying(
            "caa70007",
            ("unreachable",),
            "Error code - caa70007 We couldn't sign you in.",
            _ADAL,
        ),
        Saying(
            "The server or proxy was not found",
            ("proxy-unreachable", "dns-failed"),
            "The server or proxy was not found. Error code: caa70004",
            _ADAL,
        ),
    ),
    speaks=("side client",),
)
