"""vsftpd 3."""

from __future__ import annotations

from tlswhy.products import Product, Role
from tlswhy.products.saying import Saying

_SSL = "ssl.c, 3.0.3"
_DATA = "ftpdataio.c, 3.0.3"
_PRE = "prelogin.c, 3.0.3"

_SAYINGS = (
    Saying(
        "522 SSL connection failed: session reuse required",
        ("handshake-failed",),
        "522 SSL connection failed: session reuse required",
        _DATA,
    ),
    Saying(
        "522 SSL connection failed",
        ("handshake-failed",),
        "522 SSL connection failed",
        _DATA,
    ),
    Saying(
        "522 Data connections must be encrypted",
        ("starttls-needed", "plain-received"),
        "522 Data connections must be encrypted.",
        "postlogin.c, 3.0.3",
    ),
    Saying(
        "No SSL session reuse on data channel",
        ("handshake-failed",),
        (
            'Mon May  6 07:08:09 2024 [pid 4711] [app] DEBUG: Client "192.0.2.7", "No SSL '
            'session reuse on data channel."'
        ),
        _SSL,
    ),
    Saying(
        "SSL_accept failed: ",
        ("handshake-failed",),
        (
            'Mon May  6 07:08:09 2024 [pid 4711] DEBUG: Client "192.0.2.7", "SSL_accept '
            'failed: error:0A000102:SSL routines::unsupported protocol"'
        ),
        _SSL,
        pattern='DEBUG: Client "(?P<client>[0-9a-fA-F.:]{2,45})", "SSL_accept failed: ',
    ),
    Saying(
        "Control connection terminated without SSL shutdown",
        ("eof",),
        (
            'Mon May  6 07:08:09 2024 [pid 4711] [app] DEBUG: Client "192.0.2.7", "Control '
            'connection terminated without SSL shutdown."'
        ),
        _SSL,
    ),
    Saying(
        "Data connection terminated without SSL shutdown",
        ("eof",),
        (
            'Mon May  6 07:08:09 2024 [pid 4711] [app] DEBUG: Client "192.0.2.7", "Data '
            "connection terminated without SSL shutdown. Buggy client! Integrity of upload "
            'cannot be asserted."'
        ),
        _SSL,
    ),
    Saying(
        "530 Non-anonymous sessions must use encryption",
        ("starttls-needed",),
        "530 Non-anonymous sessions must use encryption.",
        _PRE,
    ),
    Saying(
        "530 Anonymous sessions must use encryption",
        ("starttls-needed",),
        "530 Anonymous sessions must use encryption.",
        _PRE,
    ),
    Saying(
        "500 OOPS: SSL: cannot load RSA certificate",
        ("cert-file",),
        "500 OOPS: SSL: cannot load RSA certificate",
        _SSL,
    ),
    Saying(
        "500 OOPS: SSL: cannot load RSA private key",
        ("cert-file",),
        "500 OOPS: SSL: cannot load RSA private key",
        _SSL,
    ),
    Saying(
        "500 OOPS: SSL: cannot load DSA",
        ("cert-file",),
        "500 OOPS: SSL: cannot load DSA certificate",
        _SSL,
    ),
    Saying(
        "500 OOPS: SSL: could not set cipher list",
        ("config-error", "no-cipher"),
        "500 OOPS: SSL: could not set cipher list",
        _SSL,
    ),
    Saying(
        "500 OOPS: SSL: could not load",
        ("ca-file",),
        "500 OOPS: SSL: could not load verify file",
        _SSL,
    ),
    Saying(
        "500 OOPS: SSL: could not allocate SSL context",
        ("config-error",),
        "500 OOPS: SSL: could not allocate SSL context",
        _SSL,
    ),
    Saying(
        "503 PBSZ needs a secure connection",
        ("starttls-needed",),
        "503 PBSZ needs a secure connection.",
        _SSL,
    ),
    Saying(
        "503 PROT needs a secure connection",
        ("starttls-needed",),
        "503 PROT needs a secure connection.",
        _SSL,
    ),
)

PRODUCT = Product(
    name="vsftpd",
    roles=(Role.SERVER,),
    services=(
        "ftp",
        "ftps",
    ),
    sayings=_SAYINGS,
    speaks=("side server",),
)
