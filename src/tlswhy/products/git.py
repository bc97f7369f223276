"""git over HTTPS."""

from __future__ import annotations

from tlswhy.model.diagnosis import Remedy
from tlswhy.products import Product, Recipe, Role

_HERE = "git config --global http.https://{host}:{port}/"

PRODUCT = Product(
    name="git",
    roles=(Role.CLIENT,),
    recipes={
        Remedy.TRUST_CA: Recipe("For this server alone.", (f"{_HERE}.sslCAInfo ~/{{ca}}.pem",)),
        Remedy.PRESENT_CLIENT_CERTIFICATE: Recipe(
            "For this server alone.",
            (
                f"{_HERE}.sslCert ~/client.pem",
                f"{_HERE}.sslKey ~/client.key",
            ),
        ),
        Remedy.PROXY_URL_HTTP: Recipe(
            "git's own setting comes before the environment.",
            ("git config --global http.proxy http://{proxy}",),
        ),
        Remedy.USE_PROXY: Recipe(
            "git's own setting comes before the environment.",
            ("git config --global http.proxy http://{proxy}",),
        ),
        Remedy.PROXY_URL_HTTPS: Recipe(
            "git's own setting comes before the environment.",
            ("git config --global http.proxy https://{proxy}",),
        ),
        Remedy.PROXY_URL_SOCKS: Recipe(
            "git's own setting comes before the environment.",
            ("git config --global http.proxy socks5h://{proxy}",),
        ),
        Remedy.PROXY_ADDRESS: Recipe(
            "git's own setting comes before the environment.",
            ("git config --show-origin --get-all http.proxy",),
        ),
        Remedy.BYPASS_PROXY: Recipe("For this server alone.", (f'{_HERE}.proxy ""',)),
    },
)
