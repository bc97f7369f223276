"""Zeek: what its ssl.log tells, in the words of `captures.zeek`."""

from __future__ import annotations

from tlswhy.products import Product
from tlswhy.products.saying import Saying

_SOURCE = "Zeek 5.0, scripts/base/protocols/ssl/main.zeek, last_alert"

PRODUCT = Product(
    name="Zeek",
    roles=(),
    sayings=(
        Saying(
            "sent by the client",
            ("side server",),
            example="server a.test zeek: TLS alert unknown_ca sent by the client",
            source=_SOURCE,
            pattern=r"zeek: TLS alert (?P<code>\w{3,40}) sent by the client",
            decode="alert",
        ),
        Saying(
            "sent by the server",
            ("side client",),
            example="server a.test zeek: TLS alert protocol_version sent by the server",
            source=_SOURCE,
            pattern=r"zeek: TLS alert (?P<code>\w{3,40}) sent by the server",
            decode="alert",
        ),
        Saying(
            "zeek: TLS alert",
            (),
            example="server a.test zeek: TLS alert handshake_failure sent",
            source=_SOURCE,
            pattern=r"zeek: TLS alert (?P<code>\w{3,40}) sent(?! by)",
            decode="alert",
        ),
    ),
)
