"""Courier: its IMAP, POP3 and SMTP servers, and couriertls."""

from __future__ import annotations

from tlswhy.products import Product, Role
from tlswhy.products.saying import Saying

_COURIER = "courier, tcpd/libcouriertls.c, 1.2"
_GNUTLS = "courier, tcpd/libcouriergnutls.c, 1.2"

_SAYINGS = (
    Saying(
        "couriertls: ",
        ("handshake-failed",),
        (
            "May  6 07:08:09 mail imapd-ssl: couriertls: read: error:0A000418:SSL "
            "routines::tlsv1 alert unknown ca"
        ),
        _COURIER,
        pattern="couriertls: (?:accept|connect|read|write)",
    ),
    Saying(
        "couriertls: connect: ",
        ("handshake-failed", "side client"),
        "couriertls: connect: error:0A000086:SSL routines::certificate verify failed",
        _COURIER,
    ),
    Saying(
        "couriertls: accept: ",
        ("handshake-failed", "side server"),
        (
            "May  6 07:08:09 mail pop3d-ssl: couriertls: accept: error:0A0000C1:SSL "
            "routines::no shared cipher"
        ),
        _COURIER,
    ),
    Saying(
        "couriertls: /",
        ("cert-file",),
        (
            "May  6 07:08:09 mail imapd-ssl: couriertls: /etc/courier/imapd.pem: "
            "error:02001002:system library:fopen:No such file or directory"
        ),
        _COURIER,
    ),
    Saying(
        "ip=[",
        ("side server",),
        (
            "May  6 07:08:09 mail imapd-ssl: ip=[::ffff:192.0.2.7], couriertls: read: "
            "Connection reset by peer"
        ),
        _COURIER,
        pattern=r"ip=\[(?:::ffff:)?(?P<client>[0-9a-fA-F.:]{2,45})\], couriertls",
        certain=False,
    ),
    Saying(
        "TLS_TRUSTCERTS not set",
        ("no-trust-store", "config-error"),
        "couriertls: TLS_TRUSTCERTS not set",
        _GNUTLS,
    ),
    Saying(
        "Peer certificate verification failed",
        ("verify failed",),
        "couriertls: Peer certificate verification failed",
        _GNUTLS,
        pattern="courier.{0,80}Peer certificate verification failed",
    ),
)

PRODUCT = Product(
    name="Courier",
    roles=(
        Role.SERVER,
        Role.CLIENT,
    ),
    services=(
        "imap",
        "imaps",
        "pop3",
        "pop3s",
        "smtp",
    ),
    sayings=_SAYINGS,
    speaks=("role mail",),
)
