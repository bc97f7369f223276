"""Lua: LuaSec, which Prosody and LuaRocks speak TLS with."""

from __future__ import annotations

from tlswhy.products import Product, Role
from tlswhy.products.saying import Saying

_CONTEXT = "LuaSec src/context.c, 0.5 to 1.3"

PRODUCT = Product(
    name="Lua",
    roles=(Role.CLIENT, Role.SERVER),
    sayings=(
        *(
            Saying(words, (key,), example, _CONTEXT)
            for words, key, example in (
                (
                    "error loading CA locations (",
                    "ca-file",
                    "error loading CA locations (No such file or directory)",
                ),
                (
                    "error loading certificate (",
                    "cert-file",
                    "error loading certificate (system lib)",
                ),
                (
                    "error loading private key (",
                    "cert-file",
                    "error loading private key (bad decrypt)",
                ),
                (
                    "error setting cipher list (",
                    "no-cipher",
                    "error setting cipher list (no cipher match)",
                ),
            )
        ),
        Saying(
            "invalid protocol (",
            ("config-error",),
            "bad argument: invalid protocol (tlsv1_4)",
            _CONTEXT,
            pattern=r"invalid protocol \((?:tls|ssl)v",
        ),
        Saying(
            "Warning: Failed searching manifest: Failed downloading https://",
            ("side client",),
            "Warning: Failed searching manifest: Failed downloading https://packages.example/manifest - certificate verify failed",
            "LuaRocks src/luarocks/search.lua",
            pattern=r"Failed downloading (?P<host>https://[^\s]{1,300})",
        ),
        Saying(
            "install luasec to get HTTPS support",
            ("config-error",),
            "Error: Unsupported protocol - install luasec to get HTTPS support.",
            "LuaRocks src/luarocks/fs/lua.lua",
        ),
    ),
)
