"""nginx, as a TLS server and as a reverse proxy."""

from __future__ import annotations

from tlswhy.model.diagnosis import Remedy
from tlswhy.products import Page, Product, Recipe, Role

_PAGES = "src/http/ngx_http_special_response.c"

PRODUCT = Product(
    name="nginx",
    roles=(Role.SERVER, Role.REVERSE_PROXY),
    recipes={
        Remedy.SERVE_FULL_CHAIN: Recipe(
            "Serve the leaf and every intermediate in one file, the leaf first.",
            (
                "# cat leaf.pem intermediate.pem > /etc/nginx/fullchain.pem",
                "ssl_certificate     /etc/nginx/fullchain.pem;",
                "ssl_certificate_key /etc/nginx/leaf.key;",
            ),
        ),
    },
    pages=(
        Page("client-cert-missing", "No required SSL certificate was sent", (400, 496), _PAGES),
        Page("client-cert-bad", "The SSL certificate error", (400, 495), _PAGES),
        Page("plain-http-to-tls", "plain HTTP request was sent to HTTPS port", (400, 497), _PAGES),
    ),
)
