"""ocserv, a VPN server for AnyConnect and OpenConnect."""

from __future__ import annotations

from tlswhy.products import Product, Role
from tlswhy.products.saying import Saying

_SOURCE = "src/worker-vpn.c, src/worker-auth.c, src/sec-mod-auth.c, src/tlslib.c, 1.1"

PRODUCT = Product(
    name="ocserv",
    roles=(Role.SERVER,),
    services=("https",),
    speaks=("side server",),
    sayings=(
        Saying(
            "GnuTLS error (at ",
            ("handshake-failed",),
            (
                "worker[4711]: 192.0.2.7 GnuTLS error (at worker-vpn.c:862): A TLS fatal alert "
                "has been received."
            ),
            _SOURCE,
            pattern=r"GnuTLS error \(at [\w./-]{1,60}:\d{1,5}\)",
        ),
        Saying(
            "error verifying client certificate:",
            ("client-cert-refused",),
            (
                "worker[4711]: 192.0.2.7 worker-auth.c:614: error verifying client "
                "certificate: No certificate was found."
            ),
            _SOURCE,
        ),
        Saying(
            "client certificate verification failed:",
            ("client-cert-refused",),
            (
                "worker[4711]: client certificate verification failed: The certificate is NOT "
                "trusted. The certificate issuer is unknown."
            ),
            _SOURCE,
        ),
        Saying(
            "no certificate provided for authentication",
            ("client-cert-absent",),
            "worker[4711]: 192.0.2.7 no certificate provided for authentication",
            _SOURCE,
        ),
        Saying(
            "no certificate provided for cookie authentication",
            ("client-cert-absent",),
            "worker[4711]: 192.0.2.7 no certificate provided for cookie authentication",
            _SOURCE,
        ),
        Saying(
            "presented no certificate; rejecting",
            ("client-cert-absent",),
            (
                "ocserv[4711]: sec-mod: user alice (session: 5nCk3w) presented no certificate; "
                "rejecting"
            ),
            _SOURCE,
        ),
        Saying(
            "presented a certificate which is for user",
            ("client-cert-refused",),
            (
                "ocserv[4711]: sec-mod: user 'alice' (session: 5nCk3w) presented a certificate "
                "which is for user 'bob'; rejecting"
            ),
            _SOURCE,
        ),
        Saying(
            "no username in the certificate; rejecting",
            ("client-cert-refused",),
            "ocserv[4711]: sec-mod: no username in the certificate; rejecting",
            _SOURCE,
        ),
        Saying(
            "cannot read username from certificate",
            ("client-cert-refused",),
            (
                "worker[4711]: worker-auth.c:500: cannot read username from certificate; "
                "cert-user-oid is not set"
            ),
            _SOURCE,
        ),
        Saying(
            "error loading the certificate or key file",
            ("cert-file", "config-error"),
            "ocserv[4711]: tlslib.c:620: error loading the certificate or key file",
            _SOURCE,
        ),
        Saying(
            "no certificate or key files were specified",
            ("no-certificate", "config-error"),
            "ocserv[4711]: tlslib.c:580: no certificate or key files were specified",
            _SOURCE,
        ),
        Saying(
            "sec-mod: error loading private key files",
            ("cert-file", "config-error"),
            "ocserv[4711]: sec-mod: error loading private key files",
            _SOURCE,
        ),
        Saying(
            "the specified number of keys doesn't match the certificates",
            ("config-error",),
            "error: the specified number of keys doesn't match the certificates",
            _SOURCE,
        ),
        Saying(
            "error in TLS priority string:",
            ("config-error", "no-cipher"),
            "ocserv[4711]: tlslib.c:700: error in TLS priority string: The request is invalid.",
            _SOURCE,
        ),
        Saying(
            "could not parse proxy protocol header; discarding connection",
            ("proxy-header",),
            (
                "worker[4711]: worker-vpn.c:600: could not parse proxy protocol header; "
                "discarding connection"
            ),
            _SOURCE,
        ),
        Saying(
            "no certificate was found",
            ("client-cert-absent",),
            "ocserv[4711]: worker: 192.0.2.7 no certificate was found",
            _SOURCE,
            pattern=r"(?:ocserv|worker).{0,120}no certificate was found",
            certain=False,
        ),
        Saying(
            "error in DTLS handshake:",
            ("handshake-failed",),
            (
                "worker[4711]: worker-vpn.c:400: error in DTLS handshake: A TLS fatal alert "
                "has been received.: timeout"
            ),
            _SOURCE,
        ),
    ),
)
