"""wpa_supplicant, and hostapd's own authentication server."""

from __future__ import annotations

from tlswhy.products import Product, Role
from tlswhy.products.saying import Saying

_TLS = "src/crypto/tls_openssl.c, 2.10"
_EAP = "src/eap_peer/eap.c, 2.10"
_PEER = "src/eap_peer/eap_tls_common.c, 2.10"
_EAPTLS = "src/eap_peer/eap_tls.c, 2.10"

_SAYINGS = (
    Saying(
        "CTRL-EVENT-EAP-TLS-CERT-ERROR",
        ("verify failed",),
        (
            "wlan0: CTRL-EVENT-EAP-TLS-CERT-ERROR reason=1 depth=1 subject='/CN=Example CA' "
            "err='unable to get local issuer certificate'"
        ),
        _EAP,
        pattern=r"CTRL-EVENT-EAP-TLS-CERT-ERROR reason=(?P<code>\d{1,2}) ",
        decode="eap_tls_cert_error",
    ),
    Saying(
        "err='",
        (),
        (
            "wlan0: CTRL-EVENT-EAP-TLS-CERT-ERROR reason=0 depth=0 "
            "subject='/CN=radius.example.com' err='certificate has expired'"
        ),
        _EAP,
        pattern="CTRL-EVENT-EAP-TLS-CERT-ERROR .{0,300}err='(?P<code>[^']{3,80})'",
        decode="verify_code",
        certain=False,
    ),
    Saying(
        "SSL: SSL3 alert: read (remote end reported an error):fatal:",
        (),
        "SSL: SSL3 alert: read (remote end reported an error):fatal:unknown CA",
        _TLS,
        pattern=(
            r"SSL3 alert: read \(remote end reported an error\):fatal:(?P<code>[A-"
            "Za-z ]{3,40})"
        ),
        decode="alert",
    ),
    Saying(
        "SSL: SSL3 alert: write (local SSL3 detected an error):fatal:",
        (),
        "SSL: SSL3 alert: write (local SSL3 detected an error):fatal:protocol version",
        _TLS,
        pattern=(
            r"SSL3 alert: write \(local SSL3 detected an error\):fatal:(?P<code>[A"
            "-Za-z ]{3,40})"
        ),
        decode="alert_sent",
    ),
    Saying(
        "TLS: Certificate verification failed, error",
        ("verify failed",),
        (
            "TLS: Certificate verification failed, error 20 (unable to get local issuer "
            "certificate) depth 0 for '/CN=radius.example.com'"
        ),
        _TLS,
        pattern=r"TLS: Certificate verification failed, error (?P<code>\d{1,3}) ",
        decode="verify_code",
    ),
    Saying(
        "OpenSSL: openssl_handshake - SSL_connect error:",
        ("handshake-failed",),
        (
            "OpenSSL: openssl_handshake - SSL_connect error:0A000086:SSL "
            "routines::certificate verify failed"
        ),
        _TLS,
    ),
    Saying(
        "OpenSSL: openssl_handshake - SSL_accept error:",
        ("handshake-failed", "side server"),
        "OpenSSL: openssl_handshake - SSL_accept error:0A0000C1:SSL routines::no shared cipher",
        _TLS,
    ),
    Saying(
        "OpenSSL: tls_connection_handshake - SSL_connect error:",
        ("handshake-failed",),
        (
            "OpenSSL: tls_connection_handshake - SSL_connect error:14090086:SSL "
            "routines:ssl3_get_server_certificate:certificate verify failed"
        ),
        "src/crypto/tls_openssl.c, 2.4",
    ),
    Saying(
        "OpenSSL: pending error: ",
        ("handshake-failed",),
        "OpenSSL: pending error: error:0A000416:SSL routines::sslv3 alert certificate unknown",
        _TLS,
    ),
    Saying(
        "TLS: Domain match",
        ("verify name",),
        "TLS: Domain match 'radius.example.com' not found",
        _TLS,
        pattern="TLS: Domain (?:suffix )?match '.{1,200}' not found",
    ),
    Saying(
        "TLS: Domain suffix match",
        ("verify name",),
        "TLS: Domain suffix match 'example.com' not found",
        _TLS,
        pattern="TLS: Domain suffix match '.{1,200}' not found",
    ),
    Saying(
        "TLS: Subject '",
        ("verify name",),
        "TLS: Subject '/CN=a' did not match with '/CN=b'",
        _TLS,
        pattern="TLS: Subject '.{1,200}' did not match with",
    ),
    Saying(
        "TLS: altSubjectName match",
        ("verify name",),
        "TLS: altSubjectName match 'DNS:radius.example.com' not found",
        _TLS,
        pattern="TLS: altSubjectName match '.{1,200}' not found",
    ),
    Saying(
        "TLS: Server certificate mismatch",
        ("verify pin",),
        "TLS: Server certificate mismatch",
        _TLS,
    ),
    Saying(
        "EAP-TLS: Private key not configured",
        ("client-key", "client-cert-absent"),
        "EAP-TLS: Private key not configured",
        _EAPTLS,
    ),
    Saying(
        "EAP-TLS: Failed to initialize SSL",
        ("client-key", "config-error"),
        "EAP-TLS: Failed to initialize SSL.",
        _EAPTLS,
    ),
    Saying(
        "EAP-PEAP: Failed to initialize SSL",
        ("config-error",),
        "EAP-PEAP: Failed to initialize SSL.",
        "src/eap_peer/eap_peap.c, 2.10",
    ),
    Saying(
        "EAP-TTLS: Failed to initialize SSL",
        ("config-error",),
        "EAP-TTLS: Failed to initialize SSL.",
        "src/eap_peer/eap_ttls.c, 2.10",
    ),
    Saying(
        "TLS: Failed to set TLS connection parameters",
        ("client-key", "config-error"),
        "TLS: Failed to set TLS connection parameters",
        _PEER,
    ),
    Saying(
        "TLS: Failed to load root certificates",
        ("ca-file",),
        "TLS: Failed to load root certificates",
        _TLS,
    ),
    Saying(
        "OpenSSL: tls_load_ca_der - Failed load CA in DER format",
        ("ca-file",),
        (
            "OpenSSL: tls_load_ca_der - Failed load CA in DER format from /etc/ssl/ca.pem "
            "error:02001002"
        ),
        _TLS,
        pattern="tls_load_ca_der - Failed load CA in DER format",
    ),
    Saying(
        "OpenSSL: tls_connection_private_key - Failed to load private key",
        ("client-key",),
        (
            "OpenSSL: tls_connection_private_key - Failed to load private key "
            "error:0909006C:PEM routines:get_name:no start line"
        ),
        _TLS,
    ),
    Saying(
        "OpenSSL: tls_connection_client_cert - SSL_use_certificate_file failed",
        ("client-key",),
        "OpenSSL: tls_connection_client_cert - SSL_use_certificate_file failed error:02001002",
        _TLS,
        pattern="tls_connection_client_cert - SSL_use_certificate_(?:chain_)?file",
    ),
    Saying(
        "CTRL-EVENT-EAP-FAILURE EAP authentication failed",
        (),
        "wlan0: CTRL-EVENT-EAP-FAILURE EAP authentication failed",
        _EAP,
        certain=False,
    ),
)

PRODUCT = Product(
    name="wpa_supplicant",
    roles=(Role.CLIENT,),
    sayings=_SAYINGS,
    speaks=("side client",),
)
