"""Sendmail 8."""

from __future__ import annotations

from tlswhy.products import Product, Role
from tlswhy.products.saying import Saying

_TLS = "sendmail/tls.c, 8.17"
_SRV = "sendmail/srvrsmtp.c, 8.17"
_DELIVER = "sendmail/deliver.c, 8.17"

_SAYINGS = (
    Saying(
        "STARTTLS=server, error: accept failed=",
        ("handshake-failed", "side server"),
        (
            "May  6 07:08:09 mail sendmail[4711]: STARTTLS=server, error: accept failed=-1, "
            "reason=sslv3 alert certificate unknown, SSL_error=1, errno=0, retry=-1, "
            "relay=mx.example.com [192.0.2.7]"
        ),
        _TLS,
        pattern=(
            r"STARTTLS=server, error: accept failed=.{0,300}(?:relay=.{0,253}\[(?P"
            r"<client>[0-9a-fA-F.:]{2,45})\])?"
        ),
    ),
    Saying(
        "STARTTLS=server, error: accept failed=",
        ("eof", "side server"),
        (
            "May  6 07:08:09 mail sendmail[4711]: STARTTLS=server, error: accept failed=0, "
            "reason=unknown, SSL_error=5, errno=0, retry=-1, relay=mx.example.com [192.0.2.7]"
        ),
        _TLS,
        pattern=r"accept failed=[\d-]{1,4}, (?:reason=unknown, )?SSL_error=5, errno=0",
    ),
    Saying(
        "STARTTLS=server, error: accept failed=",
        ("reset", "side server"),
        (
            "May  6 07:08:09 mail sendmail[4711]: STARTTLS=server, error: accept failed=-1, "
            "reason=unknown, SSL_error=5, errno=104, retry=-1, relay=mx.example.com "
            "[192.0.2.7]"
        ),
        _TLS,
        pattern=r"accept failed=[\d-]{1,4}, .{0,80}errno=104",
    ),
    Saying(
        "STARTTLS=server, error: accept failed=",
        (),
        (
            "May  6 07:08:09 mail sendmail[4711]: STARTTLS=server, error: accept failed=-1, "
            "reason=unsupported protocol, SSL_error=1, errno=0, retry=-1, "
            "relay=mx.example.com [192.0.2.7]"
        ),
        _TLS,
        pattern=r"accept failed=[\d-]{1,4}, reason=(?P<code>[^,]{3,80}), ",
        decode="openssl_reason",
    ),
    Saying(
        "STARTTLS=client, error: connect failed=",
        ("handshake-failed", "side client"),
        (
            "May  6 07:08:09 mail sendmail[4711]: STARTTLS=client, error: connect failed=-1, "
            "reason=certificate verify failed, SSL_error=1, errno=0, retry=-1"
        ),
        _TLS,
    ),
    Saying(
        "STARTTLS=client, error: connect failed=",
        (),
        (
            "May  6 07:08:09 mail sendmail[4711]: STARTTLS=client, error: connect failed=-1, "
            "reason=dh key too small, SSL_error=1, errno=0, retry=-1"
        ),
        _TLS,
        pattern=r"connect failed=[\d-]{1,4}, reason=(?P<code>[^,]{3,80}), ",
        decode="openssl_reason",
    ),
    Saying(
        "STARTTLS=client, error: connect failed=",
        ("eof", "side client"),
        (
            "May  6 07:08:09 mail sendmail[4711]: STARTTLS=client, error: connect failed=0, "
            "reason=unknown, SSL_error=5, errno=0, retry=-1"
        ),
        _TLS,
        pattern=r"connect failed=[\d-]{1,4}, (?:reason=unknown, )?SSL_error=5, errno=0",
    ),
    Saying(
        "STARTTLS=client, error: connect failed=",
        ("reset", "side client"),
        (
            "May  6 07:08:09 mail sendmail[4711]: STARTTLS=client, error: connect failed=-1, "
            "reason=unknown, SSL_error=5, errno=104, retry=-1"
        ),
        _TLS,
        pattern=r"connect failed=[\d-]{1,4}, .{0,80}errno=104",
    ),
    Saying(
        "STARTTLS=client, relay=",
        ("verify failed", "side client"),
        (
            "May  6 07:08:09 mail sendmail[4711]: STARTTLS=client, relay=mx.example.com., "
            "version=TLSv1.3, verify=FAIL, cipher=TLS_AES_256_GCM_SHA384, bits=256/256"
        ),
        _TLS,
        pattern=r"STARTTLS=client, relay=(?P<host>[\w.-]{1,253}), .{0,80}verify=FAIL",
        certain=False,
    ),
    Saying(
        "STARTTLS=server, relay=",
        ("verify failed", "side server"),
        (
            "May  6 07:08:09 mail sendmail[4711]: STARTTLS=server, relay=mx.example.com "
            "[192.0.2.7], version=TLSv1.2, verify=FAIL, cipher=ECDHE-RSA-AES256-GCM-SHA384, "
            "bits=256/256"
        ),
        _TLS,
        pattern="STARTTLS=server, relay=.{0,300}verify=FAIL",
        certain=False,
    ),
    Saying(
        "cert verify: depth=",
        (),
        (
            "May  6 07:08:09 mail sendmail[4711]: STARTTLS: TLS cert verify: depth=1 "
            "/CN=Example CA, state=0, reason=self signed certificate in certificate chain"
        ),
        _TLS,
        pattern=r"cert verify: depth=\d{1,2} .{0,300}, state=0, reason=(?P<code>.{3,80})$",
        decode="verify_code",
    ),
    Saying(
        "STARTTLS=client: ",
        ("handshake-failed", "side client"),
        (
            "May  6 07:08:09 mail sendmail[4711]: STARTTLS=client: 4711:error:0A000086:SSL "
            "routines::certificate verify failed:../ssl/statem/statem_clnt.c:1889:"
        ),
        _TLS,
        pattern=r"STARTTLS=client: \d{1,20}:error:",
    ),
    Saying(
        "STARTTLS=server: ",
        ("handshake-failed", "side server"),
        (
            "May  6 07:08:09 mail sendmail[4711]: STARTTLS=server: 4711:error:0A000418:SSL "
            "routines::tlsv1 alert unknown ca:../ssl/record/rec_layer_s3.c:1586:SSL alert "
            "number 48"
        ),
        _TLS,
        pattern=r"STARTTLS=server: \d{1,20}:error:",
    ),
    Saying(
        "403 4.7.0 TLS handshake failed",
        ("handshake-failed", "side client"),
        (
            "May  6 07:08:09 mail sendmail[4711]: 445abc: to=<user@example.com>, "
            "relay=mx.example.com. [192.0.2.7], dsn=4.7.0, stat=Deferred: 403 4.7.0 TLS "
            "handshake failed."
        ),
        _DELIVER,
    ),
    Saying(
        "TLS not available after start",
        ("cert-file", "side server"),
        "454 4.3.3 TLS not available after start",
        _SRV,
    ),
    Saying(
        "TLS not available: error generating SSL handle",
        ("cert-file", "side server"),
        "454 4.3.3 TLS not available: error generating SSL handle",
        _SRV,
    ),
    Saying(
        "TLS not available: can't switch to encrypted layer",
        ("handshake-failed", "side server"),
        "454 4.3.3 TLS not available: can't switch to encrypted layer",
        _SRV,
    ),
    Saying(
        "503 5.5.0 TLS not available",
        ("starttls-missing", "side server"),
        "503 5.5.0 TLS not available",
        _SRV,
    ),
    Saying(
        "error: SSL_CTX_check_private_key failed",
        ("key-mismatch", "cert-file"),
        (
            "May  6 07:08:09 mail sendmail[4711]: STARTTLS=server, error: "
            "SSL_CTX_check_private_key failed(/etc/mail/leaf.key): 0"
        ),
        _TLS,
    ),
    Saying(
        "error: SSL_CTX_use_PrivateKey_file(",
        ("cert-file",),
        (
            "May  6 07:08:09 mail sendmail[4711]: STARTTLS=server, error: "
            "SSL_CTX_use_PrivateKey_file(/etc/mail/leaf.key) failed"
        ),
        _TLS,
        pattern=r"STARTTLS=.{1,20}error: SSL_CTX_use_PrivateKey_file\(",
    ),
    Saying(
        "error: SSL_CTX_use_certificate_file(",
        ("cert-file",),
        (
            "May  6 07:08:09 mail sendmail[4711]: STARTTLS=server, error: "
            "SSL_CTX_use_certificate_file(/etc/mail/leaf.pem) failed"
        ),
        _TLS,
        pattern=r"STARTTLS=.{1,20}error: SSL_CTX_use_certificate_file\(",
    ),
    Saying(
        "error: load verify locs",
        ("ca-file",),
        (
            "May  6 07:08:09 mail sendmail[4711]: STARTTLS=server, error: load verify locs "
            "/etc/mail/certs, /etc/mail/certs/ca.pem failed: 0"
        ),
        _TLS,
        pattern="STARTTLS=.{1,20}error: load verify locs",
    ),
    Saying(
        "unsafe: ",
        ("cert-file",),
        (
            "May  6 07:08:09 mail sendmail[4711]: STARTTLS=server: file /etc/mail/leaf.key "
            "unsafe: Group readable file"
        ),
        _TLS,
        pattern="STARTTLS=(?:client|server): file .{1,300} unsafe: ",
    ),
    Saying(
        "STARTTLS: ",
        ("cert-file", "config-error"),
        "May  6 07:08:09 mail sendmail[4711]: STARTTLS: ServerCertFile missing",
        _TLS,
        pattern=(
            "STARTTLS: (?:CACertFile|CACertPath|ServerCertFile|ServerKeyFile|"
            "ClientCertFile|ClientKeyFile) missing"
        ),
    ),
    Saying(
        "error: cannot read DH parameters",
        ("config-error", "side server"),
        (
            "May  6 07:08:09 mail sendmail[4711]: STARTTLS=server, error: cannot read DH "
            "parameters(/etc/mail/dh.pem): No such file or directory"
        ),
        _TLS,
        pattern="STARTTLS=.{1,20}error: cannot read (?:or set )?DH parameters",
    ),
    Saying(
        "SSL_CTX_set_cipher_list(",
        ("config-error", "no-cipher"),
        (
            "May  6 07:08:09 mail sendmail[4711]: STARTTLS=server, error: "
            "SSL_CTX_set_cipher_list(NOPE) failed, list ignored"
        ),
        _TLS,
        pattern=r"STARTTLS=.{1,20}error: SSL_CTX_set_cipher_list\(.{0,200}\) failed",
    ),
    Saying(
        "did not issue MAIL/EXPN/VRFY/ETRN during connection to TLSMTA",
        ("eof", "side server"),
        (
            "May  6 07:08:09 mail sendmail[4711]: 445abc: [192.0.2.7] did not issue "
            "MAIL/EXPN/VRFY/ETRN during connection to TLSMTA"
        ),
        _SRV,
        certain=False,
    ),
    Saying(
        "STARTTLS: read error=timeout",
        ("handshake-timeout",),
        (
            "May  6 07:08:09 mail sendmail[4711]: STARTTLS: read error=timeout (-1), "
            "errno=0, get_error=error:00000000:lib(0)::reason(0), retry=2, ssl_err=2"
        ),
        _TLS,
    ),
    Saying(
        "STARTTLS: read error=",
        ("bad-record",),
        (
            "May  6 07:08:09 mail sendmail[4711]: STARTTLS: read error=generic SSL error "
            "(-1), errno=0, get_error=error:0A000119:SSL routines::decryption failed or bad "
            "record mac, retry=-1, ssl_err=1"
        ),
        _TLS,
        pattern="STARTTLS: read error=(?!timeout)",
        certain=False,
    ),
    Saying(
        "STARTTLS: SSL3 alert read:fatal:",
        (),
        (
            "May  6 07:08:09 mail sendmail[4711]: STARTTLS: SSL3 alert "
            "read:fatal:certificate unknown"
        ),
        _TLS,
        pattern="STARTTLS: SSL3 alert read:fatal:(?P<code>[A-Za-z ]{3,40})",
        decode="alert",
    ),
    Saying(
        "STARTTLS: SSL3 alert write:fatal:",
        (),
        ("May  6 07:08:09 mail sendmail[4711]: STARTTLS: SSL3 alert write:fatal:handshake failure"),
        _TLS,
        pattern="STARTTLS: SSL3 alert write:fatal:(?P<code>[A-Za-z ]{3,40})",
        decode="alert_sent",
    ),
)

PRODUCT = Product(
    name="Sendmail",
    roles=(
        Role.SERVER,
        Role.CLIENT,
    ),
    services=(
        "smtp",
        "smtps",
        "submission",
        "submissions",
    ),
    sayings=_SAYINGS,
    speaks=("role mail",),
)
