"""snapd, on Go's TLS."""

from __future__ import annotations

from tlswhy.model.diagnosis import Remedy
from tlswhy.products import WEB, Product, Recipe, Role
from tlswhy.products.saying import Saying

PRODUCT = Product(
    name="snapd",
    roles=(Role.CLIENT,),
    services=WEB,
    recipes={
        Remedy.TRUST_CA: Recipe(
            "Since 2.45.", ('snap set system store-certs.{ca}="$(cat {ca}.pem)"',)
        ),
        Remedy.USE_PROXY: Recipe(
            "For the daemon.",
            (
                "snap set system proxy.http=http://{proxy}",
                "snap set system proxy.https=http://{proxy}",
            ),
        ),
        Remedy.PROXY_URL_HTTP: Recipe(
            "For the daemon.", ("snap set system proxy.https=http://{proxy}",)
        ),
        Remedy.PROXY_ADDRESS: Recipe(
            "What is set.", ("snap get system proxy", "snap unset system proxy.https")
        ),
    },
    sayings=(
        Saying(
            "https://api.snapcraft.io",
            ("side client",),
            'error: cannot install "core": Post "https://api.snapcraft.io/v2/snaps/refresh": x509: certificate signed by unknown authority',
            "store/store.go",
            pattern=r"(?:Post|Get) \"?(?P<host>https://[\w.-]{1,253})",
        ),
    ),
    speaks=("side client",),
)
