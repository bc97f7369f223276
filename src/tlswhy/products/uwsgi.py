"""uWSGI."""

from __future__ import annotations

from tlswhy.products import Product, Role
from tlswhy.products.saying import Saying

_SOURCE = "core/ssl.c, 2.0"

PRODUCT = Product(
    name="uWSGI",
    roles=(Role.SERVER, Role.REVERSE_PROXY),
    speaks=("side server",),
    sayings=(
        Saying(
            "[uwsgi-ssl] unable to assign certificate",
            ("cert-file",),
            (
                "[uwsgi-ssl] unable to assign certificate /etc/site.crt for context "
                '"http-0.0.0.0:443"'
            ),
            _SOURCE,
        ),
        Saying(
            "[uwsgi-ssl] unable to assign key",
            ("cert-file",),
            '[uwsgi-ssl] unable to assign key /etc/site.key for context "http-0.0.0.0:443"',
            _SOURCE,
        ),
        Saying(
            "[uwsgi-ssl] unable to set requested ciphers",
            ("no-cipher", "config-error"),
            '[uwsgi-ssl] unable to set requested ciphers (FOO) for context "http-0.0.0.0:443"',
            _SOURCE,
        ),
        Saying(
            "[uwsgi-ssl] unable to set ssl verify locations",
            ("ca-file",),
            (
                "[uwsgi-ssl] unable to set ssl verify locations (/etc/ca.pem) for context "
                '"http-0.0.0.0:443"'
            ),
            _SOURCE,
        ),
        Saying(
            "[uwsgi-ssl] unable to initialize context",
            ("config-error",),
            '[uwsgi-ssl] unable to initialize context "http-0.0.0.0:443"',
            _SOURCE,
        ),
        Saying(
            "unable to load client CA certificate (",
            ("ca-file",),
            'unable to load client CA certificate (/etc/ca.pem) for context "http-0.0.0.0:443"',
            _SOURCE,
        ),
        Saying(
            "[uwsgi-ssl] client certificate verify error: num=",
            ("client-verify failed",),
            (
                "[uwsgi-ssl] client certificate verify error: num=20:unable to get local "
                "issuer certificate:depth=0:/CN=alice"
            ),
            _SOURCE,
            pattern=r"client certificate verify error: num=(?P<code>\d{1,3})",
            decode="verify_code",
        ),
    ),
)
