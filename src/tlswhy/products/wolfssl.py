"""wolfSSL: a library of embedded devices, curl builds, FreeRTOS and access points."""

from __future__ import annotations

from tlswhy.model.diagnosis import Remedy
from tlswhy.products import Product, Recipe, Role
from tlswhy.products.decoders.wolfssl import ROWS
from tlswhy.products.saying import Saying

# Texts that say nothing of TLS by themselves.
_PLAIN = {-140, -308, -317, -328, -372, -405}

PRODUCT = Product(
    name="wolfSSL",
    roles=(Role.CLIENT, Role.SERVER),
    recipes={
        Remedy.TRUST_CA: Recipe(
            "It reads no store of the system: the CA is loaded by the program.",
            ('wolfSSL_CTX_load_verify_locations(ctx, "/path/to/{ca}.pem", NULL);',),
        ),
        Remedy.SEND_SNI: Recipe(
            "Before wolfSSL_connect; the library has to be built with HAVE_SNI.",
            ('wolfSSL_UseSNI(ssl, WOLFSSL_SNI_HOST_NAME, "{name}", strlen("{name}"));',),
        ),
        Remedy.PRESENT_CLIENT_CERTIFICATE: Recipe(
            "Certificate with its intermediates, and key.",
            (
                'wolfSSL_CTX_use_certificate_chain_file(ctx, "client.pem");',
                'wolfSSL_CTX_use_PrivateKey_file(ctx, "client.key", SSL_FILETYPE_PEM);',
            ),
        ),
    },
    sayings=(
        *(
            Saying(
                words,
                keys,
                f"wolfSSL_connect error {number}, {words}",
                "src/internal.c: wolfSSL_ERR_reason_error_string, 5.x",
                certain=number not in _PLAIN,
            )
            for number, words, keys in ROWS
        ),
        Saying(
            "wolfSSL",
            (),
            "wolfSSL error occurred, error = -188",
            "wolfcrypt/src/logging.c: WOLFSSL_ERROR",
            pattern=r"wolfSSL.{0,80}?(?P<code>-\d{3})\b",
            decode="wolfssl",
        ),
        Saying(
            "wolfSSL_connect",
            ("side client",),
            "wolfSSL_connect error -188, ASN no signer error to confirm failure",
            "examples/client/client.c",
        ),
        Saying(
            "wolfSSL_accept",
            ("side server",),
            "wolfSSL_accept error -345, peer didn't send cert",
            "examples/server/server.c",
        ),
    ),
)
