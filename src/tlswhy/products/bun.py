"""Bun: BoringSSL, and Node's codes."""

from __future__ import annotations

from tlswhy.model.diagnosis import Remedy
from tlswhy.products import WEB, Product, Recipe, Role
from tlswhy.products.saying import Saying

PRODUCT = Product(
    name="Bun",
    roles=(Role.CLIENT, Role.SERVER),
    services=WEB,
    recipes={
        Remedy.TRUST_CA: Recipe(
            "Bun brings roots of its own; this adds one.",
            (
                "export NODE_EXTRA_CA_CERTS=/path/to/{ca}.pem",
                "# for bun install, in bunfig.toml:",
                "[install]",
                'cafile = "/path/to/{ca}.pem"',
            ),
        ),
    },
    sayings=(
        Saying(
            "h2 is not supported",
            ("no-alpn", "side client"),
            "error: h2 is not supported",
            "src/js/node/http2.ts",
        ),
        Saying(
            "Was there a typo in the url or port?",
            ("refused", "side client"),
            "error: Unable to connect. Is the computer able to access the url? Was there a typo in the url or port?",
            "src/bun.js/webcore/fetch.zig",
            certain=False,
        ),
        Saying(
            "Unable to connect. Is the computer able to access the url?",
            ("refused", "side client"),
            "error: Unable to connect. Is the computer able to access the url?",
            "src/bun.js/webcore/fetch.zig",
            certain=False,
        ),
        Saying(
            "The socket connection was closed unexpectedly. For more information, pass `verbose: true`",
            ("eof", "side client"),
            "error: The socket connection was closed unexpectedly. For more information, pass `verbose: true` in the second argument to fetch()",
            "src/bun.js/webcore/fetch.zig",
            certain=False,
        ),
        Saying(
            "downloading package manifest",
            ("side client",),
            "error: SELF_SIGNED_CERT_IN_CHAIN downloading package manifest left-pad",
            "src/install/",
            pattern=r"error: (?P<reason>[A-Z]\w{4,60}) downloading package manifest",
        ),
    ),
)
