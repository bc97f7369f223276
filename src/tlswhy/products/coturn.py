"""coturn, a TURN and STUN server."""

from __future__ import annotations

from tlswhy.products import Product, Role
from tlswhy.products.saying import Saying

_SOURCE = "src/apps/relay/mainrelay.c, src/apps/uclient, 4.6"

PRODUCT = Product(
    name="coturn",
    roles=(Role.SERVER,),
    services=("turns",),
    sayings=(
        Saying(
            "cannot start TLS and DTLS listeners because",
            ("cert-file", "config-error", "side server"),
            (
                "0: : WARNING: cannot start TLS and DTLS listeners because certificate file is "
                "not set properly"
            ),
            _SOURCE,
        ),
        Saying(
            "certificate file is not specified, I cannot start TLS/DTLS services",
            ("no-certificate", "config-error", "side server"),
            ("0: : WARNING: certificate file is not specified, I cannot start TLS/DTLS services."),
            _SOURCE,
        ),
        Saying(
            "private key file is not specified, I cannot start TLS/DTLS services",
            ("cert-file", "config-error", "side server"),
            ("0: : WARNING: private key file is not specified, I cannot start TLS/DTLS services."),
            _SOURCE,
        ),
        Saying(
            "no valid private key found, or invalid private key password provided",
            ("cert-file", "side server"),
            (
                "0: : /etc/turn/key.pem: ERROR: no valid private key found, or invalid private "
                "key password provided"
            ),
            _SOURCE,
        ),
        Saying(
            ": ERROR: no certificate found",
            ("cert-file", "side server"),
            "0: : /etc/turn/cert.pem: ERROR: no certificate found",
            _SOURCE,
        ),
        Saying(
            ": ERROR: invalid private key",
            ("key-mismatch", "side server"),
            "0: : /etc/turn/key.pem: ERROR: invalid private key",
            _SOURCE,
        ),
        Saying(
            "ERROR: could not load certificate chain file!",
            ("cert-file",),
            "ERROR: could not load certificate chain file!",
            _SOURCE,
        ),
        Saying(
            "Cannot bind TLS/TCP listener socket to addr",
            ("config-error", "side server"),
            "0: : Cannot bind TLS/TCP listener socket to addr 192.0.2.1:5349",
            _SOURCE,
            certain=False,
        ),
        Saying(
            "cannot SSL connect to remote addr",
            ("handshake-failed", "side client"),
            "start_mclient: cannot SSL connect to remote addr",
            _SOURCE,
        ),
    ),
)
