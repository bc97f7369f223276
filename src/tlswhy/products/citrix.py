"""Citrix: the Workspace app (Receiver), with numbers of its own SSL SDK."""

from __future__ import annotations

from tlswhy.products import Product, Role
from tlswhy.products.saying import Saying

_APP = "Citrix Receiver 4 to Workspace app 2402, dialogs; support article CTX101990 has error 61"

PRODUCT = Product(
    name="Citrix Workspace",
    roles=(Role.CLIENT,),
    sayings=(
        Saying(
            "SSL Error 61",
            ("verify issuer-unknown",),
            'SSL Error 61: You have not chosen to trust "Example CA", the issuer of the server\'s security certificate.',
            _APP,
        ),
        Saying(
            "You have not chosen to trust",
            ("verify issuer-unknown",),
            'You have not chosen to trust "Example CA", the issuer of the server\'s security certificate.',
            _APP,
            pattern=r"You have not chosen to trust .{1,200}?the issuer of the server",
        ),
        Saying(
            "SSL Error 59",
            ("verify name",),
            'SSL Error 59: The server sent a security certificate identifying "www.example.com". The SSL connection was to "www.example.org".',
            _APP,
        ),
        Saying(
            "The server sent a security certificate identifying",
            ("verify name",),
            'The server sent a security certificate identifying "www.example.com". The SSL connection was to "www.example.org".',
            _APP,
        ),
        Saying(
            "SSL Error 4:",
            ("no-parameters",),
            "Cannot connect to the Citrix XenApp server. SSL Error 4: Attempted to connect using the TLS V1.0 protocol. The server rejected the connection.",
            _APP,
        ),
        Saying(
            "SSL Error 70",
            ("verify expired",),
            "The connection was rejected. The SSL certificate is no longer valid. Please contact your Citrix Administrator (SSL error 70)",
            _APP,
        ),
        Saying(
            "The server sent an expired security certificate",
            ("verify expired",),
            'The server sent an expired security certificate. The certificate "www.example.org" is valid from Thursday, April 17, 1997 to Wednesday, January 7, 2004.',
            _APP,
        ),
        Saying(
            "SSL Error 82",
            ("verify purpose",),
            'SSL Error 82: The security certificate "www.example.org" is not suitable for SSL connections.',
            _APP,
        ),
        Saying(
            "is not suitable for SSL connections",
            ("verify purpose",),
            'The security certificate "www.example.org" is not suitable for SSL connections. For information about how to resolve this problem, see the online help.',
            _APP,
        ),
        Saying(
            "SSL Error 37",
            ("proxy-answered 502",),
            "SSL Error 37: The proxy could not connect to ;10;STA0123;0123 port 1494.",
            _APP,
        ),
        Saying(
            "SSL Error 38",
            ("proxy-answered 403",),
            "SSL Error 38: The proxy denied access to ;10;STA0123;0123 port 1494.",
            _APP,
        ),
        Saying(
            "SSL Error 43",
            ("proxy-answered 403",),
            "SSL Error 43: The proxy denied access to ;10;STA0123;0123 port 2598.",
            _APP,
        ),
        Saying(
            "SSL Error 29",
            ("proxy-answered 502",),
            "SSL Error 29: The proxy could not connect to ;10;STA0123;0123 port 1494.",
            _APP,
        ),
        Saying(
            "SSL Error 47",
            ("handshake-failed",),
            "Unable to connect to the server. Contact your system administrator with the following error: SSL Error 47: The server sent an SSL alert: sslv3 alert handshake failure (alert number unavailable)",
            _APP,
        ),
        Saying(
            "The server sent an SSL alert: ",
            (),
            "SSL Error 47: The server sent an SSL alert: sslv3 alert handshake failure (alert number unavailable)",
            _APP,
            pattern=r"The server sent an SSL alert: (?P<code>[a-z0-9 ]{5,60}?) \(alert number",
            decode="alert",
        ),
        Saying(
            "The remote SSL peer sent a bad certificate alert",
            ("alert-received 42",),
            "Cannot connect to the Citrix XenApp server. The remote SSL peer sent a bad certificate alert.",
            _APP,
        ),
        Saying(
            "The remote SSL peer sent a handshake failure alert",
            ("alert-received 40",),
            "Cannot connect to the Citrix XenApp server. The remote SSL peer sent a handshake failure alert.",
            _APP,
        ),
        Saying(
            "Cannot connect to the Citrix XenApp server",
            (),
            "Cannot connect to the Citrix XenApp server. Protocol Driver error",
            _APP,
            certain=False,
        ),
        Saying(
            "SSL certificate is not trusted. Contact your help desk",
            ("verify issuer-unknown",),
            "SSL certificate is not trusted. Contact your help desk with this information.",
            _APP,
        ),
        Saying(
            "The server certificate received is not trusted (SSL Error 61)",
            ("verify issuer-unknown",),
            "The server certificate received is not trusted (SSL Error 61)",
            _APP,
        ),
    ),
    speaks=("side client",),
)
