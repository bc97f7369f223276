"""FortiClient's SSL VPN, openfortivpn, and the VPN daemon of FortiGate."""

from __future__ import annotations

from tlswhy.products import Product, Role
from tlswhy.products.saying import Saying

_CLIENT = "FortiClient 5 to 7, dialogs of the SSL VPN"
_OPEN = "openfortivpn 1.8 to 1.22, src/tunnel.c"
_GATE = "FortiOS 6 and 7, diagnose debug application sslvpn"

PRODUCT = Product(
    name="FortiClient",
    roles=(
        Role.CLIENT,
        Role.SERVER,
    ),
    sayings=(
        Saying(
            "Unable to establish the VPN connection. The VPN server may be unreachable",
            ("unreachable", "handshake-failed", "side client"),
            "Warning: Unable to establish the VPN connection. The VPN server may be unreachable. (-5)",
            _CLIENT,
        ),
        Saying(
            "The server you want to connect to requests identification, please choose a certificate and try again",
            ("client-cert-absent", "side client"),
            "The server you want to connect to requests identification, please choose a certificate and try again. (-5)",
            _CLIENT,
        ),
        Saying(
            "The server you want to connect to requests identification",
            ("client-cert-absent", "side client"),
            "The server you want to connect to requests identification",
            _CLIENT,
        ),
        Saying(
            "The VPN server may be unreachable. (-20199)",
            ("verify failed", "side client"),
            "Unable to establish the VPN connection. The VPN server may be unreachable. (-20199)",
            _CLIENT,
        ),
        Saying(
            "The VPN server may be unreachable (-20199)",
            ("verify failed", "side client"),
            "Unable to establish the VPN connection. The VPN server may be unreachable (-20199)",
            _CLIENT,
        ),
        Saying(
            "Gateway certificate validation failed, and the certificate digest is not in the local whitelist",
            ("verify failed", "side client"),
            "ERROR:  Gateway certificate validation failed, and the certificate digest is not in the local whitelist. If you trust it, rerun with:",
            _OPEN,
        ),
        Saying(
            "You might want to try --insecure-ssl or specify a different --cipher-list",
            ("no-parameters", "side client"),
            "ERROR:  SSL_connect: error:0A000102:SSL routines::unsupported protocol You might want to try --insecure-ssl or specify a different --cipher-list",
            _OPEN,
        ),
        Saying(
            "SSL_accept failed, ",
            ("handshake-failed", "side server"),
            "[282:root:1a]SSL_accept failed, 1:no shared cipher",
            _GATE,
        ),
        Saying(
            "]SSL state:fatal ",
            ("side server",),
            "[282:root:1a]SSL state:fatal handshake failure (192.0.2.7)",
            _GATE,
            pattern=r"SSL state:fatal (?P<code>[a-z ]{4,40}[a-z]) \(",
            decode="alert_sent",
        ),
        Saying(
            "]SSL state:warning close notify",
            ("side server",),
            "[282:root:1a]SSL state:warning close notify (192.0.2.7)",
            _GATE,
        ),
        Saying(
            'action="ssl-alert"',
            ("side server",),
            'logid="0101039943" type="event" subtype="vpn" action="ssl-alert" reason="unknown_ca" msg="SSL alerts"',
            _GATE,
            pattern=r"action=.ssl-alert.",
        ),
        Saying(
            "SSL fatal alert received",
            ("handshake-failed", "side server"),
            'logdesc="SSL VPN alert" msg="SSL fatal alert received"',
            _GATE,
        ),
    ),
)
