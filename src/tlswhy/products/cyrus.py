"""Cyrus IMAP."""

from __future__ import annotations

from tlswhy.products import Product, Role
from tlswhy.products.saying import Saying

_TLS = "imap/tls.c, 3.6"
_IMAPD = "imap/imapd.c, 3.6"

_SAYINGS = (
    Saying(
        "in SSL_accept() -> fail",
        ("handshake-failed",),
        (
            "May  6 07:08:09 mail cyrus/imaps[4711]: error:0A000102:SSL "
            "routines::unsupported protocol in SSL_accept() -> fail"
        ),
        _TLS,
    ),
    Saying(
        "EOF in SSL_accept() -> fail",
        ("eof",),
        "May  6 07:08:09 mail cyrus/imaps[4711]: EOF in SSL_accept() -> fail",
        _TLS,
    ),
    Saying(
        "SSL_accept() timed out -> fail",
        ("handshake-timeout",),
        "May  6 07:08:09 mail cyrus/imaps[4711]: SSL_accept() timed out -> fail",
        _TLS,
    ),
    Saying(
        "TLS/SSL connection closed in SSL_accept() -> fail",
        ("eof",),
        (
            "May  6 07:08:09 mail cyrus/imaps[4711]: TLS/SSL connection closed in "
            "SSL_accept() -> fail"
        ),
        _TLS,
    ),
    Saying(
        "protocol error in SSL_accept() -> fail",
        ("handshake-failed",),
        (
            "May  6 07:08:09 mail cyrus/imaps[4711]: error:0A000102:SSL "
            "routines::unsupported protocol in SSL_accept() -> fail\nMay  6 07:08:09 mail "
            "cyrus/imaps[4711]: protocol error in SSL_accept() -> fail"
        ),
        _TLS,
    ),
    Saying(
        "SSL_accept() interrupted by signal",
        ("handshake-failed",),
        (
            "May  6 07:08:09 mail cyrus/imaps[4711]: SSL_accept() interrupted by signal "
            "Connection reset by peer -> fail"
        ),
        _TLS,
    ),
    Saying(
        "TLS negotiation failed: ",
        ("handshake-failed",),
        (
            "May  6 07:08:09 mail cyrus/imaps[4711]: imaps TLS negotiation failed: "
            "client.example.com [192.0.2.7]"
        ),
        _IMAPD,
        pattern=(
            "(?:imaps?|pop3s?|lmtp|sieve|STARTTLS|nntps?|httpd?s?) (?:TLS )"
            r"?negotiation failed: .{0,253}\[(?P<client>[0-9a-fA-F.:]{2,45})\]"
        ),
    ),
    Saying(
        "STARTTLS negotiation failed: ",
        ("handshake-failed",),
        (
            "May  6 07:08:09 mail cyrus/imaps[4711]: STARTTLS negotiation failed: "
            "client.example.com [192.0.2.7]"
        ),
        _IMAPD,
        pattern=r"STARTTLS negotiation failed: .{0,253}\[(?P<client>[0-9a-fA-F.:]{2,45})\]",
    ),
    Saying(
        "TLS server engine: cannot load cert/key data",
        ("cert-file", "key-mismatch"),
        (
            "May  6 07:08:09 mail cyrus/imaps[4711]: TLS server engine: cannot load cert/key "
            "data, may be a cert/key mismatch?"
        ),
        _TLS,
    ),
    Saying(
        "TLS server engine: cannot load cipher list",
        ("config-error", "no-cipher"),
        (
            "May  6 07:08:09 mail cyrus/imaps[4711]: TLS server engine: cannot load cipher "
            "list 'NOPE'"
        ),
        _TLS,
    ),
    Saying(
        "TLS server engine: Failed loading client CA data, cert auth disabled",
        ("ca-file",),
        (
            "May  6 07:08:09 mail cyrus/imaps[4711]: TLS server engine: Failed loading "
            "client CA data, cert auth disabled."
        ),
        _TLS,
    ),
    Saying(
        "TLS client engine: cannot load CA data",
        ("ca-file", "side client"),
        "May  6 07:08:09 mail cyrus/imaps[4711]: TLS client engine: cannot load CA data",
        _TLS,
    ),
    Saying(
        "TLS engine: cannot load CA data",
        ("ca-file",),
        "May  6 07:08:09 mail cyrus/imaps[4711]: [ TLS engine: cannot load CA data ]",
        _TLS,
    ),
    Saying(
        "TLS engine: cannot load cert/key data, may be a cert/key mismatch",
        ("cert-file", "key-mismatch"),
        (
            "May  6 07:08:09 mail cyrus/imaps[4711]: [ TLS engine: cannot load cert/key "
            "data, may be a cert/key mismatch]"
        ),
        _TLS,
    ),
    Saying(
        "Fatal error: tls_init() failed",
        ("cert-file",),
        "May  6 07:08:09 mail cyrus/imaps[4711]: Fatal error: tls_init() failed",
        _IMAPD,
    ),
    Saying(
        "Error initializing TLS",
        ("cert-file",),
        'a NO "Error initializing TLS"',
        _IMAPD,
        pattern="(?:NO|BAD|cyrus|imapd|454|-ERR).{0,80}Error initializing TLS",
    ),
    Saying(
        "[lmtpd] STARTTLS failed",
        ("handshake-failed",),
        "May  6 07:08:09 mail cyrus/imaps[4711]: [lmtpd] STARTTLS failed: client.example.com",
        "imap/lmtpengine.c, 3.6",
    ),
)

PRODUCT = Product(
    name="Cyrus IMAP",
    roles=(Role.SERVER,),
    services=(
        "imap",
        "imaps",
        "pop3",
        "pop3s",
        "lmtp",
        "sieve",
    ),
    sayings=_SAYINGS,
    speaks=(
        "side server",
        "role mail",
    ),
)
