"""pacman on Arch: libcurl."""

from __future__ import annotations

from tlswhy.model.diagnosis import Remedy
from tlswhy.products import WEB, Product, Recipe, Role
from tlswhy.products.saying import Saying

PRODUCT = Product(
    name="pacman",
    roles=(Role.CLIENT,),
    services=WEB,
    recipes={
        Remedy.TRUST_CA: Recipe("For the whole system.", ("trust anchor {ca}.pem",)),
        Remedy.UPDATE_TRUST_STORE: Recipe(
            "From a mirror that is reached.", ("pacman -Sy ca-certificates",)
        ),
    },
    sayings=(
        Saying(
            "error: failed retrieving file '",
            (),
            "error: failed retrieving file 'core.db' from mirror.example : SSL certificate problem: certificate is not yet valid",
            "lib/libalpm/dload.c",
            pattern=r"failed retrieving file '[^']{1,120}' from (?P<host>[\w.-]{1,253}) : ",
        ),
    ),
    speaks=("side client",),
)
