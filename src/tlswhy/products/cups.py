"""CUPS: printing over IPP and TLS."""

from __future__ import annotations

from tlswhy.products import Product, Role
from tlswhy.products.saying import Saying

_TLS = "cups/tls-gnutls.c, 2.4"
_SCHED = "scheduler/client.c, 2.4"
_IPP = "backend/ipp.c, 2.4"

_SAYINGS = (
    Saying(
        "Unable to encrypt connection: ",
        ("handshake-failed", "side server"),
        (
            "E [06/May/2024:07:08:09 +0000] [Client 12] Unable to encrypt connection: An "
            "unexpected TLS packet was received."
        ),
        _SCHED,
        pattern=r"\[Client \d{1,9}\].{0,40}Unable to encrypt connection: ",
    ),
    Saying(
        "TLS negotiation error",
        ("handshake-failed",),
        (
            "E [06/May/2024:07:08:09 +0000] [Client 12] Unable to encrypt connection: TLS "
            "negotiation error"
        ),
        _TLS,
        pattern=r"(?:Client \d|cups|ipps?|lp).{0,80}TLS negotiation error",
    ),
    Saying(
        "SSL/TLS Negotiation Error",
        ("handshake-failed", "side client"),
        "lpstat: SSL/TLS Negotiation Error",
        "cups/http-support.c, 2.4",
    ),
    Saying(
        "Credentials do not validate against site CA certificate",
        ("verify issuer-unknown", "side client"),
        "Credentials do not validate against site CA certificate.",
        _TLS,
    ),
    Saying(
        "New credentials are not valid for name",
        ("verify name", "side client"),
        "New credentials are not valid for name.",
        _TLS,
    ),
    Saying(
        "New credentials are older than stored credentials",
        ("verify pin", "side client"),
        "New credentials are older than stored credentials.",
        _TLS,
    ),
    Saying(
        "Credentials have expired.",
        ("verify expired", "side client"),
        "ipp: Credentials have expired.",
        _TLS,
        pattern=r"(?:cups|ipps?|lp|printer|connecting).{0,60}Credentials have expired\.",
    ),
    Saying(
        "Trust on first use is disabled",
        ("verify issuer-unknown", "side client"),
        "Trust on first use is disabled.",
        _TLS,
    ),
    Saying(
        "cups-pki-invalid",
        ("verify failed", "side client"),
        "STATE: +cups-pki-invalid,cups-pki-changed,cups-pki-expired,cups-pki-unknown",
        _IPP,
        certain=False,
    ),
    Saying(
        "cups-pki-expired",
        ("verify expired", "side client"),
        "STATE: +cups-pki-expired",
        _IPP,
        pattern=r"STATE: \+cups-pki-expired",
        certain=False,
    ),
    Saying(
        "Unable to create server credentials",
        ("cert-file", "side server"),
        "E [06/May/2024:07:08:09 +0000] [Client 12] Unable to create server credentials.",
        _TLS,
        pattern=r"(?:Client \d|cups).{0,60}Unable to create server credentials",
    ),
    Saying(
        "Unable to find server key for connection",
        ("no-certificate", "side server"),
        "E [06/May/2024:07:08:09 +0000] Unable to find server key for connection.",
        _TLS,
    ),
)

PRODUCT = Product(
    name="CUPS",
    roles=(
        Role.SERVER,
        Role.CLIENT,
    ),
    services=(
        "ipp",
        "ipps",
    ),
    sayings=_SAYINGS,
)
