"""apk on Alpine and OpenWrt."""

from __future__ import annotations

from tlswhy.model.diagnosis import Remedy
from tlswhy.products import WEB, Product, Recipe, Role
from tlswhy.products.saying import Saying

_FETCH = "apk-tools libfetch/common.c, src/print.c, 2.12 to 3.0"

PRODUCT = Product(
    name="apk",
    roles=(Role.CLIENT,),
    services=WEB,
    recipes={
        Remedy.TRUST_CA: Recipe(
            "Without the package ca-certificates: into the file that is there.",
            ("cat {ca}.pem >> /etc/ssl/certs/ca-certificates.crt",),
        ),
        Remedy.UPDATE_TRUST_STORE: Recipe("In an image.", ("apk add --no-cache ca-certificates",)),
        Remedy.USE_PROXY: Recipe("For the shell.", ("export https_proxy=http://{proxy}",)),
    },
    sayings=(
        Saying(
            "TLS: server certificate not trusted",
            ("verify failed",),
            "WARNING: fetching https://packages.example/alpine/v3.20/main: TLS: server certificate not trusted",
            _FETCH,
        ),
        # libfetch tells a refused certificate as EACCES, to 2.14.
        Saying(
            ": Permission denied",
            ("verify failed",),
            "WARNING: fetching https://packages.example/alpine/v3.19/main: Permission denied",
            _FETCH,
            pattern=r"(?:WARNING: (?:fetching|Ignoring|opening)|ERROR:) (?P<host>https://[^\s]{1,200}?): Permission denied",
        ),
        Saying(
            "WARNING: fetching https://",
            (),
            "WARNING: fetching https://packages.example/alpine/v3.19/main: temporary error (try again later)",
            _FETCH,
            pattern=r"WARNING: fetching (?P<host>https://[^\s]{1,200}?): ",
        ),
    ),
    speaks=("side client",),
)
