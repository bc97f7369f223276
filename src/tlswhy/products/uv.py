"""uv, Python's package manager on rustls."""

from __future__ import annotations

from tlswhy.model.diagnosis import Remedy
from tlswhy.products import WEB, Product, Recipe, Role
from tlswhy.products.saying import Saying

_CLIENT = "crates/uv-client/src/, 0.2 to 0.9"

PRODUCT = Product(
    name="uv",
    roles=(Role.CLIENT,),
    services=WEB,
    recipes={
        Remedy.TRUST_CA: Recipe(
            "It brings roots of its own; the flag makes it use the system's.",
            (
                "export UV_NATIVE_TLS=true",
                "# or a file with all the roots that are needed:",
                "export SSL_CERT_FILE=/path/to/bundle.pem",
            ),
        ),
        Remedy.PRESENT_CLIENT_CERTIFICATE: Recipe(
            "A PEM file with certificate and key.", ("export SSL_CLIENT_CERT=/path/to/client.pem",)
        ),
    },
    sayings=(
        Saying(
            "error: Failed to fetch: `",
            (),
            "error: Failed to fetch: `https://packages.example/simple/ruff/`",
            _CLIENT,
            pattern=r"Failed to fetch: `(?P<host>https?://[^`\s]{1,300})`",
        ),
        Saying(
            "error: Request failed after",
            (),
            "error: Request failed after 3 retries",
            _CLIENT,
            pattern=r"error: Request failed after \d+ retr",
            certain=False,
        ),
        *(
            Saying(
                words, ("verify issuer-unknown",), example, "crates/uv/src/commands/diagnostics.rs"
            )
            for words, example in (
                (
                    "Consider enabling use of system TLS certificates",
                    "help: Consider enabling use of system TLS certificates with the `--native-tls` command-line flag",
                ),
                (
                    "Consider enabling native TLS support via the",
                    "help: Consider enabling native TLS support via the `--native-tls` command-line flag",
                ),
            )
        ),
        Saying(
            "Ignoring invalid `SSL_CERT_FILE`",
            ("ca-file",),
            "warning: Ignoring invalid `SSL_CERT_FILE`. File does not exist: /etc/ssl/nowhere.pem.",
            "crates/uv-client/src/base_client.rs",
        ),
        Saying(
            "Ignoring invalid `SSL_CLIENT_CERT`",
            ("client-key",),
            "warning: Ignoring invalid `SSL_CLIENT_CERT`: No such file or directory (os error 2)",
            "crates/uv-client/src/base_client.rs",
        ),
    ),
    speaks=("side client",),
)
