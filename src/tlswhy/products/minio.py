"""MinIO, its client mc, and the S3 libraries for Go."""

from __future__ import annotations

from tlswhy.model.diagnosis import Remedy
from tlswhy.products import Product, Recipe, Role
from tlswhy.products.saying import Saying

_SRV = "cmd/common-main.go, internal/config/certs.go, 2017 to 2024"

PRODUCT = Product(
    name="MinIO",
    roles=(Role.SERVER, Role.CLIENT),
    recipes={
        Remedy.TRUST_CA: Recipe(
            "For the server; mc has ~/.mc/certs/CAs.",
            ("mkdir -p ~/.minio/certs/CAs && cp {ca}.pem ~/.minio/certs/CAs/{ca}.crt",),
        ),
    },
    sayings=(
        Saying(
            "Unable to load the TLS configuration",
            ("cert-file", "side server"),
            (
                "ERROR Unable to load the TLS configuration: The private key"
                " (/root/.minio/certs/private.key) contains additional data"
            ),
            _SRV,
        ),
        Saying(
            "Unable to initialize new alias from the provided credentials. Get",
            ("side client",),
            (
                "mc: <ERROR> Unable to initialize new alias from the provided credentials. Get"
                ' "https://minio.example.com:9000/probe-bsign/?location=": tls: failed to'
                " verify certificate: x509: certificate signed by unknown authority"
            ),
            "mc cmd/alias-set.go, 2020 to 2024",
            pattern=r'provided credentials\. Get \\?"(?P<host>https?://[\w.-]{1,253}(?::\d{1,5})?)',
        ),
        Saying(
            "mc: <ERROR> Unable to",
            ("side client",),
            (
                'mc: <ERROR> Unable to list folder. Get "https://minio.example.com:9000/": tls:'
                " failed to verify certificate: x509: certificate signed by unknown authority"
            ),
            "mc, 2016 to 2024",
            pattern=(
                r'mc: <ERROR> Unable to .{1,120}(?:Get|Put|Post) \\?"'
                r"(?P<host>https?://[\w.-]{1,253}(?::\d{1,5})?)"
            ),
        ),
        Saying(
            "TLS private key contains additional data",
            ("cert-file", "side server"),
            "TLS private key contains additional data",
            _SRV,
        ),
        Saying(
            "Marking",
            ("side client",),
            (
                "Marking node1.example.com:9000 offline temporarily; caused by Post"
                ' "https://node1.example.com:9000/minio/peer/v38/health": tls: failed to verify'
                " certificate: x509: certificate signed by unknown authority"
            ),
            "internal/rest/client.go, 2020 to 2024",
            pattern=(
                r"Marking (?P<host>[\w.-]{1,253})(?::\d{1,5})?(?:/\S{0,80})? (?:offline"
                r" )?temporarily(?: offline)?; caused by"
            ),
        ),
    ),
)
