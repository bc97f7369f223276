"""Pure-FTPd."""

from __future__ import annotations

from tlswhy.products import Product, Role
from tlswhy.products.saying import Saying

_TLS = "src/tls.c, 1.0.50"
_MSG = "src/messages_en.h, 1.0.50"

_SAYINGS = (
    Saying(
        "pure-ftpd: (",
        (),
        (
            "May  6 07:08:09 ftp pure-ftpd: (?@192.0.2.7) [ERROR] TLS [accept](266): "
            "error:0A000416:SSL routines::sslv3 alert certificate unknown"
        ),
        _TLS,
        pattern=r"pure-ftpd: \([^@]{0,60}@(?P<client>[^) ]{1,253})\)",
        certain=False,
    ),
    Saying(
        "] TLS [",
        ("handshake-failed",),
        (
            "May  6 07:08:09 ftp pure-ftpd: (?@192.0.2.7) [ERROR] TLS [accept](266): "
            "error:0A000416:SSL routines::sslv3 alert certificate unknown"
        ),
        _TLS,
        pattern=r"\] TLS \[\w{1,30}\]\(\d{1,5}\): ",
    ),
    Saying(
        "SSL/TLS [",
        ("handshake-failed",),
        (
            "May  6 07:08:09 ftp pure-ftpd: (?@192.0.2.7) [ERROR] SSL/TLS "
            "[/etc/ssl/private/pure-ftpd.pem]: error:02001002:system library:fopen:No such "
            "file or directory"
        ),
        _MSG,
        pattern=r"SSL/TLS \[[^\]]{1,200}\]:",
    ),
    Saying(
        "SSL/TLS: Cipher too weak",
        ("no-shared-cipher",),
        "May  6 07:08:09 ftp pure-ftpd: (?@192.0.2.7) [ERROR] SSL/TLS: Cipher too weak",
        _TLS,
    ),
    Saying(
        "Sorry, cleartext sessions and weak ciphers are not accepted on this server",
        ("starttls-needed", "plain-received"),
        "421 Sorry, cleartext sessions and weak ciphers are not accepted on this server.",
        _MSG,
    ),
    Saying(
        "Sorry, cleartext sessions are not accepted on this server",
        ("starttls-needed", "plain-received"),
        "530 Sorry, cleartext sessions are not accepted on this server.",
        _MSG,
    ),
    Saying(
        "SSL/TLS: Context not found. Exiting",
        ("cert-file",),
        (
            "May  6 07:08:09 ftp pure-ftpd: (?@192.0.2.7) [ERROR] SSL/TLS: Context not "
            "found. Exiting."
        ),
        "src/tls.c, 1.0.42",
    ),
    Saying(
        "TLS: Invalid TLSCipherSuite specified",
        ("config-error", "no-cipher"),
        (
            "May  6 07:08:09 ftp pure-ftpd: (?@192.0.2.7) [ERROR] TLS: Invalid "
            "TLSCipherSuite specified 'NOPE'"
        ),
        _TLS,
    ),
    Saying(
        "Data connection cannot be opened with this PROT setting",
        ("starttls-needed",),
        "521 Data connection cannot be opened with this PROT setting",
        _MSG,
    ),
)

PRODUCT = Product(
    name="Pure-FTPd",
    roles=(Role.SERVER,),
    services=(
        "ftp",
        "ftps",
    ),
    sayings=_SAYINGS,
    speaks=("side server",),
)
