"""fetchmail."""

from __future__ import annotations

from tlswhy.products import Product, Role
from tlswhy.products.saying import Saying

_FETCH = "fetchmail, socket.c, 6.4"
_IMAP = "fetchmail, imap.c, 6.4"

_SAYINGS = (
    Saying(
        "fetchmail: Server certificate verification error: ",
        ("verify failed",),
        (
            "fetchmail: Server certificate verification error: unable to get local issuer "
            "certificate"
        ),
        _FETCH,
        pattern="Server certificate verification error: (?P<code>.{3,80})$",
        decode="verify_code",
    ),
    Saying(
        "Server certificate verification error: ",
        ("verify failed",),
        "Server certificate verification error: self signed certificate",
        _FETCH,
        pattern="Server certificate verification error: (?P<code>.{3,80})$",
        decode="verify_code",
    ),
    Saying(
        "fetchmail: Broken certification chain at: ",
        ("verify issuer-missing",),
        "fetchmail: Broken certification chain at: /CN=Example CA",
        _FETCH,
    ),
    Saying(
        "fetchmail: Missing trust anchor certificate: ",
        ("verify issuer-unknown",),
        "fetchmail: Missing trust anchor certificate: /CN=Example CA",
        _FETCH,
    ),
    Saying(
        "fetchmail: SSL connection failed",
        ("handshake-failed",),
        "fetchmail: SSL connection failed.",
        _FETCH,
    ),
    Saying(
        "fetchmail: System error during SSL_connect(): ",
        ("eof",),
        (
            "fetchmail: System error during SSL_connect(): handshake failed at protocol or "
            "connection level."
        ),
        _FETCH,
    ),
    Saying(
        "handshake failed at protocol or connection level",
        ("handshake-failed",),
        (
            "fetchmail: System error during SSL_connect(): handshake failed at protocol or "
            "connection level."
        ),
        _FETCH,
    ),
    Saying(
        "fetchmail: Server CommonName mismatch: ",
        ("verify name",),
        "fetchmail: Server CommonName mismatch: imap.internal != imap.example.com",
        _FETCH,
    ),
    Saying(
        "upgrade to TLS failed",
        ("handshake-failed",),
        "fetchmail: imap.example.com: upgrade to TLS failed.",
        _IMAP,
        pattern=r"(?P<host>[\w.-]{1,253}): (?:opportunistic )?upgrade to TLS failed",
    ),
    Saying(
        "configuration requires TLS, but STARTTLS is not permitted",
        ("starttls-missing",),
        (
            "fetchmail: imap.example.com: configuration requires TLS, but STARTTLS is not "
            "permitted because of authenticated state (PREAUTH). Aborting connection."
        ),
        _IMAP,
    ),
    Saying(
        "SMTP server requires STARTTLS, keeping message",
        ("starttls-needed",),
        "fetchmail: SMTP server requires STARTTLS, keeping message.",
        "fetchmail, sink.c, 6.4",
    ),
)

PRODUCT = Product(
    name="fetchmail",
    roles=(Role.CLIENT,),
    services=(
        "imap",
        "imaps",
        "pop3",
        "pop3s",
    ),
    sayings=_SAYINGS,
    speaks=(
        "side client",
        "role mail",
    ),
)
