"""h2o, a web server and reverse proxy."""

from __future__ import annotations

from tlswhy.products import Product, Role
from tlswhy.products.saying import Saying

_PROXY = "lib/core/proxy.c and lib/common/socket.c, 2.2 to 2.3"

_UPSTREAM: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("certificate name mismatch", ("upstream-name", "upstream-refused-cert")),
    ("invalid certificate", ("upstream-refused-cert",)),
    ("no certificate", ("upstream-failed",)),
    ("ssl handshake failure", ("upstream-failed",)),
    ("SSL decode error", ("bad-record",)),
    ("socket closed by peer", ("eof",)),
    ("connection failure", ("upstream-failed",)),
    ("connection refused", ("refused",)),
    ("connection timed out", ("connect-timeout",)),
    ("connection timeout", ("connect-timeout",)),
    ("first byte timeout", ("upstream-failed",)),
    ("unknown alpn protocol", ("no-alpn",)),
    ("failed to parse the response", ("upstream-failed",)),
)

PRODUCT = Product(
    name="h2o",
    roles=(Role.REVERSE_PROXY, Role.SERVER),
    sayings=(
        # Words of every such line; the reason behind the path tells them apart.
        *(
            Saying(
                "[lib/core/proxy.c] in request:",
                (*means, "leg upstream", "side client", "role reverse-proxy"),
                f"[lib/core/proxy.c] in request:/app/:{words}",
                _PROXY,
                pattern=rf"\[lib/core/proxy\.c\] in request:.{{0,300}}:\s?{words}",
            )
            for words, means in _UPSTREAM
        ),
    ),
)
