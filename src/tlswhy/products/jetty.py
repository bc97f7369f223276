"""Jetty: its server and its SslContextFactory."""

from __future__ import annotations

from tlswhy.products import Product, Role
from tlswhy.products.saying import Saying

_SNI = "SecureRequestCustomizer.java, 9.3 to 12"
_FACTORY = "SslContextFactory.java, 9 to 12"

PRODUCT = Product(
    name="Jetty",
    roles=(Role.SERVER,),
    speaks=("side server",),
    sayings=(
        Saying(
            "400: Invalid SNI",
            ("sni-unknown", "misdirected"),
            "org.eclipse.jetty.http.BadMessageException: 400: Invalid SNI",
            _SNI,
        ),
        Saying(
            "HTTP ERROR 400 Invalid SNI",
            ("sni-unknown", "misdirected"),
            "HTTP ERROR 400 Invalid SNI URI:/ STATUS:400 MESSAGE:Invalid SNI",
            _SNI,
        ),
        Saying(
            "Host does not match SNI",
            ("sni-unknown", "misdirected"),
            "org.eclipse.jetty.http.BadMessageException: 400: Host does not match SNI",
            _SNI,
        ),
        Saying(
            "No SNI Key managers when SNI is required",
            ("config-error", "sni-absent"),
            "java.lang.IllegalStateException: No SNI Key managers when SNI is required",
            _FACTORY,
        ),
        Saying(
            "KeyStores with multiple certificates are not supported on the base class",
            ("config-error", "cert-file"),
            (
                "java.lang.IllegalStateException: KeyStores with multiple certificates are not"
                " supported on the base class org.eclipse.jetty.util.ssl.SslContextFactory."
                " (Use org.eclipse.jetty.util.ssl.SslContextFactory$Server instead)"
            ),
            _FACTORY,
        ),
        Saying(
            "no valid keystore",
            ("no-certificate", "cert-file"),
            "java.lang.IllegalStateException: no valid keystore",
            _FACTORY,
            pattern=r"IllegalStateException: no valid keystore",
        ),
        Saying(
            "SSL doesn't have a valid keystore",
            ("no-certificate", "cert-file"),
            "java.lang.IllegalStateException: SSL doesn't have a valid keystore",
            _FACTORY,
        ),
        Saying(
            "No Cipher matching",
            ("no-cipher",),
            "WARN:oejus.SslContextFactory:main: No Cipher matching 'TLS_RSA_.*' is supported",
            _FACTORY,
        ),
    ),
)
