"""ngIRCd."""

from __future__ import annotations

from tlswhy.products import Product, Role
from tlswhy.products.saying import Saying

_NGIRCD = "ngircd, src/ngircd/conn-ssl.c, 26"

_SAYINGS = (
    Saying(
        "SSL accept error, closing socket",
        ("handshake-failed", "side server"),
        "May  6 07:08:09 irc ngircd[4711]: SSL accept error, closing socket",
        _NGIRCD,
    ),
    Saying(
        "SSL protocol error: SSL_accept",
        ("handshake-failed", "side server"),
        (
            "May  6 07:08:09 irc ngircd[4711]: SSL protocol error: SSL_accept "
            "(error:0A00009C:SSL routines::http request)"
        ),
        _NGIRCD,
        pattern=r"SSL protocol error: SSL_accept \(",
    ),
    Saying(
        "SSL protocol error: SSL_connect",
        ("handshake-failed", "side client"),
        (
            "May  6 07:08:09 irc ngircd[4711]: SSL protocol error: SSL_connect "
            "(error:0A00010B:SSL routines::wrong version number)"
        ),
        _NGIRCD,
        pattern=r"SSL protocol error: SSL_connect \(",
    ),
    Saying(
        "gnutls_handshake: ",
        ("handshake-failed",),
        (
            "May  6 07:08:09 irc ngircd[4711]: SSL error: gnutls_handshake: A TLS fatal "
            "alert has been received. [-12]"
        ),
        _NGIRCD,
        pattern="SSL error: .{0,10}gnutls_handshake: ",
    ),
    Saying(
        "SSL connection on socket",
        ("handshake-failed",),
        "May  6 07:08:09 irc ngircd[4711]: SSL connection on socket 7 failed!",
        _NGIRCD,
        pattern=r"SSL connection on socket \d{1,6} failed",
    ),
    Saying(
        "Peer certificate check failed for",
        ("verify failed", "side client"),
        (
            "May  6 07:08:09 irc ngircd[4711]: Peer certificate check failed for "
            '"irc.example.com" on connection 7!'
        ),
        _NGIRCD,
        pattern='Peer certificate check failed for "(?P<host>[^"]{1,253})"',
    ),
    Saying(
        "Certificate validation failed: ",
        ("verify failed", "side client"),
        "May  6 07:08:09 irc ngircd[4711]: Certificate validation failed: signer not found",
        _NGIRCD,
        pattern="ngircd.{0,40}Certificate validation failed: ",
    ),
    Saying(
        "No SSL server key configured",
        ("no-certificate", "side server"),
        "May  6 07:08:09 irc ngircd[4711]: No SSL server key configured!",
        _NGIRCD,
    ),
    Saying(
        "Error during SSL initialization",
        ("cert-file", "side server"),
        "May  6 07:08:09 irc ngircd[4711]: Error during SSL initialization!",
        _NGIRCD,
        pattern="ngircd.{0,40}Error during SSL initialization",
    ),
    Saying(
        "Failed to set certificate key file",
        ("cert-file", "side server"),
        (
            "Failed to set certificate key file (cert /etc/ngircd/leaf.pem, key "
            "/etc/ngircd/leaf.key): Error while reading file."
        ),
        _NGIRCD,
    ),
)

PRODUCT = Product(
    name="ngIRCd",
    roles=(Role.SERVER,),
    services=(
        "irc",
        "ircs",
    ),
    sayings=_SAYINGS,
)
