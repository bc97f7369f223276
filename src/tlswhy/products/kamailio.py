"""Kamailio."""

from __future__ import annotations

from tlswhy.products import Product, Role
from tlswhy.products.saying import Saying

_SERVER = "src/modules/tls/tls_server.c, 5.6"
_DOMAIN = "src/modules/tls/tls_domain.c, 5.6"
_UTIL = "src/modules/tls/tls_util.h, 5.6"

_SAYINGS = (
    Saying(
        "TLS accept:",
        ("handshake-failed", "side server"),
        (
            " 5(4711) ERROR: tls [tls_util.h:49]: tls_err_ret(): TLS "
            "accept:error:0A000418:SSL routines::tlsv1 alert unknown ca (sni: "
            "sip.example.com)"
        ),
        _UTIL,
        pattern=r"tls_err_ret\(\): ?TLS accept:|TLS accept: ?error:",
    ),
    Saying(
        "TLS connect:",
        ("handshake-failed", "side client"),
        (
            " 5(4711) ERROR: tls [tls_util.h:49]: tls_err_ret(): TLS "
            "connect:error:0A000086:SSL routines::certificate verify failed"
        ),
        _UTIL,
        pattern=r"tls_err_ret\(\): ?TLS connect:|TLS connect: ?error:",
    ),
    Saying(
        "TLS write:",
        ("handshake-failed",),
        (
            " 5(4711) ERROR: tls [tls_util.h:49]: tls_err_ret(): TLS "
            "write:error:0A000412:SSL routines::sslv3 alert bad certificate"
        ),
        _UTIL,
        pattern="TLS write: ?error:",
    ),
    Saying(
        "TLS read:",
        ("bad-record",),
        (
            " 5(4711) ERROR: tls [tls_util.h:49]: tls_err_ret(): TLS read:error:0A00010B:SSL "
            "routines::wrong version number"
        ),
        _UTIL,
        pattern="TLS read: ?error:",
        certain=False,
    ),
    Saying(
        "source IP: ",
        (),
        " 5(4711) ERROR: tls [tls_util.h:63]: tls_err_ret(): source IP: 192.0.2.7",
        _UTIL,
        pattern=r"tls_err_ret\(\): ?source IP: (?P<client>[0-9a-fA-F.:]{2,45})",
        certain=False,
    ),
    Saying(
        "protocol level error",
        ("handshake-failed",),
        " 5(4711) ERROR: tls [tls_server.c:1312]: tls_h_read_f(): protocol level error",
        _SERVER,
        pattern=(
            r"tls_h_read_f\(\): ?protocol level error|"
            r"tls_\w{3,30}\(\): ?protocol level error"
        ),
    ),
    Saying(
        "Unable to load certificate file '",
        ("cert-file",),
        (
            " 0(4711) ERROR: tls [tls_domain.c:590]: load_cert(): TLSs<default>: Unable to "
            "load certificate file '/etc/kamailio/leaf.pem'"
        ),
        _DOMAIN,
    ),
    Saying(
        "Unable to load private key file '",
        ("cert-file",),
        (
            " 0(4711) ERROR: tls [tls_domain.c:1260]: load_private_key(): TLSs<default>: "
            "Unable to load private key file '/etc/kamailio/leaf.key'"
        ),
        _DOMAIN,
    ),
    Saying(
        "does not match the public key of the certificate",
        ("key-mismatch", "cert-file"),
        (
            " 0(4711) ERROR: tls [tls_domain.c:1270]: load_private_key(): TLSs<default>: Key "
            "'/etc/kamailio/leaf.key' does not match the public key of the certificate"
        ),
        _DOMAIN,
    ),
    Saying(
        "Unable to load CA list '",
        ("ca-file",),
        (
            " 0(4711) ERROR: tls [tls_domain.c:640]: load_ca_list(): TLSs<default>: Unable "
            "to load CA list '/etc/kamailio/ca.pem'"
        ),
        _DOMAIN,
    ),
    Saying(
        "Failure to set SSL context cipher list",
        ("config-error", "no-cipher"),
        (
            " 0(4711) ERROR: tls [tls_domain.c:760]: set_cipher_list(): TLSs<default>: "
            'Failure to set SSL context cipher list "NOPE"'
        ),
        _DOMAIN,
    ),
    Saying(
        "No certificate configured",
        ("no-certificate",),
        (
            " 0(4711) WARNING: tls [tls_domain.c:580]: load_cert(): TLSs<default>: No "
            "certificate configured"
        ),
        _DOMAIN,
        pattern="TLS[sc]<.{1,120}>: No certificate configured",
    ),
    Saying(
        "Unable to retrieve peer TLS certificate from SSL structure",
        ("client-cert-absent",),
        (
            " 5(4711) INFO: tls [tls_select.c:112]: get_cert(): Unable to retrieve peer TLS "
            "certificate from SSL structure"
        ),
        "src/modules/tls/tls_select.c, 5.6",
    ),
)

PRODUCT = Product(
    name="Kamailio",
    roles=(
        Role.SERVER,
        Role.CLIENT,
    ),
    services=("sips",),
    sayings=_SAYINGS,
)
