"""PJSIP, in Asterisk and in softphones."""

from __future__ import annotations

from tlswhy.products import Product, Role
from tlswhy.products.saying import Saying

_PJSIP = "pjproject, pjlib/src/pj/ssl_sock_ossl.c, 2.12"
_PJERR = "pjproject, pjsip/src/pjsip/sip_errno.c, 2.12"

_SAYINGS = (
    Saying(
        "The certificate is untrusted",
        ("verify issuer-unknown",),
        (
            "Transport 'tls' to remote 'sip.example.com' - 192.0.2.7:5061 - The "
            "certificate is untrusted"
        ),
        "pjproject, pjlib/src/pj/ssl_sock_common.c, 2.12 to 2.15",
    ),
    Saying(
        "The certificate has expired or not yet valid",
        ("verify expired",),
        (
            "Transport 'tls' to remote 'sip.example.com' - 192.0.2.7:5061 - The "
            "certificate has expired or not yet valid"
        ),
        "pjproject, pjlib/src/pj/ssl_sock_common.c, 2.12 to 2.15",
    ),
    Saying(
        "The issuer info in the certificate does not match to the",
        ("verify issuer-missing",),
        (
            "Transport 'tls' to remote 'sip.example.com' - 192.0.2.7:5061 - The issuer "
            "info in the certificate does not match to the (candidate) issuer "
            "certificate"
        ),
        "pjproject, pjlib/src/pj/ssl_sock_common.c, 2.12 to 2.15",
    ),
    Saying(
        "The CRL certificate cannot be found or cannot be read",
        ("verify crl-missing",),
        (
            "Transport 'tls' to remote 'sip.example.com' - 192.0.2.7:5061 - The CRL "
            "certificate cannot be found or cannot be read properly"
        ),
        "pjproject, pjlib/src/pj/ssl_sock_common.c, 2.12 to 2.15",
    ),
    Saying(
        "The certificate or CA certificate cannot be used for the",
        ("verify purpose",),
        (
            "Transport 'tls' to remote 'sip.example.com' - 192.0.2.7:5061 - The "
            "certificate or CA certificate cannot be used for the specified purpose"
        ),
        "pjproject, pjlib/src/pj/ssl_sock_common.c, 2.12 to 2.15",
    ),
    Saying(
        "The certificate chain length is too long",
        ("verify depth",),
        (
            "Transport 'tls' to remote 'sip.example.com' - 192.0.2.7:5061 - The "
            "certificate chain length is too long"
        ),
        "pjproject, pjlib/src/pj/ssl_sock_common.c, 2.12 to 2.15",
    ),
    Saying(
        "The server identity does not match to any identities",
        ("verify name",),
        (
            "Transport 'tls' to remote 'sip.example.com' - 192.0.2.7:5061 - The server "
            "identity does not match to any identities specified in the certificate"
        ),
        "pjproject, pjlib/src/pj/ssl_sock_common.c, 2.12 to 2.15",
    ),
    Saying(
        "The certificate signature is created using a weak hashing",
        ("verify weak",),
        (
            "Transport 'tls' to remote 'sip.example.com' - 192.0.2.7:5061 - The "
            "certificate signature is created using a weak hashing algorithm"
        ),
        "pjproject, pjlib/src/pj/ssl_sock_common.c, 2.12 to 2.15",
    ),
    Saying(
        "SSL_ERROR_SSL (Handshake): ",
        ("handshake-failed",),
        (
            "[May  6 07:08:09] WARNING[4711]: pjproject: <?>: SSL SSL_ERROR_SSL (Handshake): "
            "Level: 0 err: <167773208> <SSL routines-tlsv1 alert unknown ca> len: 0 peer: "
            "192.0.2.7:40112"
        ),
        _PJSIP,
        pattern=(
            r"SSL_ERROR_SSL \(Handshake\): .{0,200}(?:peer: (?P<host>[0-9a-fA-F.:"
            r"]{2,45}?):\d{1,5})?$"
        ),
    ),
    Saying(
        "SSL_ERROR_SSL (Handshake): ",
        (),
        (
            "[May  6 07:08:09] WARNING[4711]: pjproject: <?>: SSL SSL_ERROR_SSL (Handshake): "
            "Level: 0 err: <336109761> <SSL routines-tls_post_process_client_hello-no shared "
            "cipher> len: 0 peer: 192.0.2.7:40112"
        ),
        _PJSIP,
        pattern=(
            r"SSL_ERROR_SSL \(Handshake\): Level: \d err: <\d{1,10}> <SSL routin"
            "es-(?:[a-z0-9_]{1,50}-)?(?P<code>[a-z0-9][a-z0-9 ]{3,60})>"
        ),
        decode="openssl_reason",
    ),
    Saying(
        "SSL_ERROR_ZERO_RETURN (Handshake): ",
        ("eof",),
        (
            "[May  6 07:08:09] WARNING[4711]: pjproject: SSL SSL_ERROR_ZERO_RETURN "
            "(Handshake): peer: 192.0.2.7:40112"
        ),
        _PJSIP,
        pattern=r"SSL_ERROR_ZERO_RETURN \(Handshake\)",
    ),
    Saying(
        "PJSIP_TLS_ECERTVERIF",
        ("verify failed",),
        "TLS transport failed: Unable to verify certificate (PJSIP_TLS_ECERTVERIF)",
        _PJERR,
    ),
    Saying(
        "(PJSIP_TLS_ECACERT)",
        ("ca-file",),
        "Error loading certificate: Unable to read/process CA list file (PJSIP_TLS_ECACERT)",
        _PJERR,
        pattern="PJSIP_TLS_ECACERT",
    ),
    Saying(
        "PJSIP_TLS_ECERTFILE",
        ("cert-file",),
        "Unable to read/process certificate file (PJSIP_TLS_ECERTFILE)",
        _PJERR,
    ),
    Saying(
        "PJSIP_TLS_EKEYFILE",
        ("cert-file",),
        "Unable to read/process private key file (PJSIP_TLS_EKEYFILE)",
        _PJERR,
    ),
    Saying(
        "PJSIP_TLS_ECIPHER",
        ("config-error", "no-cipher"),
        "SSL cipher error (PJSIP_TLS_ECIPHER)",
        _PJERR,
    ),
    Saying(
        "PJSIP_TLS_EHANDSHAKE",
        ("handshake-failed",),
        "SSL handshake error (PJSIP_TLS_EHANDSHAKE)",
        _PJERR,
    ),
    Saying(
        "Invalid SSL protocol method",
        ("config-error",),
        (
            "[May  6 07:08:09] ERROR[4711]: res_pjsip/config_transport.c: Transport 'tls' "
            "could not be started: Invalid SSL protocol method"
        ),
        _PJERR,
    ),
)

PRODUCT = Product(
    name="PJSIP",
    roles=(
        Role.SERVER,
        Role.CLIENT,
    ),
    services=("sips",),
    sayings=_SAYINGS,
)
