"""Zabbix: server, proxy, agent, sender and get."""

from __future__ import annotations

from tlswhy.products import Product, Role
from tlswhy.products.saying import Saying

_OPENSSL = "src/libs/zbxcomms/tls_openssl.c, 6.4"
_GNUTLS = "src/libs/zbxcomms/tls_gnutls.c, 6.4"
_TLS = "src/libs/zbxcomms/tls.c, 6.4"
_AGENT = "src/zabbix_agent/listener.c, 6.0"
_AGENT2 = "src/go/pkg/tls/tls.go, 6.4"

_SAYINGS = (
    Saying(
        "TLS handshake set result code to",
        ("handshake-failed",),
        (
            "  4711:20240506:070809.123 TCP successful, cannot establish TLS to "
            "[[192.0.2.7]:10050]: TLS handshake set result code to 1: file "
            "../ssl/record/rec_layer_s3.c line 1586: error:0A000418:SSL routines::tlsv1 "
            'alert unknown ca: SSL alert number 48: TLS read fatal alert "unknown CA"'
        ),
        _OPENSSL,
    ),
    Saying(
        "SSL_connect() set result code to",
        ("handshake-failed", "side client"),
        (
            "  4711:20240506:070809.123 cannot establish TLS to [[192.0.2.7]:10050]: "
            "SSL_connect() set result code to SSL_ERROR_SSL: file ssl/statem/statem_clnt.c "
            "line 1913: error:1416F086:SSL "
            "routines:tls_process_server_certificate:certificate verify failed"
        ),
        _OPENSSL,
    ),
    Saying(
        "SSL_connect() returned",
        ("handshake-failed", "side client"),
        (
            "  4711:20240506:070809.123 TCP successful, cannot establish TLS to "
            "[[192.0.2.7]:10050]: SSL_connect() returned SSL_ERROR_SYSCALL: [104] Connection "
            "reset by peer"
        ),
        _OPENSSL,
        pattern=r"cannot establish TLS to .{0,80}SSL_connect\(\) returned",
    ),
    Saying(
        "SSL_connect() I/O error",
        ("eof", "side client"),
        (
            "  4711:20240506:070809.123 TCP successful, cannot establish TLS to "
            "[[192.0.2.7]:10050]: SSL_connect() I/O error: [104] Connection reset by peer"
        ),
        "src/libs/zbxcrypto/tls.c, 4.0",
    ),
    Saying(
        'TLS read fatal alert "',
        (),
        (
            "  4711:20240506:070809.123 failed to accept an incoming connection: from "
            "192.0.2.7: TLS handshake set result code to 1: error:0A000418: TLS read fatal "
            'alert "unknown CA"'
        ),
        _OPENSSL,
        pattern='TLS read fatal alert "(?P<code>[A-Za-z ]{3,40})"',
        decode="alert",
    ),
    Saying(
        'TLS write fatal alert "',
        (),
        (
            "  4711:20240506:070809.123 failed to accept an incoming connection: from "
            "192.0.2.7: TLS handshake set result code to 1: error:0A0000C1: TLS write fatal "
            'alert "handshake failure"'
        ),
        _OPENSSL,
        pattern='TLS write fatal alert "(?P<code>[A-Za-z ]{3,40})"',
        decode="alert_sent",
    ),
    Saying(
        "cannot establish TLS to [[",
        ("handshake-failed", "side client"),
        (
            "  4711:20240506:070809.123 TCP successful, cannot establish TLS to "
            "[[zbx.example.com]:10050]: gnutls_handshake() failed: -110 The TLS connection "
            "was non-properly terminated."
        ),
        "src/libs/zbxcomms/comms.c, 6.4",
        pattern=r"cannot establish TLS to \[\[(?P<host>[^\]]{1,253})\]:(?P<port>\d{1,5})\]",
    ),
    Saying(
        "failed to accept an incoming connection: from",
        ("side server",),
        (
            "  4711:20240506:070809.123 failed to accept an incoming connection: from "
            "192.0.2.7: reading first byte from connection failed: [104] Connection reset by "
            "peer"
        ),
        _AGENT,
        pattern=(
            "failed to accept an incoming connection: from (?P<client>[0-9a-fA-F.:]{2,45}?): "
        ),
        certain=False,
    ),
    Saying(
        "unencrypted connections are not allowed",
        ("plain-received", "side server"),
        (
            "  4711:20240506:070809.123 failed to accept an incoming connection: from "
            "192.0.2.7: unencrypted connections are not allowed"
        ),
        "src/libs/zbxcomms/comms.c, 6.4",
    ),
    Saying(
        "TLS connections are not allowed",
        ("tls-received", "side server"),
        (
            "  4711:20240506:070809.123 failed to accept an incoming connection: from "
            "192.0.2.7: TLS connections are not allowed"
        ),
        "src/libs/zbxcomms/comms.c, 6.4",
    ),
    Saying(
        "support for TLS was not compiled in",
        ("tls-received", "side server"),
        (
            "  4711:20240506:070809.123 failed to accept an incoming connection: from "
            "192.0.2.7: support for TLS was not compiled in"
        ),
        "src/libs/zbxcomms/comms.c, 6.4",
    ),
    Saying(
        "gnutls_handshake() failed with fatal alert: ",
        ("handshake-failed",),
        (
            "  4711:20240506:070809.123 zbx_tls_connect(): gnutls_handshake() failed with "
            "fatal alert: 40 Handshake failed"
        ),
        _GNUTLS,
        pattern=r"gnutls_handshake\(\) failed with fatal alert: (?P<code>\d{1,3})",
        decode="alert",
    ),
    Saying(
        "gnutls_handshake() failed: ",
        ("handshake-failed",),
        (
            "  4711:20240506:070809.123 TCP successful, cannot establish TLS to "
            "[[192.0.2.7]:10050]: gnutls_handshake() failed: -110 The TLS connection was "
            "non-properly terminated."
        ),
        _GNUTLS,
        pattern=r"gnutls_handshake\(\) failed: -\d{1,4} ",
    ),
    Saying(
        "gnutls_handshake() returned: ",
        ("handshake-failed",),
        (
            "  4711:20240506:070809.123 zbx_tls_accept() gnutls_handshake() returned: -12 A "
            "TLS fatal alert has been received."
        ),
        _GNUTLS,
    ),
    Saying(
        "gnutls_handshake() timed out",
        ("handshake-timeout",),
        (
            "  4711:20240506:070809.123 cannot establish TLS to [[192.0.2.7]:10050]: "
            "gnutls_handshake() timed out"
        ),
        _GNUTLS,
    ),
    Saying(
        "TLS handshake timed out",
        ("handshake-timeout",),
        (
            "  4711:20240506:070809.123 cannot establish TLS to [[192.0.2.7]:10050]: TLS "
            "handshake timed out"
        ),
        _OPENSSL,
        pattern="(?:cannot establish TLS|incoming connection).{0,200}TLS handshake timed out",
    ),
    Saying(
        "invalid peer certificate: ",
        ("verify failed",),
        (
            "  4711:20240506:070809.123 cannot establish TLS to [[192.0.2.7]:10050]: invalid "
            "peer certificate: The certificate is NOT trusted. The certificate issuer is "
            "unknown."
        ),
        _GNUTLS,
        pattern=(
            "(?:cannot establish TLS|incoming connection|zbx_).{0,200}invalid peer certificate: "
        ),
    ),
    Saying(
        "certificate issuer does not match for",
        ("client-cert-refused", "verify issuer-unknown"),
        (
            "  4711:20240506:070809.123 connection from 192.0.2.7 rejected: certificate "
            'issuer does not match for host "zbx"'
        ),
        _TLS,
    ),
    Saying(
        "certificate subject does not match for",
        ("client-cert-refused", "verify name"),
        '  4711:20240506:070809.123 certificate subject does not match for host "zbx"',
        _TLS,
    ),
    Saying(
        "cannot find requested PSK identity",
        ("psk-unknown", "side server"),
        ('  4711:20240506:070809.123 zbx_psk_server_cb() cannot find requested PSK identity "zbx"'),
        _OPENSSL,
    ),
    Saying(
        "psk identity not found",
        ("psk-unknown",),
        (
            "  4711:20240506:070809.123 failed to accept an incoming connection: from "
            "192.0.2.7: TLS handshake set result code to 1: error:0A0000DF:SSL routines::psk "
            "identity not found"
        ),
        _OPENSSL,
        pattern="TLS.{0,400}psk identity not found",
    ),
    Saying(
        "cannot connect with TLS and PSK: no valid PSK loaded",
        ("psk-unknown", "config-error", "side client"),
        "  4711:20240506:070809.123 cannot connect with TLS and PSK: no valid PSK loaded",
        _TLS,
    ),
    Saying(
        "cannot connect with TLS and certificate: no valid certificate loaded",
        ("client-key", "side client"),
        (
            "  4711:20240506:070809.123 cannot connect with TLS and certificate: no valid "
            "certificate loaded"
        ),
        _TLS,
    ),
    Saying(
        "cannot load certificate or private key from file",
        ("cert-file", "client-key"),
        (
            "  4711:20240506:070809.123 cannot load certificate or private key from file "
            '"/etc/zabbix/leaf.pem" or "/etc/zabbix/leaf.key": -64: Error while reading file.'
        ),
        _GNUTLS,
    ),
    Saying(
        "cannot load certificate(s) from file",
        ("cert-file", "client-key"),
        (
            "  4711:20240506:070809.123 cannot load certificate(s) from file "
            '"/etc/zabbix/leaf.pem": file crypto/bio/bss_file.c line 290: error:02001002'
        ),
        _OPENSSL,
    ),
    Saying(
        "cannot load private key from file",
        ("cert-file", "client-key"),
        (
            "  4711:20240506:070809.123 cannot load private key from file "
            '"/etc/zabbix/leaf.key": error:0B080074:x509 certificate '
            "routines:X509_check_private_key:key values mismatch"
        ),
        _OPENSSL,
    ),
    Saying(
        "cannot load CA certificate(s) from file",
        ("ca-file",),
        (
            "  4711:20240506:070809.123 cannot load CA certificate(s) from file "
            '"/etc/zabbix/ca.pem": error:02001002'
        ),
        _OPENSSL,
    ),
    Saying(
        "cannot parse CA certificate(s) in file",
        ("ca-file",),
        (
            "  4711:20240506:070809.123 cannot parse CA certificate(s) in file "
            '"/etc/zabbix/ca.pem": -64: Error while reading file.'
        ),
        _GNUTLS,
    ),
    Saying(
        "no CA certificate(s) in file",
        ("ca-file",),
        '  4711:20240506:070809.123 no CA certificate(s) in file "/etc/zabbix/ca.pem"',
        _GNUTLS,
    ),
    Saying(
        "cannot load CRL(s) from file",
        ("config-error",),
        (
            '  4711:20240506:070809.123 cannot load CRL(s) from file "/etc/zabbix/crl.pem": '
            "error:02001002"
        ),
        _OPENSSL,
    ),
    Saying(
        'requires "TLS',
        ("config-error",),
        (
            '  4711:20240506:070809.123 "TLSConnect" configuration parameter value requires '
            '"TLSCAFile", but neither of TLSCAFile is defined'
        ),
        _TLS,
        pattern=r'"TLS\w{3,30}".{0,100}requires "TLS',
    ),
    Saying(
        "cannot accept TLS connection",
        ("handshake-failed", "side server"),
        "cannot accept TLS connection: tls: client didn't provide a certificate",
        _AGENT2,
    ),
    Saying(
        'connection of type "unencrypted" is not allowed',
        ("plain-received", "side server"),
        (
            '  4711:20240506:070809.123 cannot process heartbeat from host "web01": '
            'connection of type "unencrypted" is not allowed for host "web01"'
        ),
        "src/zabbix_server/trapper/active.c, 6.0",
    ),
    Saying(
        'connection of type "TLS with PSK" is not allowed',
        ("config-error", "side server"),
        (
            '  4711:20240506:070809.123 cannot send list of active checks to "192.0.2.7": '
            'connection of type "TLS with PSK" is not allowed for host "web01"'
        ),
        "src/zabbix_server/trapper/active.c, 6.0",
    ),
    Saying(
        'connection of type "TLS with certificate" is not allowed',
        ("config-error", "side server"),
        (
            "  4711:20240506:070809.123 cannot parse proxy data from active proxy at "
            '"192.0.2.7": connection of type "TLS with certificate" is not allowed for '
            'proxy "branch"'
        ),
        "src/libs/zbxdbcache/dbconfig.c, 6.0",
    ),
    Saying(
        "cannot accept unencrypted connection",
        ("plain-received", "side server"),
        (
            "2024/05/06 07:08:09.123456 failed to process an incoming connection from "
            "192.0.2.7: cannot accept unencrypted connection"
        ),
        "src/go/pkg/zbxcomms/comms.go, 6.0",
        pattern=(
            r"(?:incoming connection|zabbix|"
            r"agent).{0,200}cannot accept unencrypted connection(?!s)"
        ),
    ),
    Saying(
        "cannot accept encrypted connection",
        ("tls-received", "side server"),
        (
            "2024/05/06 07:08:09.123456 failed to process an incoming connection from "
            "192.0.2.7: cannot accept encrypted connection"
        ),
        "src/go/pkg/zbxcomms/comms.go, 6.0",
        pattern=(
            r"(?:incoming connection|zabbix|"
            r"agent).{0,200}cannot accept encrypted connection(?!s)"
        ),
    ),
    Saying(
        "cannot set PSK for PSK identity",
        ("psk-unknown", "config-error"),
        (
            '  4711:20240506:070809.123 cannot set PSK for PSK identity "web01": SSL - Bad '
            "input parameters to function"
        ),
        "src/libs/zbxcrypto/tls.c, 3.4",
    ),
    Saying(
        "cannot convert PSK to binary form for PSK identity",
        ("config-error", "side server"),
        '  4711:20240506:070809.123 cannot convert PSK to binary form for PSK identity "web01"',
        "src/libs/zbxcrypto/tls.c, 6.0",
    ),
)

PRODUCT = Product(
    name="Zabbix",
    roles=(
        Role.SERVER,
        Role.CLIENT,
    ),
    sayings=_SAYINGS,
)
