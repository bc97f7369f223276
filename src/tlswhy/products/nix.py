"""Nix: libcurl."""

from __future__ import annotations

from tlswhy.model.diagnosis import Remedy
from tlswhy.products import WEB, Product, Recipe, Role
from tlswhy.products.saying import Saying

PRODUCT = Product(
    name="Nix",
    roles=(Role.CLIENT,),
    services=WEB,
    recipes={
        Remedy.TRUST_CA: Recipe(
            "For the daemon, in /etc/nix/nix.conf; then restart it.",
            ("ssl-cert-file = /path/to/bundle.pem", "export NIX_SSL_CERT_FILE=/path/to/bundle.pem"),
        ),
    },
    sayings=(
        Saying(
            "unable to download '",
            (),
            "error: unable to download 'https://packages.example/nix-cache-info': SSL peer certificate or SSH remote key was not OK (60)",
            "src/libstore/filetransfer.cc",
            pattern=r"unable to download '(?P<host>https?://[^']{1,300})': [^(\n]{3,100}\((?P<code>\d{1,2})\)",
            decode="curl_exit",
        ),
        Saying(
            "unable to download '",
            (),
            "error: unable to download 'https://packages.example/nix-cache-info': HTTP error 407",
            "src/libstore/filetransfer.cc",
            pattern=r"unable to download '(?P<host>https?://[^']{1,300})': (?![^(\n]{3,100}\(\d{1,2}\))",
        ),
    ),
    speaks=("side client",),
)
