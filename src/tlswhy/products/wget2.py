"""GNU Wget 2, which is Fedora's wget."""

from __future__ import annotations

from tlswhy.model.diagnosis import Remedy
from tlswhy.products import WEB, Product, Recipe, Role
from tlswhy.products.saying import Saying

_URL = "https://{host}:{port}/"

PRODUCT = Product(
    name="Wget2",
    roles=(Role.CLIENT,),
    services=WEB,
    recipes={
        Remedy.TRUST_CA: Recipe("For one call.", (f"wget2 --ca-certificate={{ca}}.pem {_URL}",)),
        Remedy.PRESENT_CLIENT_CERTIFICATE: Recipe(
            "client.pem holds the certificate and its chain.",
            (
                "wget2 --certificate=client.pem --private-key=client.key \\",
                f"  {_URL}",
            ),
        ),
        Remedy.BYPASS_PROXY: Recipe("For one call.", (f"wget2 --no-proxy {_URL}",)),
        Remedy.USE_PROXY: Recipe(
            "For one call.", (f"wget2 --https-proxy=http://{{proxy}} {_URL}",)
        ),
    },
    sayings=(
        *(
            Saying(
                f"ERROR: The certificate {words}.",
                (f"verify {refusal}",),
                f"ERROR: The certificate {words}.",
                "libwget/ssl_gnutls.c: print_verification_status, 2.1",
                pattern=r"(?<!fatal )ERROR: The certificate",  # GnuTLS's own has that before
            )
            for words, refusal in (
                ("is not trusted", "failed"),
                ("doesn't have a known issuer", "issuer-unknown"),
                ("signer was not a CA", "issuer-unknown"),
                ("has been revoked", "revoked"),
                ("was signed using an insecure algorithm", "weak"),
                ("is not yet activated", "not-yet-valid"),
                ("has expired", "expired"),
                ("signature is invalid", "signature"),
                ("chain violates signer constraints", "name-constraints"),
            )
        ),
        *(
            Saying(words, means, f"Failed to connect: {words}", "libwget/error.c, 2.1")
            for words, means in (
                ("Failed to connect: Certificate error", ("verify failed",)),
                ("Failed to connect: Handshake error", ("handshake-failed",)),
                ("Wget has been built without TLS support", ("config-error",)),
            )
        ),
    ),
    speaks=("side client",),
)
