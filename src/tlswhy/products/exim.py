"""Exim 4, with OpenSSL or GnuTLS."""

from __future__ import annotations

from tlswhy.products import Product, Role
from tlswhy.products.saying import Saying

_TLS = "src/tls.c, 4.96"
_OPENSSL = "src/tls-openssl.c, 4.96"
_GNUTLS = "src/tls-gnu.c, 4.96"
_SMTP_IN = "src/smtp_in.c, 4.96"
_TRANSPORT = "src/transports/smtp.c, 4.96"

_SAYINGS = (
    Saying(
        "TLS error on connection from",
        ("handshake-failed", "side server"),
        (
            "2024-05-06 07:08:09 TLS error on connection from mx.example.com [192.0.2.7] "
            "(SSL_accept): error:0A000418:SSL routines::tlsv1 alert unknown ca"
        ),
        _TLS,
        pattern=r"TLS error on connection from .{0,300}?\[(?P<client>[0-9a-fA-F.:]{2,45})\]",
    ),
    Saying(
        "TLS error on connection",
        ("handshake-failed",),
        (
            "2024-05-06 07:08:09 1s3abc-000001-AB H=mx.example.com [192.0.2.7] TLS error on "
            "connection (gnutls_handshake): Error in the pull function."
        ),
        _TLS,
        pattern=r"TLS error on connection \(",
    ),
    Saying(
        "TLS error on connection to",
        ("handshake-failed", "side client"),
        (
            "2024-05-06 07:08:09 TLS error on connection to mx.example.com [192.0.2.7] "
            "(SSL_connect): error:0A000102:SSL routines::unsupported protocol"
        ),
        "src/tls.c, 4.89",
        pattern=r"TLS error on connection to (?P<host>[\w.-]{1,253})",
    ),
    Saying(
        "TLS session: (",
        ("handshake-failed", "side client"),
        (
            "2024-05-06 07:08:09 1s3abc-000001-AB H=mx.example.com [192.0.2.7] TLS session: "
            "(SSL_connect): error:0A00010B:SSL routines::wrong version number"
        ),
        _TLS,
        pattern=r"H=(?P<host>[\w.-]{1,253}) .{0,80}TLS session: \(",
    ),
    Saying(
        "(SSL_accept)",
        ("side server",),
        (
            "2024-05-06 07:08:09 TLS error on connection from mx.example.com [192.0.2.7] "
            "(SSL_accept): error:0A0000C1:SSL routines::no shared cipher"
        ),
        _OPENSSL,
        pattern=r"TLS (?:error|session).{0,300}\(SSL_accept\)",
        certain=False,
    ),
    Saying(
        "(SSL_accept): timed out",
        ("handshake-timeout", "side server"),
        (
            "2024-05-06 07:08:09 TLS error on connection from mx.example.com [192.0.2.7] "
            "(SSL_accept): timed out"
        ),
        _OPENSSL,
    ),
    Saying(
        "(SSL_accept): Connection reset by peer",
        ("reset", "side server"),
        (
            "2024-05-06 07:08:09 TLS error on connection from mx.example.com [192.0.2.7] "
            "(SSL_accept): Connection reset by peer"
        ),
        _OPENSSL,
    ),
    Saying(
        "(SSL_accept): TCP connection closed by peer",
        ("eof", "side server"),
        (
            "2024-05-06 07:08:09 TLS error on connection from mx.example.com [192.0.2.7] "
            "(SSL_accept): TCP connection closed by peer"
        ),
        _OPENSSL,
    ),
    Saying(
        "(SSL_accept): EOF",
        ("eof", "side server"),
        (
            "2024-05-06 07:08:09 TLS error on connection from mx.example.com [192.0.2.7] "
            "(SSL_accept): EOF"
        ),
        "src/tls-openssl.c, 4.80",
    ),
    Saying(
        "(SSL_connect)",
        ("side client",),
        (
            "2024-05-06 07:08:09 1s3abc-000001-AB H=mx.example.com [192.0.2.7] TLS session: "
            "(SSL_connect): error:0A000102:SSL routines::unsupported protocol"
        ),
        _OPENSSL,
        pattern=r"TLS (?:error|session).{0,300}\(SSL_connect\)",
        certain=False,
    ),
    Saying(
        "(SSL_connect): timed out",
        ("handshake-timeout", "side client"),
        (
            "2024-05-06 07:08:09 1s3abc-000001-AB H=mx.example.com [192.0.2.7] TLS session: "
            "(SSL_connect): timed out"
        ),
        _OPENSSL,
    ),
    Saying(
        "(SSL_connect): SSL_connect timed out",
        ("handshake-timeout", "side client"),
        (
            "2024-05-06 07:08:09 1s3abc-000001-AB H=mx.example.com [192.0.2.7] TLS session: "
            "(SSL_connect): SSL_connect timed out"
        ),
        _OPENSSL,
    ),
    Saying(
        "(gnutls_handshake): ",
        ("handshake-failed",),
        (
            "2024-05-06 07:08:09 TLS error on connection from mx.example.com [192.0.2.7] "
            "(gnutls_handshake): A TLS fatal alert has been received."
        ),
        _GNUTLS,
        pattern=r"\(gnutls_handshake\): ",
    ),
    Saying(
        "(gnutls_handshake): timed out",
        ("handshake-timeout",),
        (
            "2024-05-06 07:08:09 TLS error on connection from mx.example.com [192.0.2.7] "
            "(gnutls_handshake): timed out"
        ),
        _GNUTLS,
    ),
    Saying(
        "(certificate verification failed)",
        ("verify failed",),
        (
            "2024-05-06 07:08:09 TLS error on connection from mx.example.com [192.0.2.7] "
            "(certificate verification failed): certificate status check failed"
        ),
        _GNUTLS,
    ),
    Saying(
        "(certificate verification failed): certificate invalid",
        ("verify failed",),
        (
            "2024-05-06 07:08:09 1s3abc-000001-AB H=mx.example.com [192.0.2.7] TLS session: "
            "(certificate verification failed): certificate invalid"
        ),
        _GNUTLS,
    ),
    Saying(
        "(certificate verification failed): certificate not supplied",
        ("client-cert-absent",),
        (
            "2024-05-06 07:08:09 TLS error on connection from mx.example.com [192.0.2.7] "
            "(certificate verification failed): certificate not supplied"
        ),
        _GNUTLS,
    ),
    Saying(
        "no certificate received from peer",
        ("client-cert-absent",),
        (
            "2024-05-06 07:08:09 TLS error on connection from mx.example.com [192.0.2.7] "
            "(certificate verification failed): no certificate received from peer"
        ),
        _GNUTLS,
        pattern="TLS.{0,300}no certificate received from peer",
    ),
    Saying(
        "TLS certificate verification failed (",
        ("verify failed",),
        (
            "2024-05-06 07:08:09 1s3abc-000001-AB [192.0.2.7] TLS certificate verification "
            'failed (certificate invalid): peerdn="CN=mx.example.com"'
        ),
        _GNUTLS,
    ),
    Saying(
        "TLS certificate verification failed: cert name mismatch",
        ("verify name",),
        (
            "2024-05-06 07:08:09 1s3abc-000001-AB [192.0.2.7] TLS certificate verification "
            "failed: cert name mismatch"
        ),
        _GNUTLS,
    ),
    Saying(
        "SSL verify error: ",
        ("verify failed",),
        (
            "2024-05-06 07:08:09 [192.0.2.7] SSL verify error: depth=0 error=self signed "
            "certificate cert=/CN=mx.example.com"
        ),
        _OPENSSL,
        pattern=(
            r"SSL verify error(?: \(during [RSH]{1,3}-verify for \[[^\]]{2,60}"
            r"\]\))?: depth=\d{1,2} error=(?P<code>[^=]{3,80}?) cert="
        ),
        decode="verify_code",
    ),
    Saying(
        "SSL verify error",
        ("verify failed", "side client"),
        (
            "2024-05-06 07:08:09 [192.0.2.7] SSL verify error (during R-verify for "
            "[192.0.2.7]): depth=1 error=unable to get local issuer certificate "
            "cert=/CN=Example CA"
        ),
        _OPENSSL,
        pattern=r"SSL verify error \(during [RSH]{1,3}-verify",
    ),
    Saying(
        "SSL verify error: certificate name mismatch",
        ("verify name",),
        (
            "2024-05-06 07:08:09 [192.0.2.7] SSL verify error: certificate name mismatch: "
            'DN="/CN=other.example.com" H="mx.example.com"'
        ),
        _OPENSSL,
    ),
    Saying(
        "a TLS session is required, but the server did not offer TLS support",
        ("starttls-missing", "side client"),
        (
            "2024-05-06 07:08:09 1s3abc-000001-AB == user@example.com R=dnslookup "
            "T=remote_smtp defer (-38) H=mx.example.com [192.0.2.7]: a TLS session is "
            "required, but the server did not offer TLS support"
        ),
        _TRANSPORT,
    ),
    Saying(
        "a TLS session is required for",
        ("starttls-missing", "side client"),
        (
            "2024-05-06 07:08:09 1s3abc-000001-AB == user@example.com R=dnslookup "
            "T=remote_smtp defer (-38): a TLS session is required for mx.example.com "
            "[192.0.2.7], but the server did not offer TLS support"
        ),
        "src/transports/smtp.c, 4.80",
        pattern=(
            r"a TLS session is required for (?P<host>[\w.-]{1,253})"
            ".{0,80}the server did not offer TLS support"
        ),
    ),
    Saying(
        "but an attempt to start TLS failed",
        ("handshake-failed", "side client"),
        (
            "2024-05-06 07:08:09 1s3abc-000001-AB == user@example.com R=dnslookup "
            "T=remote_smtp defer (-38) H=mx.example.com [192.0.2.7]: a TLS session is "
            "required, but an attempt to start TLS failed"
        ),
        _TRANSPORT,
    ),
    Saying(
        "TLS client disconnected cleanly (rejected our certificate?)",
        ("eof", "side server"),
        "2024-05-06 07:08:09 TLS client disconnected cleanly (rejected our certificate?)",
        _OPENSSL,
    ),
    Saying(
        "in response to STARTTLS",
        ("eof", "side client"),
        (
            "2024-05-06 07:08:09 1s3abc-000001-AB H=mx.example.com [192.0.2.7]: Remote host "
            "closed connection in response to STARTTLS"
        ),
        _TRANSPORT,
        pattern=(
            r"Remote host (?P<host>[\w.-]{1,253})"
            "?.{0,60}closed connection in response to STARTTLS"
        ),
    ),
    Saying(
        "SMTP protocol synchronization error (input sent without waiting for greeting)",
        ("tls-received", "side server"),
        (
            "2024-05-06 07:08:09 SMTP protocol synchronization error (input sent without "
            "waiting for greeting): rejected connection from H=[192.0.2.7] "
            'input="\\026\\003\\001\\002"'
        ),
        _SMTP_IN,
        pattern=r'waiting for greeting\).{0,300}input="(?:\\026\\003|\\x16\\x03|\\26\\3)',
    ),
    Saying(
        "SMTP protocol synchronization error (input sent without waiting for greeting)",
        ("plain-received http", "side server"),
        (
            "2024-05-06 07:08:09 SMTP protocol synchronization error (input sent without "
            'waiting for greeting): rejected connection from H=[192.0.2.7] input="GET / '
            'HTTP/1.1\\r\\n"'
        ),
        _SMTP_IN,
        pattern=r'waiting for greeting\).{0,300}input="(?:GET|POST|CONNECT|HEAD) ',
        certain=False,
    ),
    Saying(
        "STARTTLS command used when not advertised",
        ("starttls-missing", "side server"),
        "503 STARTTLS command used when not advertised",
        _SMTP_IN,
    ),
    Saying(
        "Mandatory TLS session not started",
        ("starttls-needed", "side server"),
        (
            "2024-05-06 07:08:09 H=mx.example.com [192.0.2.7] rejected MAIL: Mandatory TLS "
            "session not started"
        ),
        _SMTP_IN,
    ),
    Saying(
        "454 TLS currently unavailable",
        ("cert-file", "side server"),
        "454 TLS currently unavailable",
        _SMTP_IN,
    ),
    Saying(
        "DANE attempt failed; TLS connection to",
        ("verify pin", "side client"),
        (
            "2024-05-06 07:08:09 1s3abc-000001-AB DANE attempt failed; TLS connection to "
            "mx.example.com [192.0.2.7]: (SSL_connect): error:0A000086:SSL "
            "routines::certificate verify failed"
        ),
        _TRANSPORT,
        pattern=r"DANE attempt failed; TLS connection to (?P<host>[\w.-]{1,253})",
    ),
    Saying(
        "DANE error: tlsa lookup",
        ("dns-failed", "side client"),
        (
            "2024-05-06 07:08:09 1s3abc-000001-AB H=mx.example.com [192.0.2.7]: DANE error: "
            "tlsa lookup DEFER"
        ),
        _TRANSPORT,
    ),
    Saying(
        "(SSL_CTX_use_certificate_chain_file file=",
        ("cert-file",),
        (
            "2024-05-06 07:08:09 TLS error on connection from mx.example.com [192.0.2.7] "
            "(SSL_CTX_use_certificate_chain_file file=/etc/exim4/exim.crt): "
            "error:02001002:system library:fopen:No such file or directory"
        ),
        _OPENSSL,
    ),
    Saying(
        "(SSL_CTX_use_PrivateKey_file file=",
        ("cert-file",),
        (
            "2024-05-06 07:08:09 TLS error on connection from mx.example.com [192.0.2.7] "
            "(SSL_CTX_use_PrivateKey_file file=/etc/exim4/exim.key): error:0200100D:system "
            "library:fopen:Permission denied"
        ),
        _OPENSSL,
    ),
    Saying(
        "(SSL_CTX_load_verify_locations)",
        ("ca-file",),
        (
            "2024-05-06 07:08:09 TLS error on connection from mx.example.com [192.0.2.7] "
            "(SSL_CTX_load_verify_locations): error:02001002"
        ),
        _OPENSSL,
        pattern=r"TLS.{0,300}\(SSL_CTX_load_verify_locations\)",
    ),
    Saying(
        "(cert/key setup: cert=",
        ("cert-file",),
        (
            "2024-05-06 07:08:09 TLS error on connection from mx.example.com [192.0.2.7] "
            "(cert/key setup: cert=/etc/exim4/exim.crt key=/etc/exim4/exim.key): Error while "
            "reading file."
        ),
        _GNUTLS,
    ),
    Saying(
        "No server certificate defined; will use a selfsigned one",
        ("no-certificate", "default-cert", "side server"),
        (
            "2024-05-06 07:08:09 Warning: No server certificate defined; will use a "
            "selfsigned one. Suggested action: either install a certificate or change "
            "tls_advertise_hosts option"
        ),
        "src/daemon.c, 4.96",
    ),
    Saying(
        "tls_require_ciphers invalid",
        ("config-error", "no-cipher"),
        (
            "2024-05-06 07:08:09 exim: tls_require_ciphers invalid: "
            "gnutls_priority_init(SECURE999) failed at offset 0"
        ),
        _TLS,
    ),
    Saying(
        "verify_hosts is set, but tls_verify_certificates is not set",
        ("config-error", "ca-file"),
        (
            "2024-05-06 07:08:09 Warning: tls_verify_hosts is set, but "
            "tls_verify_certificates is not set"
        ),
        "src/readconf.c, 4.96",
        pattern=r"tls_\w{0,10}verify_hosts is set, but tls_verify_certificates is not set",
    ),
    Saying(
        "SNI mismatch",
        ("sni-unknown",),
        "2024-05-06 07:08:09 Closing proxied-TLS connection due to SNI mismatch",
        _TRANSPORT,
        pattern="Closing proxied-TLS connection due to SNI mismatch",
    ),
    Saying(
        "TLS ALPN (",
        ("no-alpn", "side server"),
        "2024-05-06 07:08:09 TLS ALPN (http/1.1) rejected",
        _OPENSSL,
        pattern=r"TLS ALPN \(.{0,80}\) rejected",
    ),
    Saying(
        'main option "tls_',
        ("config-error",),
        (
            "2024-05-06 07:08:09 Exim configuration error in line 27 of "
            '/etc/exim4/exim4.conf:\n  main option "tls_certifcate" unknown'
        ),
        "src/readconf.c, 4.96",
        pattern=r'main option "tls_\w{1,60}" unknown',
    ),
    Saying(
        'option "hosts_',
        ("config-error",),
        (
            "2024-05-06 07:08:09 Exim configuration error in line 27 of "
            '/etc/exim4/exim4.conf:\n  option "hosts_requires_tls" unknown'
        ),
        "src/readconf.c, 4.96",
        pattern=r'option "hosts_\w{0,40}tls\w{0,40}" unknown',
    ),
    Saying(
        "Exim configuration error",
        ("config-error",),
        (
            "2024-05-06 07:08:09 Exim configuration error in line 27 of "
            "/etc/exim4/exim4.conf:\n  malformed macro definition"
        ),
        "src/log.c, 4.96",
        certain=False,
    ),
    Saying(
        "openssl_options parse error: ",
        ("config-error",),
        "2024-05-06 07:08:09 Exim configuration error:\n  openssl_options parse error: +no_sslv33",
        "src/readconf.c, 4.96",
    ),
    Saying(
        "openssl_options parsing failed",
        ("config-error",),
        (
            "2024-05-06 07:08:09 TLS error on connection from mx.example.com [192.0.2.7] "
            "(openssl_options parsing failed)"
        ),
        _OPENSSL,
    ),
    Saying(
        "openssl_options is set but we're using GnuTLS",
        ("config-error",),
        (
            "2024-05-06 07:08:09 Exim configuration error:\n  openssl_options is set but "
            "we're using GnuTLS"
        ),
        "src/readconf.c, 4.96",
    ),
    Saying(
        "(SSL_CTX_set_cipher_list)",
        ("config-error", "no-cipher"),
        (
            "2024-05-06 07:08:09 TLS error on connection from mx.example.com [192.0.2.7] "
            "(SSL_CTX_set_cipher_list): error:0A0000B9:SSL routines::no cipher match"
        ),
        _OPENSSL,
        pattern=r"TLS.{0,300}\(SSL_CTX_set_cipher_list\)",
    ),
)

PRODUCT = Product(
    name="Exim",
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
