"""Postfix 3.4 and newer, as a mail server."""

from __future__ import annotations

from tlswhy.model.diagnosis import Remedy
from tlswhy.products import Product, Recipe, Role
from tlswhy.products.saying import Saying

_CHAIN = "postconf -e smtpd_tls_chain_files=/etc/postfix/leaf-key-and-chain.pem"

_VERIFY = "src/tls/tls_verify.c, 3.7"
_MISC = "src/tls/tls_misc.c, 3.7"
_CLIENT = "src/tls/tls_client.c, 3.7"
_SERVER = "src/tls/tls_server.c, 3.7"
_CERTKEY = "src/tls/tls_certkey.c, 3.7"
_SMTP = "src/smtp/smtp_proto.c, 3.7"
_CONNECT = "src/smtp/smtp_connect.c, 3.7"
_SMTPD = "src/smtpd/smtpd.c, 3.7"
_DANE = "src/tls/tls_dane.c, 3.7"
_POLICY = "src/smtp/smtp_tls_policy.c, 3.7"
_PROXY = "src/tlsproxy/tlsproxy.c, 3.7"

_SAYINGS = (
    Saying(
        "/smtp[",
        ("side client",),
        (
            "May  6 07:08:09 mail postfix/smtp[4711]: SSL_connect error to "
            "mx.example.com[192.0.2.7]:25: lost connection"
        ),
        "src/global/mail_task.c, 3.7",
        pattern=r"postfix[\w-]{0,30}/(?:[\w-]{1,30}/)?smtp\[\d",
        certain=False,
    ),
    Saying(
        "/lmtp[",
        ("side client",),
        (
            "May  6 07:08:09 mail postfix/lmtp[4711]: SSL_connect error to "
            "mx.example.com[192.0.2.7]:24: lost connection"
        ),
        "src/global/mail_task.c, 3.7",
        pattern=r"postfix[\w-]{0,30}/(?:[\w-]{1,30}/)?lmtp\[\d",
        certain=False,
    ),
    Saying(
        "/smtpd[",
        ("side server",),
        (
            "May  6 07:08:09 mail postfix/smtpd[4711]: SSL_accept error from "
            "unknown[192.0.2.7]: lost connection"
        ),
        "src/global/mail_task.c, 3.7",
        pattern=r"postfix[\w-]{0,30}/(?:[\w-]{1,30}/)?smtpd\[\d",
        certain=False,
    ),
    Saying(
        "SSL_accept error from",
        ("handshake-failed", "side server"),
        "May  6 07:08:09 mail postfix/smtpd[4711]: SSL_accept error from unknown[192.0.2.7]: -1",
        _SERVER,
        pattern=r"SSL_accept error from [^\[ ]{1,253}\[(?P<client>[0-9a-fA-F.:]{2,45})\]",
    ),
    Saying(
        "SSL_accept error from",
        ("eof", "side server"),
        (
            "May  6 07:08:09 mail postfix/smtpd[4711]: SSL_accept error from "
            "unknown[192.0.2.7]: lost connection"
        ),
        _SERVER,
        pattern="SSL_accept error from [^ ]{1,300}: lost connection",
    ),
    Saying(
        "SSL_accept error from",
        ("reset", "side server"),
        (
            "May  6 07:08:09 mail postfix/smtpd[4711]: SSL_accept error from "
            "unknown[192.0.2.7]: Connection reset by peer"
        ),
        _SERVER,
        pattern="SSL_accept error from [^ ]{1,300}: Connection reset by peer",
    ),
    Saying(
        "SSL_accept error from",
        ("handshake-timeout", "side server"),
        (
            "May  6 07:08:09 mail postfix/smtpd[4711]: SSL_accept error from "
            "unknown[192.0.2.7]: Connection timed out"
        ),
        _SERVER,
        pattern="SSL_accept error from [^ ]{1,300}: (?:Connection|Operation) timed out",
    ),
    Saying(
        "SSL_accept error from",
        ("eof", "side server"),
        "May  6 07:08:09 mail postfix/smtpd[4711]: SSL_accept error from unknown[192.0.2.7]: 0",
        _SERVER,
        pattern=r"SSL_accept error from [^ ]{1,300}: 0(?!\d)",
    ),
    Saying(
        "SSL_connect error to",
        ("handshake-failed", "side client"),
        (
            "May  6 07:08:09 mail postfix/smtp[4711]: SSL_connect error to "
            "mx.example.com[192.0.2.7]:25: -1"
        ),
        _CLIENT,
        pattern=(
            r"SSL_connect error to (?P<host>[\w.-]{1,253})"
            r"(?:\[[0-9a-fA-F.:]{2,45}\])?(?::(?P<port>\d{1,5}))?: "
        ),
    ),
    Saying(
        "SSL_connect error to",
        ("eof", "side client"),
        (
            "May  6 07:08:09 mail postfix/smtp[4711]: SSL_connect error to "
            "mx.example.com[192.0.2.7]:465: lost connection"
        ),
        _CLIENT,
        pattern="SSL_connect error to [^ ]{1,300}: lost connection",
    ),
    Saying(
        "SSL_connect error to",
        ("reset", "side client"),
        (
            "May  6 07:08:09 mail postfix/smtp[4711]: SSL_connect error to "
            "mx.example.com[192.0.2.7]:25: Connection reset by peer"
        ),
        _CLIENT,
        pattern="SSL_connect error to [^ ]{1,300}: Connection reset by peer",
    ),
    Saying(
        "SSL_connect error to",
        ("handshake-timeout", "side client"),
        (
            "May  6 07:08:09 mail postfix/smtp[4711]: SSL_connect error to "
            "mx.example.com[192.0.2.7]:25: Connection timed out"
        ),
        _CLIENT,
        pattern="SSL_connect error to [^ ]{1,300}: (?:Connection|Operation) timed out",
    ),
    Saying(
        "TLS library problem: ",
        ("handshake-failed",),
        (
            "May  6 07:08:09 mail postfix/smtpd[4711]: warning: TLS library problem: "
            "error:0A000418:SSL routines::tlsv1 alert unknown "
            "ca:../ssl/record/rec_layer_s3.c:1586:SSL alert number 48:"
        ),
        _MISC,
        pattern="warning: TLS library problem: ",
    ),
    Saying(
        "Untrusted TLS connection established to",
        ("side client",),
        (
            "May  6 07:08:09 mail postfix/smtp[4711]: Untrusted TLS connection established "
            "to mx.example.com[192.0.2.7]:25: TLSv1.3 with cipher TLS_AES_256_GCM_SHA384 "
            "(256/256 bits)"
        ),
        _MISC,
        pattern=r"Untrusted TLS connection established to (?P<host>[\w.-]{1,253})",
        certain=False,
    ),
    Saying(
        "Server certificate not trusted",
        ("verify issuer-unknown", "side client"),
        (
            "May  6 07:08:09 mail postfix/smtp[4711]: 4F1B2C3D4E: to=<user@example.com>, "
            "relay=mx.example.com[192.0.2.7]:25, delay=1.2, delays=0.1/0/1.1/0, dsn=4.7.5, "
            "status=deferred (Server certificate not trusted)"
        ),
        _SMTP,
    ),
    Saying(
        "Server certificate not verified",
        ("verify name", "side client"),
        (
            "May  6 07:08:09 mail postfix/smtp[4711]: 4F1B2C3D4E: to=<user@example.com>, "
            "relay=mx.example.com[192.0.2.7]:25, delay=1.2, delays=0.1/0/1.1/0, dsn=4.7.5, "
            "status=deferred (Server certificate not verified)"
        ),
        _SMTP,
    ),
    Saying(
        "certificate verification failed for",
        ("verify failed",),
        (
            "May  6 07:08:09 mail postfix/smtp[4711]: certificate verification failed for "
            "mx.example.com[192.0.2.7]:25: not trusted by local or TLSA policy"
        ),
        _VERIFY,
        pattern=(
            r"certificate verification failed for (?P<host>[\w.-]{1,253})"
            r"(?:\[[0-9a-fA-F.:]{2,45}\])?(?::(?P<port>\d{1,5}))?: "
        ),
    ),
    Saying(
        "certificate verification failed for",
        ("side client",),
        (
            "May  6 07:08:09 mail postfix/smtp[4711]: server certificate verification failed "
            "for mx.example.com[192.0.2.7]:25: certificate has expired"
        ),
        _VERIFY,
        pattern="server certificate verification failed for [^ ]{1,253}: ",
    ),
    Saying(
        "certificate verification failed for",
        ("side server",),
        (
            "May  6 07:08:09 mail postfix/smtpd[4711]: client certificate verification "
            "failed for unknown[192.0.2.7]: certificate has expired"
        ),
        _VERIFY,
        pattern="client certificate verification failed for [^ ]{1,253}: ",
    ),
    Saying(
        "certificate verification failed for",
        ("verify issuer-unknown",),
        (
            "May  6 07:08:09 mail postfix/smtp[4711]: certificate verification failed for "
            "mx.example.com[192.0.2.7]:25: untrusted issuer /CN=Example Root"
        ),
        _VERIFY,
        pattern="certificate verification failed for [^ ]{1,300}: untrusted issuer",
    ),
    Saying(
        "certificate verification failed for",
        ("verify self-signed",),
        (
            "May  6 07:08:09 mail postfix/smtp[4711]: certificate verification failed for "
            "mx.example.com[192.0.2.7]:25: self-signed certificate"
        ),
        _VERIFY,
        pattern="certificate verification failed for [^ ]{1,300}: self-signed certificate",
    ),
    Saying(
        "certificate verification failed for",
        ("verify expired",),
        (
            "May  6 07:08:09 mail postfix/smtp[4711]: server certificate verification failed "
            "for mx.example.com[192.0.2.7]:25: certificate has expired"
        ),
        _VERIFY,
        pattern="certificate verification failed for [^ ]{1,300}: certificate has expired",
    ),
    Saying(
        "certificate verification failed for",
        ("verify not-yet-valid",),
        (
            "May  6 07:08:09 mail postfix/smtp[4711]: server certificate verification failed "
            "for mx.example.com[192.0.2.7]:25: certificate not yet valid"
        ),
        _VERIFY,
        pattern="certificate verification failed for [^ ]{1,300}: certificate not yet valid",
    ),
    Saying(
        "certificate verification failed for",
        ("verify depth",),
        (
            "May  6 07:08:09 mail postfix/smtp[4711]: certificate verification failed for "
            "mx.example.com[192.0.2.7]:25: certificate chain longer than limit(9)"
        ),
        _VERIFY,
        pattern=(
            "certificate verification failed for [^ ]{1,300}: certificate chain longer than limit"
        ),
    ),
    Saying(
        "certificate verification failed for",
        ("verify purpose",),
        (
            "May  6 07:08:09 mail postfix/smtp[4711]: certificate verification failed for "
            "mx.example.com[192.0.2.7]:25: not designated for use as a server certificate"
        ),
        _VERIFY,
        pattern="certificate verification failed for [^ ]{1,300}: not designated for use as a",
    ),
    Saying(
        "not trusted by local or TLSA policy",
        ("verify issuer-unknown",),
        (
            "May  6 07:08:09 mail postfix/smtp[4711]: certificate verification failed for "
            "mx.example.com[192.0.2.7]:25: not trusted by local or TLSA policy"
        ),
        _VERIFY,
    ),
    Saying(
        "certificate verification failed for",
        (),
        (
            "May  6 07:08:09 mail postfix/smtp[4711]: server certificate verification failed "
            "for mx.example.com[192.0.2.7]:25: num=26:unsuitable certificate purpose"
        ),
        _VERIFY,
        pattern=r"certificate verification failed for [^ ]{1,300}: num=(?P<code>\d{1,3}):",
        decode="verify_code",
    ),
    Saying(
        "re-using session with untrusted certificate, look for details earlier in the log",
        ("verify issuer-unknown", "side client"),
        (
            "May  6 07:08:09 mail postfix/smtp[4711]: mx.example.com[192.0.2.7]:25: re-using "
            "session with untrusted certificate, look for details earlier in the log"
        ),
        _CLIENT,
    ),
    Saying(
        "subject_CN=",
        ("verify name",),
        (
            "May  6 07:08:09 mail postfix/smtp[4711]: mx.example.com[192.0.2.7]:25: hostname "
            "mismatch: subject_CN=other.example.com"
        ),
        "src/tls/tls_client.c, 2.6",
        pattern="hostname mismatch.{0,40}subject_CN=",
        certain=False,
    ),
    Saying(
        "TLS is required, but was not offered by host",
        ("starttls-missing", "side client"),
        (
            "May  6 07:08:09 mail postfix/smtp[4711]: 4F1B2C3D4E: to=<user@example.com>, "
            "relay=mx.example.com[192.0.2.7]:25, delay=1.2, delays=0.1/0/1.1/0, dsn=4.7.5, "
            "status=deferred (TLS is required, but was not offered by host "
            "mx.example.com[192.0.2.7])"
        ),
        _SMTP,
        pattern=r"TLS is required, but was not offered by host (?P<host>[\w.-]{1,253})",
    ),
    Saying(
        "refused to start TLS",
        ("starttls-missing", "side client"),
        (
            "May  6 07:08:09 mail postfix/smtp[4711]: 4F1B2C3D4E: to=<user@example.com>, "
            "relay=mx.example.com[192.0.2.7]:25, delay=1.2, delays=0.1/0/1.1/0, dsn=4.7.5, "
            "status=deferred (TLS is required, but host mx.example.com[192.0.2.7] refused to "
            "start TLS: 454 4.7.0 TLS not available due to local problem)"
        ),
        _SMTP,
        pattern=(
            r"TLS is required, but host (?P<host>[\w.-]{1,253})"
            ".{0,60} refused to start TLS"
        ),
    ),
    Saying(
        "TLS is required, but our TLS engine is unavailable",
        ("config-error", "ca-file", "side client"),
        (
            "May  6 07:08:09 mail postfix/smtp[4711]: 4F1B2C3D4E: to=<user@example.com>, "
            "relay=mx.example.com[192.0.2.7]:25, delay=1.2, delays=0.1/0/1.1/0, dsn=4.7.5, "
            "status=deferred (TLS is required, but our TLS engine is unavailable)"
        ),
        _SMTP,
    ),
    Saying(
        "Cannot start TLS: handshake failure",
        ("handshake-failed", "side client"),
        (
            "May  6 07:08:09 mail postfix/smtp[4711]: 4F1B2C3D4E: to=<user@example.com>, "
            "relay=mx.example.com[192.0.2.7]:25, delay=1.2, delays=0.1/0/1.1/0, dsn=4.7.5, "
            "status=deferred (Cannot start TLS: handshake failure)"
        ),
        _SMTP,
    ),
    Saying(
        "client TLS configuration problem",
        ("config-error", "side client"),
        (
            "May  6 07:08:09 mail postfix/smtp[4711]: 4F1B2C3D4E: to=<user@example.com>, "
            "relay=mx.example.com[192.0.2.7]:25, delay=1.2, delays=0.1/0/1.1/0, dsn=4.7.5, "
            "status=deferred (client TLS configuration problem)"
        ),
        _SMTP,
    ),
    Saying(
        "Verification not possible, MX RRset is insecure",
        ("verify failed", "side client"),
        (
            "May  6 07:08:09 mail postfix/smtp[4711]: 4F1B2C3D4E: to=<user@example.com>, "
            "relay=mx.example.com[192.0.2.7]:25, delay=1.2, delays=0.1/0/1.1/0, dsn=4.7.5, "
            "status=deferred (Verification not possible, MX RRset is insecure)"
        ),
        _SMTP,
    ),
    Saying(
        "no TLSA records found",
        ("verify pin", "side client"),
        (
            "May  6 07:08:09 mail postfix/smtp[4711]: 4F1B2C3D4E: to=<user@example.com>, "
            "relay=mx.example.com[192.0.2.7]:25, delay=1.2, delays=0.1/0/1.1/0, dsn=4.7.5, "
            "status=deferred (no TLSA records found)"
        ),
        _POLICY,
        pattern="(?:status=|dsn=|postfix|TLS policy).{0,300}no TLSA records found",
    ),
    Saying(
        "TLSA records unusable",
        ("verify pin", "side client"),
        (
            "May  6 07:08:09 mail postfix/smtp[4711]: 4F1B2C3D4E: to=<user@example.com>, "
            "relay=mx.example.com[192.0.2.7]:25, delay=1.2, delays=0.1/0/1.1/0, dsn=4.7.5, "
            "status=deferred (TLSA records unusable)"
        ),
        _POLICY,
    ),
    Saying(
        "all TLSA records unusable",
        ("verify pin", "side client"),
        (
            "May  6 07:08:09 mail postfix/smtp[4711]: warning: mx.example.com[192.0.2.7]:25: "
            "all TLSA records unusable"
        ),
        _DANE,
    ),
    Saying(
        "TLSA lookup error for",
        ("verify pin", "dns-failed", "side client"),
        (
            "May  6 07:08:09 mail postfix/smtp[4711]: 4F1B2C3D4E: to=<user@example.com>, "
            "relay=mx.example.com[192.0.2.7]:25, delay=1.2, delays=0.1/0/1.1/0, dsn=4.7.5, "
            "status=deferred (TLSA lookup error for mx.example.com:25)"
        ),
        _POLICY,
        pattern=r"TLSA lookup error for (?P<host>[\w.-]{1,253}):(?P<port>\d{1,5})",
    ),
    Saying(
        "DANE TLSA lookup problem",
        ("dns-failed", "side client"),
        (
            "May  6 07:08:09 mail postfix/smtp[4711]: warning: DANE TLSA lookup problem: "
            "Host or domain name not found. Name service error for "
            "name=_25._tcp.mx.example.com type=TLSA: Host not found, try again"
        ),
        _DANE,
    ),
    Saying(
        "TLS policy lookup error for",
        ("config-error", "side client"),
        (
            "May  6 07:08:09 mail postfix/smtp[4711]: warning: TLS policy lookup error for "
            "example.com/mx.example.com: client TLS configuration problem"
        ),
        _POLICY,
    ),
    Saying(
        "lost connection with",
        ("eof", "side client"),
        (
            "May  6 07:08:09 mail postfix/smtp[4711]: 4F1B2C3D4E: to=<user@example.com>, "
            "relay=mx.example.com[192.0.2.7]:25, delay=1.2, delays=0.1/0/1.1/0, dsn=4.7.5, "
            "status=deferred (lost connection with mx.example.com[192.0.2.7] while "
            "performing the EHLO handshake)"
        ),
        _CONNECT,
        pattern=(
            r"lost connection with (?P<host>[\w.-]{1,253})"
            r"\[[^\]]{2,45}\] while (?:receiving the STARTTLS response|"
            "performing the EHLO handshake|"
            "receiving the initial server greeting)"
        ),
        certain=False,
    ),
    Saying(
        "lost connection after STARTTLS from",
        ("eof", "side server"),
        (
            "May  6 07:08:09 mail postfix/smtpd[4711]: lost connection after STARTTLS from "
            "unknown[192.0.2.7]"
        ),
        _SMTPD,
        pattern=(
            r"lost connection after STARTTLS from [^\[ ]{1,253}\[(?P<client>[0-9a"
            r"-fA-F.:]{2,45})\]"
        ),
    ),
    Saying(
        "timeout after STARTTLS from",
        ("handshake-timeout", "side server"),
        (
            "May  6 07:08:09 mail postfix/smtpd[4711]: timeout after STARTTLS from "
            "unknown[192.0.2.7]"
        ),
        _SMTPD,
    ),
    Saying(
        "improper command pipelining after CONNECT from",
        ("tls-received", "side server"),
        (
            "May  6 07:08:09 mail postfix/smtpd[4711]: improper command "
            "pipelining after CONNECT from unknown[192.0.2.7]: "
            "\\026\\003\\001\\002\\000\\001\\000\\001\\374\\003\\003"
        ),
        _SMTPD,
        pattern=r"improper command pipelining after CONNECT from .{1,300}: \\026\\003",
    ),
    Saying(
        "non-SMTP command from",
        ("plain-received http", "side server"),
        (
            "May  6 07:08:09 mail postfix/smtpd[4711]: warning: non-SMTP command from "
            "unknown[192.0.2.7]: GET / HTTP/1.1"
        ),
        _SMTPD,
        pattern="non-SMTP command from .{1,300}: (?:GET|POST|CONNECT|HEAD) ",
        certain=False,
    ),
    Saying(
        "TLS not available due to local problem",
        ("cert-file", "side server"),
        "454 4.7.0 TLS not available due to local problem",
        _SMTPD,
    ),
    Saying(
        "No server certs available. TLS won't be enabled",
        ("no-certificate", "side server"),
        (
            "May  6 07:08:09 mail postfix/smtpd[4711]: warning: No server certs available. "
            "TLS won't be enabled"
        ),
        _SMTPD,
    ),
    Saying(
        "No server certs available. TLS can't be enabled",
        ("no-certificate", "side server"),
        (
            "May  6 07:08:09 mail postfix/tlsproxy[4711]: warning: No server certs "
            "available. TLS can't be enabled"
        ),
        _PROXY,
    ),
    Saying(
        "Wrapper-mode request dropped from",
        ("config-error", "side server"),
        (
            "May  6 07:08:09 mail postfix/smtpd[4711]: warning: Wrapper-mode request dropped "
            "from unknown[192.0.2.7] for service smtps. TLS context initialization failed. "
            "For details see earlier warnings in your logs."
        ),
        _SMTPD,
    ),
    Saying(
        "disabling TLS support",
        ("config-error",),
        (
            "May  6 07:08:09 mail postfix/smtpd[4711]: warning: cannot get RSA certificate "
            'from file "/etc/ssl/leaf.pem": disabling TLS support'
        ),
        _CERTKEY,
        pattern="postfix.{0,400}: disabling TLS support",
    ),
    Saying(
        "certificate from file",
        ("cert-file",),
        (
            "May  6 07:08:09 mail postfix/smtpd[4711]: warning: cannot get RSA certificate "
            'from file "/etc/ssl/leaf.pem": disabling TLS support'
        ),
        _CERTKEY,
        pattern=(
            r'cannot get \w{1,10} certificate from file "[^"]{1,300}": disabling TL'
            "S support"
        ),
    ),
    Saying(
        "private key from file",
        ("cert-file",),
        (
            "May  6 07:08:09 mail postfix/smtpd[4711]: warning: cannot get RSA private key "
            'from file "/etc/ssl/leaf.key": disabling TLS support'
        ),
        _CERTKEY,
        pattern=(
            r'cannot get \w{1,10} private key from file "[^"]{1,300}": disabling TL'
            "S support"
        ),
    ),
    Saying(
        "does not match public key in",
        ("key-mismatch", "cert-file"),
        (
            "May  6 07:08:09 mail postfix/smtpd[4711]: warning: RSA private key in "
            "/etc/ssl/leaf.key does not match public key in /etc/ssl/leaf.pem: disabling TLS "
            "support"
        ),
        _CERTKEY,
    ),
    Saying(
        "error loading private keys and certificates from",
        ("cert-file",),
        (
            "May  6 07:08:09 mail postfix/smtpd[4711]: warning: error loading private keys "
            "and certificates from: /etc/postfix/chain.pem: disabling TLS support"
        ),
        _CERTKEY,
    ),
    Saying(
        "error loading certificate chain: key at index",
        ("key-mismatch", "cert-file"),
        (
            "May  6 07:08:09 mail postfix/smtpd[4711]: warning: error loading certificate "
            "chain: key at index 1 in /etc/postfix/chain.pem does not match the certificate"
        ),
        _CERTKEY,
    ),
    Saying(
        "does not match next certificate",
        ("key-mismatch", "cert-file"),
        (
            "May  6 07:08:09 mail postfix/smtpd[4711]: warning: key at index 1 in "
            "/etc/postfix/chain.pem does not match next certificate"
        ),
        _CERTKEY,
    ),
    Saying(
        "cannot load Certification Authority data",
        ("ca-file",),
        (
            "May  6 07:08:09 mail postfix/smtp[4711]: warning: cannot load Certification "
            'Authority data, CAfile="/etc/ssl/ca.pem": disabling TLS support'
        ),
        "src/tls/tls_certkey.c, 3.7",
    ),
    Saying(
        "Invalid TLS protocol list",
        ("config-error",),
        (
            "May  6 07:08:09 mail postfix/smtpd[4711]: warning: smtpd_tls_protocols: Invalid "
            'TLS protocol list ">=TLSv1.9": aborting TLS session'
        ),
        _CLIENT,
        pattern='Invalid TLS protocol list "',
    ),
    Saying(
        "invalid cipher grade",
        ("config-error",),
        (
            "May  6 07:08:09 mail postfix/smtpd[4711]: warning: unknown[192.0.2.7]: invalid "
            'cipher grade: "strong"'
        ),
        _MISC,
        pattern='invalid cipher grade: "',
    ),
    Saying(
        "error setting cipher grade",
        ("config-error", "no-cipher"),
        (
            "May  6 07:08:09 mail postfix/smtpd[4711]: warning: unknown[192.0.2.7]: error "
            'setting cipher grade: "high"'
        ),
        _MISC,
    ),
    Saying(
        "cipherlist",
        ("config-error", "no-cipher"),
        (
            "May  6 07:08:09 mail postfix/smtpd[4711]: warning: unknown[192.0.2.7]: empty "
            '"high" cipherlist'
        ),
        _MISC,
        pattern=r'empty "\w{3,10}" cipherlist',
    ),
    Saying(
        "TLS handshake failed for service=",
        ("handshake-failed",),
        (
            "May  6 07:08:09 mail postfix/tlsproxy[4711]: TLS handshake failed for "
            "service=smtp peer=[192.0.2.7]:25"
        ),
        _PROXY,
    ),
    Saying(
        "TLS handshake failed for service=smtpd",
        ("handshake-failed", "side server"),
        (
            "May  6 07:08:09 mail postfix/tlsproxy[4711]: TLS handshake failed for "
            "service=smtpd peer=[192.0.2.7]:40112"
        ),
        _PROXY,
    ),
    Saying(
        "not matched, using default chain",
        ("sni-unknown", "side server"),
        (
            "May  6 07:08:09 mail postfix/smtpd[4711]: TLS SNI mail.example.com from "
            "unknown[192.0.2.7] not matched, using default chain"
        ),
        _SERVER,
        pattern=(
            r"TLS SNI (?P<name>[\w.-]{1,253})"
            " from .{1,300} not matched, using default chain"
        ),
    ),
    Saying(
        "Client certificate not trusted",
        ("client-cert-refused", "client-verify issuer-unknown", "side server"),
        (
            "May  6 07:08:09 mail postfix/smtpd[4711]: NOQUEUE: reject: CONNECT from "
            "unknown[192.0.2.7]: 454 4.7.1 <unknown[192.0.2.7]>: Client host rejected: "
            "Client certificate not trusted"
        ),
        "src/smtpd/smtpd_check.c, 3.7",
    ),
    Saying(
        "No client certificate presented",
        ("client-cert-absent", "side server"),
        (
            "May  6 07:08:09 mail postfix/smtpd[4711]: NOQUEUE: reject: CONNECT from "
            "unknown[192.0.2.7]: No client certificate presented"
        ),
        _SMTPD,
        pattern="(?:NOQUEUE|abort|smtpd).{0,300}No client certificate presented",
    ),
    Saying(
        "NOQUEUE: abort: TLS from",
        ("client-cert-refused", "side server"),
        (
            "May  6 07:08:09 mail postfix/smtpd[4711]: NOQUEUE: abort: TLS from "
            "unknown[192.0.2.7]: Client certificate not trusted"
        ),
        _SMTPD,
    ),
    Saying(
        "SMTPS wrappermode (TCP port 465) requires setting",
        ("not-tls smtp", "port 465", "side client"),
        (
            "May  6 07:08:09 mail postfix/smtp[4711]: warning: SMTPS wrappermode (TCP port "
            '465) requires setting "smtp_tls_wrappermode = yes", and '
            '"smtp_tls_security_level = encrypt" (or stronger)'
        ),
        _CONNECT,
    ),
    Saying(
        "CLIENT wrappermode (port smtps/465) is unimplemented",
        ("port 465", "side client"),
        (
            "May  6 07:08:09 mail postfix/smtp[4711]: CLIENT wrappermode (port smtps/465) is "
            "unimplemented"
        ),
        "src/smtp/smtp_connect.c, 2.11",
    ),
    Saying(
        'Invalid TLS level "',
        ("config-error",),
        'May  6 07:08:09 mail postfix/smtp[4711]: warning: Invalid TLS level "encrypted"',
        "src/smtp/smtp.c, 3.7",
        pattern=r'(?:postfix|posttls).{0,200}Invalid TLS level "',
    ),
    Saying(
        'invalid tls security level: "',
        ("config-error", "side client"),
        'May  6 07:08:09 mail postfix/smtp[4711]: fatal: invalid tls security level: "strong"',
        "src/smtp/smtp_tls_policy.c, 3.7",
    ),
    Saying(
        'unsupported TLS level "',
        ("config-ignored",),
        (
            "May  6 07:08:09 mail postfix/smtpd[4711]: warning: smtpd_tls_security_level: "
            'unsupported TLS level "verify", using "encrypt"'
        ),
        "src/smtpd/smtpd.c, 3.7",
    ),
    Saying(
        'invalid security level "',
        ("config-error", "side client"),
        (
            "May  6 07:08:09 mail postfix/smtp[4711]: warning: smtp_tls_policy_maps, "
            'next-hop destination "example.com": invalid security level "encryptt"'
        ),
        "src/smtp/smtp_tls_policy.c, 3.7",
        pattern=r'postfix.{0,300}: invalid security level "',
    ),
    Saying(
        '" invalid at security level "',
        ("config-error", "side client"),
        (
            "May  6 07:08:09 mail postfix/smtp[4711]: warning: smtp_tls_policy_maps, "
            'next-hop destination "example.com": attribute "match" invalid at security '
            'level "encrypt"'
        ),
        "src/smtp/smtp_tls_policy.c, 3.7",
    ),
    Saying(
        "configured at fingerprint security level, but with no fingerprints to match",
        ("config-error", "side client"),
        (
            "May  6 07:08:09 mail postfix/smtp[4711]: warning: nexthop domain example.com: "
            "configured at fingerprint security level, but with no fingerprints to match."
        ),
        "src/smtp/smtp_tls_policy.c, 3.7",
    ),
    Saying(
        "in cipher exclusion: ",
        ("config-error",),
        (
            "May  6 07:08:09 mail postfix/smtpd[4711]: warning: unknown[192.0.2.7]: "
            "invalid unary '!+-@' in cipher exclusion: !RC4"
        ),
        _MISC,
        pattern=r"invalid unary '!\+-@' in cipher exclusion: ",
    ),
    Saying(
        'ignoring unknown ECDHE curve "',
        ("config-ignored",),
        'May  6 07:08:09 mail postfix/smtpd[4711]: warning: ignoring unknown ECDHE curve "P-512"',
        "src/tls/tls_dh.c, 3.7",
    ),
    Saying(
        "TLS server role is disabled with ",
        ("config-error", "starttls-missing", "side server"),
        (
            "May  6 07:08:09 mail postfix/tlsproxy[4711]: warning: TLS server role is "
            "disabled with tlsproxy_tls_security_level or tlsproxy_use_tls"
        ),
        "src/tlsproxy/tlsproxy.c, 3.7",
    ),
    Saying(
        "cannot set default OpenSSL certificate verification paths",
        ("ca-file",),
        (
            "May  6 07:08:09 mail postfix/smtp[4711]: warning: cannot set default OpenSSL "
            "certificate verification paths: disabling TLS support"
        ),
        _CERTKEY,
    ),
    Saying(
        "OpenSSL configuration file, disabling TLS support",
        ("config-error",),
        (
            "May  6 07:08:09 mail postfix/smtpd[4711]: warning: error loading the "
            "'postfix' settings from the global OpenSSL configuration file, disabling TLS "
            "support"
        ),
        _MISC,
    ),
    Saying(
        "unused parameter: ",
        ("config-ignored",),
        (
            "postconf: warning: /etc/postfix/main.cf: unused parameter: "
            "smtpd_tls_cret_file=/etc/ssl/leaf.pem"
        ),
        "src/postconf/postconf_unused.c, 3.7",
        pattern=r"unused parameter: \w{0,20}tls_\w{1,60}=",
    ),
)

