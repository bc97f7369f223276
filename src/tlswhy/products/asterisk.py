"""Asterisk."""

from __future__ import annotations

from tlswhy.products import Product, Role
from tlswhy.products.saying import Saying

_TCPTLS = "main/tcptls.c, 18"
_IOSTREAM = "main/iostream.c, 18"
_DTLS = "res/res_rtp_asterisk.c, 18"

_SAYINGS = (
    Saying(
        "Problem setting up ssl connection: ",
        ("handshake-failed", "side server"),
        (
            "[May  6 07:08:09] ERROR[4711][C-00000001]: tcptls.c:179 "
            "handle_tcptls_connection: Problem setting up ssl connection: error:0A0000C1:SSL "
            "routines::no shared cipher"
        ),
        _IOSTREAM,
    ),
    Saying(
        "Problem setting up ssl connection: error:00000000:lib(0)",
        ("eof", "side server"),
        (
            "[May  6 07:08:09] ERROR[4711]: iostream.c:647 ast_iostream_start_tls: Problem "
            "setting up ssl connection: error:00000000:lib(0):func(0):reason(0), Underlying "
            "BIO error: unexpected EOF"
        ),
        _IOSTREAM,
    ),
    Saying(
        "Certificate did not verify: ",
        ("verify failed", "side client"),
        (
            "[May  6 07:08:09] ERROR[4711]: tcptls.c:195 handle_tcptls_connection: "
            "Certificate did not verify: self signed certificate"
        ),
        _TCPTLS,
        pattern="Certificate did not verify: (?P<code>.{3,80})$",
        decode="verify_code",
    ),
    Saying(
        "Certificate common name did not match",
        ("verify name", "side client"),
        (
            "[May  6 07:08:09] ERROR[4711]: tcptls.c:240 handle_tcptls_connection: "
            "Certificate common name did not match (sip.example.com)"
        ),
        _TCPTLS,
        pattern=r"Certificate common name did not match \((?P<host>[\w.-]{1,253})\)",
    ),
    Saying(
        "Certificate common name from peer '",
        ("verify name", "side client"),
        (
            "[May  6 07:08:09] ERROR[4711]: tcptls.c:269 handle_tcptls_connection: "
            "Certificate common name from peer '192.0.2.1:443' did not match (sip.example.com)"
        ),
        "main/tcptls.c, 20",
        pattern=(
            r"Certificate common name from peer '[^']{1,80}' did not match "
            r"\((?P<host>[\w.-]{0,253})\)"
        ),
    ),
    Saying(
        "No peer SSL certificate to verify",
        ("client-cert-absent",),
        (
            "[May  6 07:08:09] ERROR[4711]: tcptls.c:190 handle_tcptls_connection: No peer "
            "SSL certificate to verify"
        ),
        _TCPTLS,
    ),
    Saying(
        "FILE * open failed from peer",
        ("handshake-failed", "side server"),
        (
            "[May  6 07:08:09] WARNING[4711]: tcptls.c:254 handle_tcptls_connection: FILE * "
            "open failed from peer 192.0.2.7:40112!"
        ),
        "main/tcptls.c, 11",
        certain=False,
    ),
    Saying(
        "TLS/SSL error loading cert file",
        ("cert-file",),
        (
            "[May  6 07:08:09] ERROR[4711]: tcptls.c:373 __ssl_setup: TLS/SSL error loading "
            "cert file. </etc/asterisk/keys/asterisk.pem>"
        ),
        _TCPTLS,
    ),
    Saying(
        "TLS/SSL error loading private key file",
        ("cert-file",),
        (
            "[May  6 07:08:09] ERROR[4711]: tcptls.c:380 __ssl_setup: TLS/SSL error loading "
            "private key file. </etc/asterisk/keys/asterisk.key>"
        ),
        _TCPTLS,
    ),
    Saying(
        "TLS/SSL CA file(",
        ("ca-file",),
        (
            "[May  6 07:08:09] ERROR[4711]: tcptls.c:420 __ssl_setup: TLS/SSL CA "
            "file(/etc/asterisk/ca.pem)/path() error"
        ),
        _TCPTLS,
    ),
    Saying(
        "TLS/SSL cipher setup error",
        ("config-error", "no-cipher"),
        "[May  6 07:08:09] ERROR[4711]: tcptls.c:410 __ssl_setup: TLS/SSL cipher setup error",
        _TCPTLS,
    ),
    Saying(
        "DTLS failure occurred on RTP instance",
        ("handshake-failed",),
        (
            "[May  6 07:08:09] ERROR[4711]: res_rtp_asterisk.c:2870 ast_rtp_dtls...: DTLS "
            "failure occurred on RTP instance '0x7f' due to reason 'no shared cipher', "
            "terminating"
        ),
        _DTLS,
        pattern=(
            "DTLS failure occurred on RTP instance .{1,40} due to reason '(?P<code>[^']{3,80})'"
        ),
        decode="openssl_reason",
    ),
    Saying(
        "No DTLS-SRTP support present on engine for RTP instance",
        ("config-error",),
        (
            "[May  6 07:08:09] ERROR[4711]: chan_sip.c: No DTLS-SRTP support present on "
            "engine for RTP instance '0x7f', was it compiled with support for it?"
        ),
        "channels/chan_sip.c, 16",
    ),
)

PRODUCT = Product(
    name="Asterisk",
    roles=(
        Role.SERVER,
        Role.CLIENT,
    ),
    services=("sips",),
    sayings=_SAYINGS,
)
