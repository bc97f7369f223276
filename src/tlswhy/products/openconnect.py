"""OpenConnect, the SSL VPN client."""

from __future__ import annotations

from tlswhy.products import Product, Role
from tlswhy.products.saying import Saying

_GNUTLS = "gnutls.c, 9.01"
_OPENSSL = "openssl.c, 9.01"
_DTLS = "gnutls-dtls.c, 9.01"
_AUTH = "auth.c, 9.01"

_SAYINGS = (
    Saying(
        "Server certificate verify failed: ",
        ("verify failed", "side client"),
        "Server certificate verify failed: no error information",
        _GNUTLS,
    ),
    Saying(
        "Server certificate verify failed: signer not found",
        ("verify issuer-unknown", "side client"),
        "Server certificate verify failed: signer not found",
        _GNUTLS,
    ),
    Saying(
        "Server certificate verify failed: certificate does not match hostname",
        ("verify name", "side client"),
        "Server certificate verify failed: certificate does not match hostname",
        _GNUTLS,
    ),
    Saying(
        "Server certificate verify failed: certificate expired",
        ("verify expired", "side client"),
        "Server certificate verify failed: certificate expired",
        _GNUTLS,
    ),
    Saying(
        "Server certificate verify failed: certificate not yet activated",
        ("verify not-yet-valid", "side client"),
        "Server certificate verify failed: certificate not yet activated",
        _GNUTLS,
    ),
    Saying(
        "Server certificate verify failed: certificate revoked",
        ("verify revoked", "side client"),
        "Server certificate verify failed: certificate revoked",
        _GNUTLS,
    ),
    Saying(
        "Server certificate verify failed: insecure algorithm",
        ("verify weak", "side client"),
        "Server certificate verify failed: insecure algorithm",
        _GNUTLS,
    ),
    Saying(
        "Server certificate verify failed: signer not a CA certificate",
        ("verify purpose", "side client"),
        "Server certificate verify failed: signer not a CA certificate",
        _GNUTLS,
    ),
    Saying(
        "Server certificate verify failed: signature verification failed",
        ("verify signature", "side client"),
        "Server certificate verify failed: signature verification failed",
        _GNUTLS,
    ),
    Saying(
        "Certificate from VPN server",
        ("verify failed", "side client"),
        (
            'Certificate from VPN server "vpn.example.com" failed verification.\nReason: '
            "signer not found"
        ),
        "main.c, 9.01",
        pattern=r'Certificate from VPN server "(?P<host>[\w.-]{1,253})" failed verification',
    ),
    Saying(
        "SSL negotiation with",
        ("side client",),
        "SSL negotiation with vpn.example.com",
        _GNUTLS,
        pattern=r"SSL negotiation with (?P<host>[\w.-]{1,253})",
        certain=False,
    ),
    Saying(
        "SSL connection failure: ",
        ("handshake-failed", "side client"),
        "SSL connection failure: A TLS fatal alert has been received.",
        _GNUTLS,
    ),
    Saying(
        "SSL connection failure",
        ("handshake-failed", "side client"),
        (
            "SSL connection failure\n139876:error:0A000152:SSL routines::unsafe legacy "
            "renegotiation disabled"
        ),
        _OPENSSL,
    ),
    Saying(
        "Creating SSL connection failed",
        ("handshake-failed", "side client"),
        "Creating SSL connection failed",
        "main.c, 9.01",
    ),
    Saying(
        "Failed to open HTTPS connection to",
        ("handshake-failed", "side client"),
        "Failed to open HTTPS connection to vpn.example.com",
        "http.c, 9.01",
        pattern=r"Failed to open HTTPS connection to (?P<host>[\w.-]{1,253})",
    ),
    Saying(
        "SSL connection cancelled",
        ("handshake-failed", "side client"),
        "SSL connection cancelled",
        _GNUTLS,
        certain=False,
    ),
    Saying(
        "Client certificate missing or incorrect (Certificate Validation Failure)",
        ("client-cert-refused", "client-cert-absent", "side client"),
        "Client certificate missing or incorrect (Certificate Validation Failure)",
        _AUTH,
    ),
    Saying(
        "Authentication failure: Client certificate required",
        ("client-cert-absent", "side client"),
        "Authentication failure: Client certificate required",
        _AUTH,
    ),
    Saying(
        "Server requested SSL client certificate; none was configured",
        ("client-cert-absent", "side client"),
        "Server requested SSL client certificate; none was configured",
        _AUTH,
    ),
    Saying(
        "Client certificate has expired at",
        ("verify expired", "client-cert-refused", "side client"),
        "Client certificate has expired at: Mon, 06 May 2024 07:08:09 GMT",
        _AUTH,
    ),
    Saying(
        "fingerprint(s) specified via --servercert match server's certificate",
        ("verify pin", "side client"),
        (
            "None of the 1 fingerprint(s) specified via --servercert match server's "
            "certificate: pin-sha256:abcd"
        ),
        "main.c, 9.01",
    ),
    Saying(
        "Loading certificate failed. Aborting",
        ("client-key", "side client"),
        "Loading certificate failed. Aborting.",
        _GNUTLS,
    ),
    Saying(
        "DTLS handshake failed",
        ("handshake-failed", "side client"),
        "DTLS handshake failed: Resource temporarily unavailable, try again.",
        _DTLS,
    ),
    Saying(
        "DTLS handshake timed out",
        ("udp-blocked", "handshake-timeout", "side client"),
        "DTLS handshake timed out",
        _DTLS,
    ),
    Saying(
        "Set up DTLS failed; using SSL instead",
        ("udp-blocked", "side client"),
        "Set up DTLS failed; using SSL instead",
        "main.c, 8",
    ),
    Saying(
        "Set up UDP failed; using SSL instead",
        ("udp-blocked", "side client"),
        "Set up UDP failed; using SSL instead",
        "main.c, 9.01",
    ),
    Saying(
        "Failed to reconnect to host",
        ("side client",),
        "Failed to reconnect to host vpn.example.com: Connection refused",
        "ssl.c, 9.01",
        certain=False,
    ),
    Saying(
        "Proxy CONNECT request failed: ",
        ("proxy-answered {status}", "side client"),
        "Proxy CONNECT request failed: 407",
        "http.c, 9.01",
        pattern=r"Proxy CONNECT request failed: (?P<status>\d{3})",
    ),
)

PRODUCT = Product(
    name="OpenConnect",
    roles=(Role.CLIENT,),
    sayings=_SAYINGS,
)
