"""Bacula."""

from __future__ import annotations

from tlswhy.products import Product, Role
from tlswhy.products.saying import Saying

_TLS = "src/lib/tls.c, 9.6"
_AUTH = "src/filed/authenticate.c, 9.6"

_SAYINGS = (
    Saying(
        "TLS negotiation failed with Director at",
        ("handshake-failed",),
        'Fatal error: TLS negotiation failed with Director at "dir.example.com:9101"',
        _AUTH,
        pattern=(
            'TLS negotiation failed with Director at "(?P<host>[^":]{1,253})'
            r'(?::(?P<port>\d{1,5}))?"'
        ),
    ),
    Saying(
        "TLS negotiation failed with",
        ("handshake-failed",),
        'Fatal error: TLS negotiation failed with FD at "client.example.com:9102".',
        _AUTH,
        pattern="TLS negotiation failed with (?:FD|SD|Storage|client)",
    ),
    Saying(
        "TLS Negotiation failed.",
        ("handshake-failed",),
        "Fatal error: TLS Negotiation failed.",
        _TLS,
    ),
    Saying(
        "did not advertise required TLS support",
        ("db-without-tls", "starttls-missing"),
        (
            'Fatal error: Authorization error: Remote server at "dir.example.com:9101" did '
            "not advertise required TLS support."
        ),
        _AUTH,
        pattern=(
            r'Remote server at "(?P<host>[^":]{1,253})(?::(?P<port>\d{1,5}))'
            '?" did not advertise required TLS support'
        ),
    ),
    Saying(
        "Remote server requires TLS",
        ("plain-received",),
        (
            'Fatal error: Authorization error with Director at "dir.example.com:9101": '
            "Remote server requires TLS."
        ),
        _AUTH,
    ),
    Saying(
        "TLS host certificate verification failed",
        ("verify name",),
        (
            "Fatal error: TLS host certificate verification failed. Host name "
            '"dir.example.com" did not match presented certificate'
        ),
        _AUTH,
        pattern=(
            r'TLS host certificate verification failed\. Host name "(?P<host>[^"]{1'
            ',253})"'
        ),
    ),
    Saying(
        (
            "TLS certificate verification failed. Peer certificate did not match a required "
            "commonName"
        ),
        ("verify name",),
        (
            "Fatal error: TLS certificate verification failed. Peer certificate did not "
            "match a required commonName"
        ),
        _AUTH,
    ),
    Saying(
        "Error with certificate at depth: ",
        ("verify failed",),
        (
            "Error: tls.c:92 Error with certificate at depth: 0, issuer = /CN=Example CA, "
            "subject = /CN=dir.example.com, ERR=20:unable to get local issuer certificate"
        ),
        _TLS,
        pattern=r"Error with certificate at depth: .{1,400}ERR=(?P<code>\d{1,3}):",
        decode="verify_code",
    ),
    Saying(
        "failed to present a TLS certificate",
        ("client-cert-absent",),
        "Error: tls.c:253 Peer client.example.com failed to present a TLS certificate",
        _TLS,
    ),
    Saying(
        "TLS shutdown failure",
        ("handshake-failed",),
        (
            "Error: tls.c:79 TLS shutdown failure.: ERR=error:140E0197:SSL "
            "routines:SSL_shutdown:shutdown while in init"
        ),
        _TLS,
        certain=False,
    ),
    Saying(
        "TLS read/write failure",
        ("bad-record",),
        (
            "Error: tls.c:79 TLS read/write failure.: ERR=error:1408F119:SSL "
            "routines:ssl3_get_record:decryption failed or bad record mac"
        ),
        _TLS,
    ),
    Saying(
        "Error loading certificate file",
        ("cert-file",),
        (
            "Fatal error: tls.c:79 Error loading certificate file: ERR=error:02001002:system "
            "library:fopen:No such file or directory"
        ),
        _TLS,
        pattern=(
            r"(?:bacula|bareos|tls\.c|Fatal error|-dir|-fd|-sd)"
            ".{0,120}Error loading certificate file"
        ),
    ),
    Saying(
        "Error loading certificate verification stores",
        ("ca-file",),
        (
            "Fatal error: tls.c:79 Error loading certificate verification stores: "
            "ERR=error:02001002:system library:fopen:No such file or directory"
        ),
        _TLS,
    ),
    Saying(
        "Error loading private key",
        ("cert-file", "key-mismatch"),
        (
            "Fatal error: tls.c:79 Error loading private key: ERR=error:0B080074:x509 "
            "certificate routines:X509_check_private_key:key values mismatch"
        ),
        _TLS,
        pattern=(
            r"(?:bacula|bareos|tls\.c|Fatal error|-dir|-fd|-sd)"
            ".{0,120}Error loading private key"
        ),
    ),
    Saying(
        "Either a certificate file or a directory must be specified as a verification store",
        ("config-error", "no-trust-store"),
        (
            "Error: tls.c:141 Either a certificate file or a directory must be specified as "
            "a verification store"
        ),
        _TLS,
    ),
    Saying(
        "there may have been a certificate validation error during the TLS handshake",
        ("verify failed",),
        (
            "If you are using TLS, there may have been a certificate validation error during "
            "the TLS handshake."
        ),
        "src/dird/authenticate.c, 9.6",
        certain=False,
    ),
)

PRODUCT = Product(
    name="Bacula",
    roles=(
        Role.SERVER,
        Role.CLIENT,
    ),
    sayings=_SAYINGS,
)
