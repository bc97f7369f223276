"""mitmproxy, as a forward proxy that decrypts."""

from __future__ import annotations

from tlswhy.model.diagnosis import Remedy
from tlswhy.products import Page, Product, Recipe, Role

PRODUCT = Product(
    name="mitmproxy",
    roles=(Role.FORWARD_PROXY,),
    recipes={
        Remedy.TRUST_CA: Recipe(
            "For the leg from mitmproxy to the server; the file takes the place of its own list.",
            ("mitmdump --set ssl_verify_upstream_trusted_ca={ca}.pem",),
        ),
        Remedy.EXEMPT_FROM_INSPECTION: Recipe(
            "Pass this host through undecrypted; a regular expression on host:port.",
            ("mitmdump --ignore-hosts '^{name}:{port}$'",),
        ),
    },
    pages=(
        Page(
            "upstream-untrusted",
            "Certificate verify failed: ",
            (502,),
            "mitmproxy/proxy/layers/tls.py",
        ),
    ),
)
