"""WeeChat."""

from __future__ import annotations

from tlswhy.products import Product, Role
from tlswhy.products.saying import Saying

_WEECHAT = "WeeChat, src/plugins/irc/irc-server.c, 3.8"

_SAYINGS = (
    Saying(
        "irc: TLS handshake failed",
        ("handshake-failed", "side client"),
        "irc: TLS handshake failed",
        _WEECHAT,
    ),
    Saying(
        "irc: error: ",
        ("side client",),
        "irc: error: A TLS fatal alert has been received.",
        _WEECHAT,
        pattern=r"^(?:\d\d:\d\d:\d\d )?(?:=!= )?.{0,10}irc: error: ",
        certain=False,
    ),
    Saying(
        "gnutls: the hostname in the certificate does NOT match",
        ("verify name", "side client"),
        'irc: gnutls: the hostname in the certificate does NOT match "irc.example.com"',
        _WEECHAT,
        pattern='does NOT match "(?P<host>[^"]{1,253})"',
    ),
    Saying(
        "gnutls: certificate has expired",
        ("verify expired", "side client"),
        "gnutls: certificate has expired",
        _WEECHAT,
    ),
    Saying(
        "gnutls: certificate is not yet activated",
        ("verify not-yet-valid", "side client"),
        "gnutls: certificate is not yet activated",
        _WEECHAT,
    ),
    Saying(
        "gnutls: peer's certificate is NOT trusted",
        ("verify issuer-unknown", "side client"),
        "gnutls: peer's certificate is NOT trusted",
        _WEECHAT,
    ),
    Saying(
        "gnutls: peer's certificate issuer is unknown",
        ("verify issuer-unknown", "side client"),
        "gnutls: peer's certificate issuer is unknown",
        _WEECHAT,
    ),
    Saying(
        "gnutls: the certificate has been revoked",
        ("verify revoked", "side client"),
        "gnutls: the certificate has been revoked",
        _WEECHAT,
    ),
    Saying(
        "gnutls: certificate fingerprint does NOT match",
        ("verify pin", "side client"),
        (
            "gnutls: certificate fingerprint does NOT match (check value of option "
            "irc.server.example.ssl_fingerprint)"
        ),
        _WEECHAT,
    ),
    Saying(
        "you should play with option irc.server.",
        ("dh-too-small", "side client"),
        (
            "irc: you should play with option irc.server.example.ssl_dhkey_size (current "
            "value is 2048, try a lower value like 1024 or 512)"
        ),
        _WEECHAT,
    ),
)

PRODUCT = Product(
    name="WeeChat",
    roles=(Role.CLIENT,),
    services=(
        "irc",
        "ircs",
    ),
    sayings=_SAYINGS,
    speaks=("side client",),
)
