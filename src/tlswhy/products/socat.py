"""socat."""

from __future__ import annotations

from tlswhy.products import Product, Role
from tlswhy.products.saying import Saying

_SOURCE = "xio-openssl.c, sslcls.c, 1.7.4"

PRODUCT = Product(
    name="socat",
    roles=(Role.CLIENT, Role.SERVER),
    sayings=(
        Saying(
            "E SSL_connect(): ",
            ("handshake-failed", "side client"),
            (
                "2024/05/06 07:08:09 socat[4711] E SSL_connect(): error:0A000086:SSL "
                "routines::certificate verify failed"
            ),
            _SOURCE,
            pattern=r"socat.{0,12} E SSL_connect\(\): ",
        ),
        Saying(
            "E SSL_accept(): ",
            ("handshake-failed", "side server"),
            (
                "2024/05/06 07:08:09 socat[4711] E SSL_accept(): error:0A0000C1:SSL "
                "routines::no shared cipher"
            ),
            _SOURCE,
            pattern=r"socat.{0,12} E SSL_accept\(\): ",
        ),
        Saying(
            "SSL_connect(): socket closed by peer",
            ("eof", "side client"),
            "2024/05/06 07:08:09 socat[4711] E SSL_connect(): socket closed by peer",
            _SOURCE,
        ),
        Saying(
            "SSL_accept(): socket closed by peer",
            ("eof", "side server"),
            "2024/05/06 07:08:09 socat[4711] E SSL_accept(): socket closed by peer",
            _SOURCE,
        ),
        Saying(
            "certificate is valid but its commonName does not match hostname",
            ("verify name", "side client"),
            (
                "2024/05/06 07:08:09 socat[4711] E certificate is valid but its commonName "
                'does not match hostname "www.example.org"'
            ),
            _SOURCE,
            pattern=r'does not match hostname "(?P<host>[^"]{1,253})"',
        ),
        Saying(
            "no COMMONNAME field in peer certificate",
            ("verify name", "side client"),
            "2024/05/06 07:08:09 socat[4711] E no COMMONNAME field in peer certificate",
            _SOURCE,
        ),
        Saying(
            "rejected peer certificate with error",
            ("verify failed",),
            "2024/05/06 07:08:09 socat[4711] E rejected peer certificate with error 20",
            _SOURCE,
            pattern=r"rejected peer certificate with error (?P<code>\d{1,3})",
            decode="verify_code",
        ),
        Saying(
            'no certificate given; consider option "cert"',
            ("no-certificate", "side server"),
            '2024/05/06 07:08:09 socat[4711] W no certificate given; consider option "cert"',
            _SOURCE,
        ),
        Saying(
            "E SSL_CTX_use_certificate_file(): ",
            ("cert-file",),
            (
                "2024/05/06 07:08:09 socat[4711] E SSL_CTX_use_certificate_file(): "
                "error:80000002:system library::No such file or directory"
            ),
            _SOURCE,
        ),
        Saying(
            "method unknown or not provided by library",
            ("config-error",),
            (
                '2024/05/06 07:08:09 socat[4711] E openssl-method="SSL3": method unknown or '
                "not provided by library"
            ),
            _SOURCE,
            pattern=r'openssl-method="[^"]{0,40}": method unknown',
        ),
        Saying(
            'Unknown SSL/TLS version "',
            ("config-error",),
            '2024/05/06 07:08:09 socat[4711] E Unknown SSL/TLS version "TLS9"',
            _SOURCE,
        ),
        Saying(
            'E SSL_set_cipher_list(, "',
            ("config-error", "no-cipher"),
            '2024/05/06 07:08:09 socat[4711] E SSL_set_cipher_list(, "FOO") failed',
            _SOURCE,
        ),
    ),
)
