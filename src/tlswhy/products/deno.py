"""Deno: rustls, with its own words around it."""

from __future__ import annotations

from tlswhy.model.diagnosis import Remedy
from tlswhy.products import WEB, Product, Recipe, Role
from tlswhy.products.saying import Saying

PRODUCT = Product(
    name="Deno",
    roles=(Role.CLIENT, Role.SERVER),
    services=WEB,
    recipes={
        Remedy.TRUST_CA: Recipe(
            "Deno brings roots of its own; this makes it use the system's, or adds one file.",
            ("export DENO_TLS_CA_STORE=system", "export DENO_CERT=/path/to/{ca}.pem"),
        ),
    },
    sayings=(
        Saying(
            "DANGER: TLS certificate validation is disabled",
            (),
            "DANGER: TLS certificate validation is disabled for all hostnames",
            "cli/args/mod.rs",
        ),
        Saying(
            "Unable to add pem file to certificate store",
            ("ca-file",),
            "error: Unable to add pem file to certificate store: No certificates found",
            "cli/args/mod.rs",
        ),
        Saying(
            "Unknown certificate store",
            ("config-error",),
            'error: Unknown certificate store "sytem" specified (allowed: "system,mozilla")',
            "cli/args/mod.rs",
        ),
        Saying(
            "failed: error sending request for url",
            ("side client",),
            "error: Import 'https://packages.example/std/fs/mod.ts' failed: error sending request for url (https://packages.example/std/fs/mod.ts)",
            "cli/file_fetcher.rs",
            pattern=r"Import '(?P<host>https?://[^']{1,300})' failed",
        ),
    ),
)
