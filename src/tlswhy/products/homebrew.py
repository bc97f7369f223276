"""Homebrew: curl, and git."""

from __future__ import annotations

from tlswhy.model.diagnosis import Remedy
from tlswhy.products import WEB, Product, Recipe, Role
from tlswhy.products.saying import Saying

PRODUCT = Product(
    name="Homebrew",
    roles=(Role.CLIENT,),
    services=WEB,
    recipes={
        Remedy.TRUST_CA: Recipe(
            "Its own curl and openssl read this file; the system's curl reads the keychain.",
            (
                'cat {ca}.pem >> "$(brew --prefix)/etc/ca-certificates/cert.pem"',
                "export CURL_CA_BUNDLE=/path/to/bundle.pem",
            ),
        ),
        Remedy.UPDATE_CLIENT: Recipe(
            "In place of an old system's curl.", ("export HOMEBREW_FORCE_BREWED_CURL=1",)
        ),
    },
    sayings=(
        Saying(
            "exited with",
            (),
            "Error: Failure while executing; `/usr/bin/env /usr/bin/curl --fail --location https://packages.example/v2/` exited with 60.",
            "Library/Homebrew/exceptions.rb: ErrorDuringExecution",
            pattern=r"curl [^`]{1,600}[`'] exited with (?P<code>\d{1,2})\b",
            decode="curl_exit",
        ),
    ),
    speaks=("side client",),
)
