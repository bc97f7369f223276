"""lighttpd with mod_openssl, as a TLS server and as a reverse proxy."""

from __future__ import annotations

from tlswhy.model.diagnosis import Remedy
from tlswhy.products import Product, Recipe, Role
from tlswhy.products.saying import Saying

_SAYINGS = (
    Saying(
        "(mod_openssl.c.",
        ("handshake-failed", "side server"),
        (
            "2024-05-06 07:08:09: (mod_openssl.c.3251) SSL: 1 error:0A000416:SSL "
            "routines::sslv3 alert certificate unknown (192.0.2.7)"
        ),
        "src/mod_openssl.c, 1.4.69",
        pattern=r"\(mod_openssl\.c\.\d{1,5}\) SSL: \d{1,2} error:",
    ),
    Saying(
        "(mod_openssl.c.",
        ("cert-file", "side server"),
        (
            "2024-05-06 07:08:09: (mod_openssl.c.702) SSL: couldn't read X509 certificate "
            "from '/etc/lighttpd/leaf.pem'"
        ),
        "src/mod_openssl.c, 1.4.69",
        pattern=(
            r"\(mod_openssl\.c\.\d{1,5}\) SSL:.{0,40}(?:couldn't "
            r"read|BIO_read_filename|couldn't load)"
        ),
    ),
    Saying(
        "SSL: Private key does not match the certificate public key",
        ("key-mismatch", "side server"),
        (
            "2024-05-06 07:08:09: (mod_openssl.c.1640) SSL: Private key does not match the "
            "certificate public key, reason: error:05800074:x509 certificate routines::key "
            "values mismatch /etc/lighttpd/leaf.pem /etc/lighttpd/leaf.key"
        ),
        "src/mod_openssl.c, 1.4.69",
    ),
    Saying(
        "SSL: renegotiation initiated by client, killing connection",
        ("handshake-failed", "side server"),
        (
            "2024-05-06 07:08:09: (mod_openssl.c.3000) SSL: renegotiation initiated by "
            "client, killing connection"
        ),
        "src/mod_openssl.c, 1.4.69",
    ),
    Saying(
        "SSL: no certificate/private key for TLS server name",
        ("sni-unknown", "no-certificate", "side server"),
        (
            "2024-05-06 07:08:09: (mod_openssl.c.2100) SSL: no certificate/private key for "
            "TLS server name www.example.com"
        ),
        "src/mod_openssl.c, 1.4.69",
        pattern=r"no certificate/private key for TLS server name ?(?P<name>[\w.-]{0,253})",
    ),
    Saying(
        "ssl.pemfile has to be set",
        ("no-certificate", "side server"),
        (
            "2024-05-06 07:08:09: (mod_openssl.c.2750) ssl.pemfile has to be set when "
            'ssl.engine = "enable"'
        ),
        "src/mod_openssl.c, 1.4.53",
    ),
    Saying(
        "unexpected TLS ClientHello on clear port",
        ("tls-received", "side server"),
        "2024-05-06 07:08:09: (h1.c.500) unexpected TLS ClientHello on clear port",
        "src/request.c, 1.4.60",
    ),
    Saying(
        "ssl support is missing, recompile with",
        ("config-error",),
        (
            "2024-05-06 07:08:09: (network.c.400) ssl support is missing, recompile with "
            "e.g. --with-openssl"
        ),
        "src/network.c, 1.4.69",
    ),
)

PRODUCT = Product(
    name="lighttpd",
    roles=(
        Role.SERVER,
        Role.REVERSE_PROXY,
    ),
    recipes={
        Remedy.GIVE_CERTIFICATE: Recipe(
            "The leaf first, then the intermediates; the key in a file of its own.",
            (
                'ssl.pemfile = "/etc/lighttpd/fullchain.pem"',
                'ssl.privkey = "/etc/lighttpd/leaf.key"',
            ),
        ),
        Remedy.ENABLE_TLS: Recipe(
            "For this port alone.",
            (
                'server.modules += ( "mod_openssl" )',
                '$SERVER["socket"] == ":{port}" {',
                '    ssl.engine  = "enable"',
                '    ssl.pemfile = "/etc/lighttpd/fullchain.pem"',
                '    ssl.privkey = "/etc/lighttpd/leaf.key"',
                "}",
            ),
        ),
    },
    sayings=_SAYINGS,
)
