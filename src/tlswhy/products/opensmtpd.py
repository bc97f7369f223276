"""OpenSMTPD 6 and 7."""

from __future__ import annotations

from tlswhy.products import Product, Role
from tlswhy.products.saying import Saying

_MTA = "usr.sbin/smtpd/mta_session.c, 7.3"
_SMTP = "usr.sbin/smtpd/smtp_session.c, 7.3"
_PARSE = "usr.sbin/smtpd/parse.y, 7.3"

_SAYINGS = (
    Saying(
        "mta error reason=",
        ("side client",),
        (
            "May  6 07:08:09 mail smtpd[4711]: 5c2f1a3b4d5e6f70 mta error reason=IO Error: "
            "Connection reset by peer"
        ),
        _MTA,
        certain=False,
    ),
    Saying(
        'smtp failed-command command="STARTTLS"',
        ("starttls-missing", "side server"),
        (
            "May  6 07:08:09 mail smtpd[4711]: 5c2f1a3b4d5e6f70 smtp failed-command "
            'command="STARTTLS" result="503 5.5.1 Invalid command: Command not supported"'
        ),
        _SMTP,
    ),
    Saying(
        'smtp disconnected reason="io-error: handshake failed',
        ("handshake-failed", "side server"),
        (
            "May  6 07:08:09 mail smtpd[4711]: 5c2f1a3b4d5e6f70 smtp disconnected "
            'reason="io-error: handshake failed: error:1402542E:SSL '
            'routines:ACCEPT_SR_CLNT_HELLO:tlsv1 alert protocol version"'
        ),
        _SMTP,
    ),
    Saying(
        'smtp disconnected reason="io-error: ',
        ("handshake-failed", "side server"),
        (
            "May  6 07:08:09 mail smtpd[4711]: 5c2f1a3b4d5e6f70 smtp disconnected "
            'reason="io-error: Connection reset by peer"'
        ),
        _SMTP,
        certain=False,
    ),
    Saying(
        'mta disconnected reason="io-error: handshake failed',
        ("handshake-failed", "side client"),
        (
            "May  6 07:08:09 mail smtpd[4711]: 5c2f1a3b4d5e6f70 mta disconnected "
            'reason="io-error: handshake failed: certificate verification failed"'
        ),
        _MTA,
    ),
    Saying(
        "TLS required but not supported by remote host",
        ("starttls-missing", "side client"),
        (
            "May  6 07:08:09 mail smtpd[4711]: 5c2f1a3b4d5e6f70 mta error reason=TLS "
            "required but not supported by remote host"
        ),
        _MTA,
    ),
    Saying(
        "TLS not supported by remote host",
        ("starttls-missing", "side client"),
        (
            "May  6 07:08:09 mail smtpd[4711]: 5c2f1a3b4d5e6f70 mta error reason=TLS not "
            "supported by remote host"
        ),
        _MTA,
    ),
    Saying(
        "STARTTLS rejected: ",
        ("starttls-missing", "side client"),
        (
            "May  6 07:08:09 mail smtpd[4711]: 5c2f1a3b4d5e6f70 mta error reason=STARTTLS "
            "rejected: 454 TLS not available"
        ),
        _MTA,
    ),
    Saying(
        "SSL certificate check failed",
        ("verify failed", "side client"),
        (
            "May  6 07:08:09 mail smtpd[4711]: 5c2f1a3b4d5e6f70 mta error reason=SSL "
            "certificate check failed"
        ),
        _MTA,
    ),
    Saying(
        'server-cert-check result="failure"',
        ("verify failed", "side client"),
        (
            "May  6 07:08:09 mail smtpd[4711]: 5c2f1a3b4d5e6f70 mta server-cert-check "
            'result="failure" fingerprint="SHA256:abcd"'
        ),
        _MTA,
    ),
    Saying(
        'client-cert-check result="failure"',
        ("verify failed", "side server"),
        (
            "May  6 07:08:09 mail smtpd[4711]: 5c2f1a3b4d5e6f70 smtp client-cert-check "
            'result="failure"'
        ),
        _SMTP,
    ),
    Saying(
        "opportunistic TLS failed, downgrading to plain",
        ("handshake-failed", "side client"),
        (
            "smtp-out: Error on session 5c2f1a3b4d5e6f70: opportunistic TLS failed, "
            "downgrading to plain"
        ),
        _MTA,
    ),
    Saying(
        "load_pki_tree: failed to load certificate file",
        ("cert-file",),
        "load_pki_tree: failed to load certificate file",
        "usr.sbin/smtpd/pony.c, 6.8",
    ),
    Saying(
        "ssl_ctx_create: invalid certificate chain",
        ("cert-file",),
        "fatal: ssl_ctx_create: invalid certificate chain",
        "usr.sbin/smtpd/ssl.c, 6.8",
    ),
    Saying(
        "invalid listen option: tls",
        ("config-error", "side server"),
        "/etc/smtpd.conf:12: invalid listen option: tls/smtps on same port",
        _PARSE,
    ),
    Saying(
        "pki name not found: ",
        ("config-error", "no-certificate", "side server"),
        "/etc/smtpd.conf:12: pki name not found: mail.example.com",
        _PARSE,
        certain=False,
    ),
)

PRODUCT = Product(
    name="OpenSMTPD",
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
