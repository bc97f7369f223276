"""swaks."""

from __future__ import annotations

from tlswhy.products import Product, Role
from tlswhy.products.saying import Saying

_SWAKS = "swaks 20201014"

_SAYINGS = (
    Saying(
        "*** TLS startup failed (",
        ("handshake-failed",),
        (
            "*** TLS startup failed (connect(): error:0A000086:SSL routines::certificate "
            "verify failed)"
        ),
        _SWAKS,
    ),
    Saying(
        "*** Host did not advertise STARTTLS",
        ("starttls-missing",),
        "*** Host did not advertise STARTTLS",
        _SWAKS,
    ),
    Saying(
        "*** STARTTLS attempted but failed",
        ("starttls-missing",),
        "*** STARTTLS attempted but failed",
        _SWAKS,
    ),
)

PRODUCT = Product(
    name="swaks",
    roles=(Role.CLIENT,),
    services=(
        "smtp",
        "submission",
        "submissions",
    ),
    sayings=_SAYINGS,
    speaks=(
        "side client",
        "role mail",
    ),
)
