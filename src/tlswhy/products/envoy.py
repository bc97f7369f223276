"""Envoy, alone or in Istio, as a reverse proxy."""

from __future__ import annotations

from tlswhy.model.diagnosis import Remedy
from tlswhy.products import Page, Product, Recipe, Role

PRODUCT = Product(
    name="Envoy",
    roles=(Role.REVERSE_PROXY,),
    recipes={
        Remedy.TRUST_CA: Recipe(
            "In the UpstreamTlsContext of the cluster.",
            (
                "common_tls_context:",
                "  validation_context:",
                "    trusted_ca: {filename: /etc/envoy/{ca}.pem}",
            ),
        ),
        Remedy.SEND_SNI: Recipe(
            "In the UpstreamTlsContext of the cluster: Envoy sends no name by itself.",
            ("sni: {name}",),
        ),
        Remedy.READ_SERVER_LOG: Recipe(
            "The access log has the reason if its format asks for it.",
            ("%RESPONSE_FLAGS% %UPSTREAM_TRANSPORT_FAILURE_REASON%",),
        ),
    },
    pages=(
        Page(
            "upstream-cert-untrusted",
            "CERTIFICATE_VERIFY_FAILED",
            (503,),
            "source/common/router/router.cc",
        ),
    ),
)
