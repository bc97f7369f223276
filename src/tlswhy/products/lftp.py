"""lftp."""

from __future__ import annotations

from tlswhy.products import Product, Role
from tlswhy.products.saying import Saying

_LFTP = "lftp, src/lftp_ssl.cc, 4.9"
_FTP = "lftp, src/ftpclass.cc, 4.9"

_SAYINGS = (
    Saying(
        "Fatal error: Certificate verification: ",
        ("verify failed", "side client"),
        "cd: Fatal error: Certificate verification: No certificate was found!",
        _LFTP,
    ),
    Saying(
        "Fatal error: Certificate verification: Not trusted",
        ("verify issuer-unknown", "side client"),
        "ls: Fatal error: Certificate verification: Not trusted (7A:3C:12)",
        _LFTP,
    ),
    Saying(
        (
            "Fatal error: Certificate verification: certificate common name doesn't match "
            "requested host name"
        ),
        ("verify name", "side client"),
        (
            "ls: Fatal error: Certificate verification: certificate common name doesn't "
            "match requested host name 'ftp.example.com' (7A:3C:12)"
        ),
        _LFTP,
    ),
    Saying(
        "Fatal error: Certificate verification: subjectAltName does not match",
        ("verify name", "side client"),
        (
            "ls: Fatal error: Certificate verification: subjectAltName does not match "
            "'ftp.example.com' (7A:3C:12)"
        ),
        _LFTP,
    ),
    Saying(
        "Fatal error: Certificate verification: Expired",
        ("verify expired", "side client"),
        "ls: Fatal error: Certificate verification: Expired (7A:3C:12)",
        _LFTP,
    ),
    Saying(
        "Fatal error: gnutls_handshake: ",
        ("handshake-failed", "side client"),
        "ls: Fatal error: gnutls_handshake: An unexpected TLS packet was received.",
        _LFTP,
    ),
    Saying(
        "Fatal error: gnutls_record_recv: ",
        ("eof", "side client"),
        "ls: Fatal error: gnutls_record_recv: The TLS connection was non-properly terminated.",
        _LFTP,
    ),
    Saying(
        "ftp:ssl-force is set and server does not support or allow SSL",
        ("starttls-missing", "side client"),
        "ls: Fatal error: ftp:ssl-force is set and server does not support or allow SSL",
        _FTP,
    ),
)

PRODUCT = Product(
    name="lftp",
    roles=(Role.CLIENT,),
    services=(
        "ftp",
        "ftps",
    ),
    sayings=_SAYINGS,
    speaks=("side client",),
)
