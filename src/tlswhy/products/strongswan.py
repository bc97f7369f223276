"""strongSwan: its own TLS, for EAP and PT-TLS, and what it says of certificates."""

from __future__ import annotations

from tlswhy.products import Product, Role
from tlswhy.products.saying import Saying

_TLS = "src/libtls, 5.9"
_PEER = "src/libtls/tls_peer.c, 5.9"
_SERVER = "src/libtls/tls_server.c, 5.9"
_ALERT = "src/libtls/tls_alert.c, 5.9"
_TRUST = "src/libstrongswan/credentials/credential_manager.c, 5.9"
_CONSTRAINTS = "src/libstrongswan/plugins/constraints/constraints_validator.c, 5.9"

_SAYINGS = (
    Saying(
        "received fatal TLS alert '",
        (),
        "May  6 07:08:09 vpn charon: 10[TLS] received fatal TLS alert 'unknown ca'",
        _ALERT,
        pattern="received fatal TLS alert '(?P<code>[a-z ]{3,50})'",
        decode="alert",
    ),
    Saying(
        "sending fatal TLS alert '",
        (),
        "May  6 07:08:09 vpn charon: 10[TLS] sending fatal TLS alert 'certificate unknown'",
        _ALERT,
        pattern="sending fatal TLS alert '(?P<code>[a-z ]{3,50})'",
        decode="alert_sent",
    ),
    Saying(
        "no trusted certificate found for '",
        ("verify issuer-unknown",),
        (
            "May  6 07:08:09 vpn charon: 10[TLS] no trusted certificate found for "
            "'vpn.example.com' to verify TLS server"
        ),
        _PEER,
        pattern="no trusted certificate found for '.{1,200}' to verify TLS",
    ),
    Saying(
        "to verify TLS server",
        ("verify issuer-unknown", "side client"),
        (
            "May  6 07:08:09 vpn charon: 10[TLS] no trusted certificate found for "
            "'vpn.example.com' to verify TLS server"
        ),
        _PEER,
        pattern=("no trusted certificate found for '(?P<host>[^']{1,253})' to verify TLS server"),
    ),
    Saying(
        "to verify TLS peer",
        ("verify issuer-unknown", "side server"),
        (
            "May  6 07:08:09 vpn charon: 10[TLS] no trusted certificate found for "
            "'CN=client' to verify TLS peer"
        ),
        _SERVER,
        pattern="no trusted certificate found for '.{1,200}' to verify TLS peer",
    ),
    Saying(
        "no TLS public key found for server '",
        ("verify issuer-unknown", "side client"),
        (
            "May  6 07:08:09 vpn charon: 10[TLS] no TLS public key found for server "
            "'vpn.example.com'"
        ),
        _PEER,
        pattern="no TLS public key found for server '(?P<host>[^']{1,253})'",
    ),
    Saying(
        "no usable TLS server certificate found for '",
        ("no-certificate", "side server"),
        (
            "May  6 07:08:09 vpn charon: 10[TLS] no usable TLS server certificate found for "
            "'vpn.example.com'"
        ),
        _SERVER,
    ),
    Saying(
        "no usable TLS client certificate found for '",
        ("client-cert-absent", "side client"),
        (
            "May  6 07:08:09 vpn charon: 10[TLS] no usable TLS client certificate found for "
            "'CN=client'"
        ),
        _PEER,
    ),
    Saying(
        "no certificate sent by peer",
        ("client-cert-absent", "side server"),
        "May  6 07:08:09 vpn charon: 10[TLS] no certificate sent by peer",
        _SERVER,
        pattern=r"\[TLS\] no certificate sent by peer",
    ),
    Saying(
        "no supported TLS cipher suite available",
        ("no-cipher",),
        "May  6 07:08:09 vpn charon: 10[TLS] no supported TLS cipher suite available",
        _TLS,
    ),
    Saying(
        "received TLS cert request for unknown CA '",
        ("side client",),
        (
            "May  6 07:08:09 vpn charon: 10[TLS] received TLS cert request for unknown CA "
            "'CN=Example CA'"
        ),
        _PEER,
        certain=False,
    ),
    Saying(
        "no trusted issuer certificate found: '",
        ("verify issuer-unknown",),
        (
            "May  6 07:08:09 vpn charon: 10[TLS] no trusted issuer certificate found: "
            "'CN=Example CA'"
        ),
        _TLS,
    ),
    Saying(
        "certificate expired: '",
        ("verify expired",),
        (
            "May  6 07:08:09 vpn charon: 10[TLS] certificate expired: 'CN=client' (valid "
            "from May 01 00:00:00 2023 to May 01 00:00:00 2024)"
        ),
        _TLS,
    ),
    Saying(
        "certificate revoked: '",
        ("verify revoked",),
        "May  6 07:08:09 vpn charon: 10[TLS] certificate revoked: 'CN=client'",
        _TLS,
    ),
    Saying(
        "certificate rejected because of policy violation: '",
        ("verify purpose",),
        (
            "May  6 07:08:09 vpn charon: 10[TLS] certificate rejected because of policy "
            "violation: 'CN=client'"
        ),
        _TLS,
    ),
    Saying(
        "failed to validate certificate status: '",
        ("verify revocation-unknown",),
        "May  6 07:08:09 vpn charon: 10[TLS] failed to validate certificate status: 'CN=client'",
        _TLS,
    ),
    Saying(
        "TLS handshake failed",
        ("handshake-failed",),
        "May  6 07:08:09 vpn charon: 10[TLS] TLS handshake failed",
        _TLS,
        pattern=r"\[(?:TLS|IKE)\] .{0,60}TLS handshake failed",
    ),
    Saying(
        "TLS record decryption failed",
        ("bad-record",),
        "May  6 07:08:09 vpn charon: 10[TLS] TLS record decryption failed",
        _TLS,
    ),
    Saying(
        'no issuer certificate found for "',
        ("verify issuer-missing",),
        (
            "May  6 07:08:09 vpn charon: 10[CFG] no issuer certificate found for "
            '"CN=vpn.example.com"'
        ),
        _TRUST,
    ),
    Saying(
        "no trusted RSA public key found for '",
        ("verify issuer-unknown",),
        (
            "May  6 07:08:09 vpn charon: 10[IKE] no trusted RSA public key found for "
            "'vpn.example.com'"
        ),
        "src/libcharon/sa/ikev2/authenticators/pubkey_authenticator.c, 5.9",
    ),
    Saying(
        "no trusted ECDSA public key found for '",
        ("verify issuer-unknown",),
        (
            "May  6 07:08:09 vpn charon: 10[IKE] no trusted ECDSA public key found for "
            "'vpn.example.com'"
        ),
        "src/libcharon/sa/ikev2/authenticators/pubkey_authenticator.c, 5.9",
    ),
    Saying(
        "subject certificate invalid (valid from",
        ("verify expired",),
        (
            "May  6 07:08:09 vpn charon: 10[CFG] subject certificate invalid (valid from May "
            "01 00:00:00 2023 to May 01 00:00:00 2024)"
        ),
        _TRUST,
    ),
    Saying(
        "issuer certificate invalid (valid from",
        ("verify expired",),
        (
            "May  6 07:08:09 vpn charon: 10[CFG] issuer certificate invalid (valid from May "
            "01 00:00:00 2023 to May 01 00:00:00 2024)"
        ),
        _TRUST,
    ),
    Saying(
        "does not match permitted name constraint",
        ("verify name-constraints",),
        (
            "May  6 07:08:09 vpn charon: 10[CFG] certificate 'CN=vpn.example.com' does not "
            "match permitted name constraint 'DNS:example.org'"
        ),
        _CONSTRAINTS,
    ),
    Saying(
        "certificate was revoked on",
        ("verify revoked",),
        (
            "May  6 07:08:09 vpn charon: 10[CFG] certificate was revoked on May 01 00:00:00 "
            "UTC 2024, reason: superseded"
        ),
        "src/libstrongswan/plugins/revocation/revocation_validator.c, 5.9",
    ),
    Saying(
        "certificate status is not available",
        ("verify revocation-unknown",),
        "May  6 07:08:09 vpn charon: 10[CFG] certificate status is not available",
        "src/libstrongswan/plugins/revocation/revocation_validator.c, 5.9",
        certain=False,
    ),
    Saying(
        "loading certificate from '",
        ("cert-file",),
        (
            "May  6 07:08:09 vpn charon: 00[LIB] loading certificate from "
            "'/etc/ipsec.d/certs/vpn.pem' failed"
        ),
        "src/libstrongswan",
        pattern="loading certificate from '[^']{1,300}' failed",
    ),
)

PRODUCT = Product(
    name="strongSwan",
    roles=(
        Role.CLIENT,
        Role.SERVER,
    ),
    sayings=_SAYINGS,
)