PRODUCT = Product(
    name="Postfix",
    usual=True,
    roles=(Role.SERVER,),
    services=("smtp", "smtps", "submission", "submissions"),
    recipes={
        Remedy.RENEW_CERTIFICATE: Recipe(
            "The files are read when a new smtpd process begins.",
            ("certbot renew", "postfix reload"),
        ),
        Remedy.SERVE_FULL_CHAIN: Recipe(
            "One file: the key, then the leaf, then the intermediates.", (_CHAIN, "postfix reload")
        ),
        Remedy.RAISE_SERVER_VERSION: Recipe(
            "Since 3.6; before that it is a list such as !SSLv2, !SSLv3.",
            (
                "postconf -e 'smtpd_tls_protocols = >=TLSv1.2'",
                "postconf -e 'smtpd_tls_mandatory_protocols = >=TLSv1.2'",
                "postfix reload",
            ),
        ),
        Remedy.LOWER_SERVER_VERSION: Recipe(
            "OpenSSL 3 speaks TLS 1.0 and 1.1 at security level 0 only.",
            (
                "postconf -e 'smtpd_tls_protocols = >=TLSv1'",
                "postconf -e 'tls_medium_cipherlist = DEFAULT:@SECLEVEL=0'",
                "postfix reload",
            ),
        ),
        Remedy.WIDEN_SERVER_CIPHERS: Recipe(
            "The defaults again.",
            (
                "postconf -X smtpd_tls_ciphers tls_medium_cipherlist",
                "postconf -X smtpd_tls_exclude_ciphers",
                "postfix reload",
            ),
        ),
        Remedy.SERVE_NAME: Recipe(
            "The map gives each name a file with its key and chain.",
            (
                "echo '{name} /etc/postfix/{name}.pem' >> /etc/postfix/sni",
                "postmap -F hash:/etc/postfix/sni",
                "postconf -e 'tls_server_sni_maps = hash:/etc/postfix/sni'",
                "postfix reload",
            ),
        ),
        Remedy.STRONGER_DH: Recipe(
            "The name has 1024 in it, the file may be larger.",
            (
                "openssl genpkey -genparam -algorithm DH -pkeyopt group:ffdhe2048 \\",
                "  -out /etc/postfix/dh2048.pem",
                "postconf -e smtpd_tls_dh1024_param_file=/etc/postfix/dh2048.pem",
                "postfix reload",
            ),
        ),
        Remedy.GIVE_CERTIFICATE: Recipe(
            "One file: the key, then the leaf, then the intermediates.", (_CHAIN, "postfix reload")
        ),
        Remedy.TRUST_CLIENT_CA: Recipe(
            "Every CA a client's certificate may come from.",
            ("postconf -e smtpd_tls_CAfile=/etc/postfix/{ca}.pem", "postfix reload"),
        ),
        Remedy.RELAX_CLIENT_AUTH: Recipe(
            "Ask without demanding.",
            (
                "postconf -e 'smtpd_tls_req_ccert = no' 'smtpd_tls_ask_ccert = yes'",
                "postfix reload",
            ),
        ),
        Remedy.ENABLE_TLS: Recipe(
            "Offer STARTTLS.",
            (_CHAIN, "postconf -e 'smtpd_tls_security_level = may'", "postfix reload"),
        ),
        Remedy.READ_SERVER_LOG: Recipe(
            "Level 1 logs each handshake.",
            (
                "postconf -e 'smtpd_tls_loglevel = 1'",
                "postfix reload",
                "journalctl -u 'postfix*' -f",
            ),
        ),
    },
    sayings=_SAYINGS,
    speaks=("role mail",),
)
