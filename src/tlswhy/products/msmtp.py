"""msmtp and mpop."""

from __future__ import annotations

from tlswhy.products import Product, Role
from tlswhy.products.saying import Saying

_MSMTP = "msmtp, src/tls.c and mtls-gnutls.c, 1.8"

_SAYINGS = (
    Saying(
        "msmtp: TLS certificate verification failed",
        ("verify failed",),
        "msmtp: TLS certificate verification failed: the certificate hasn't got a known issuer",
        _MSMTP,
    ),
    Saying(
        "the certificate hasn't got a known issuer",
        ("verify issuer-unknown",),
        "msmtp: TLS certificate verification failed: the certificate hasn't got a known issuer",
        _MSMTP,
        pattern=("(?:msmtp|mpop|TLS certificate).{0,120}the certificate hasn't got a known issuer"),
    ),
    Saying(
        "the certificate fingerprint does not match",
        ("verify pin",),
        "msmtp: TLS certificate verification failed: the certificate fingerprint does not match",
        _MSMTP,
        pattern=(
            "(?:msmtp|mpop|TLS certificate).{0,120}the certificate fingerprint does not match"
        ),
    ),
    Saying(
        "the certificate owner does not match hostname",
        ("verify name",),
        (
            "msmtp: TLS certificate verification failed: the certificate owner does not "
            "match hostname smtp.example.com"
        ),
        _MSMTP,
        pattern=r"the certificate owner does not match hostname (?P<host>[\w.-]{1,253})",
    ),
    Saying(
        "msmtp: TLS handshake failed: ",
        ("handshake-failed",),
        "msmtp: TLS handshake failed: An unexpected TLS packet was received.",
        _MSMTP,
    ),
    Saying(
        "the server does not support TLS via the STARTTLS command",
        ("starttls-missing",),
        "msmtp: the server does not support TLS via the STARTTLS command",
        _MSMTP,
    ),
    Saying(
        "tls requires either tls_trust_file (highly recommended) or tls_fingerprint",
        ("config-error", "no-trust-store"),
        (
            "msmtp: account default from /etc/msmtprc: tls requires either tls_trust_file "
            "(highly recommended) or tls_fingerprint or a disabled tls_certcheck"
        ),
        _MSMTP,
    ),
    Saying(
        "cannot set X509 trust file",
        ("ca-file",),
        (
            "msmtp: cannot set X509 trust file /etc/ssl/ca.pem for TLS session: Error while "
            "reading file."
        ),
        _MSMTP,
    ),
    Saying(
        "cannot set X509 key file",
        ("client-key",),
        (
            "msmtp: cannot set X509 key file client.key and/or X509 cert file client.pem for "
            "TLS session: Error while reading file."
        ),
        _MSMTP,
    ),
)

PRODUCT = Product(
    name="msmtp",
    roles=(Role.CLIENT,),
    services=(
        "smtp",
        "submission",
        "submissions",
    ),
    sayings=_SAYINGS,
    speaks=(
        "side client",
        "role mail",
    ),
)
