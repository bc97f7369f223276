"""rsyslog with its GnuTLS and OpenSSL network stream drivers."""

from __future__ import annotations

from tlswhy.products import Product, Role
from tlswhy.products.saying import Saying

_GTLS = "runtime/nsd_gtls.c, 8.2302"
_OSSL = "runtime/nsd_ossl.c, 8.2302"
_OSSLNET = "runtime/net_ossl.c, 8.2302"
_IMTCP = "runtime/tcpsrv.c, 8.2302"

_SAYINGS = (
    Saying(
        "error adding our certificate. GnuTLS error -60",
        (
            "key-mismatch",
            "side server",
        ),
        (
            "rsyslogd: error adding our certificate. GnuTLS error -60, message: 'The "
            "certificate and the given key do not match.', key: '/etc/ssl/leaf.key', "
            "cert: '/etc/ssl/leaf.pem'"
        ),
        _GTLS,
    ),
    Saying(
        "netstream session",
        ("side server",),
        (
            "May  6 07:08:09 log rsyslogd: netstream session 0x7f8c1c00a2b0 from 192.0.2.7 "
            "will be closed due to error [v8.2302.0 try https://www.rsyslog.com/e/2089 ]"
        ),
        _IMTCP,
        pattern=(
            r"netstream session \S{3,30} from (?P<client>[0-9a-fA-F.:]{2,45}|"
            r"[\w.-]{1,253}) will be closed due to error"
        ),
        certain=False,
    ),
    Saying(
        "gnutls returned error on handshake: ",
        ("handshake-failed", "side server"),
        (
            "May  6 07:08:09 log rsyslogd: gnutls returned error on handshake: A TLS fatal "
            "alert has been received.  [v8.2302.0 try https://www.rsyslog.com/e/2083 ]"
        ),
        _GTLS,
    ),
    Saying(
        "GnuTLS handshake retry returned error: ",
        ("handshake-failed",),
        (
            "May  6 07:08:09 log rsyslogd: GnuTLS handshake retry returned error: A TLS "
            "fatal alert has been received.  [v8.2302.0]"
        ),
        _GTLS,
    ),
    Saying(
        "unexpected GnuTLS error",
        ("handshake-failed",),
        (
            "May  6 07:08:09 log rsyslogd: unexpected GnuTLS error -24 in nsd_gtls.c:536: "
            "Decryption has failed.  [v8.2302.0 try https://www.rsyslog.com/e/2078 ]"
        ),
        _GTLS,
        pattern=r"unexpected GnuTLS error -\d{1,4} in nsd_gtls\.c",
    ),
    Saying(
        "unexpected GnuTLS error -110 in",
        ("eof",),
        (
            "May  6 07:08:09 log rsyslogd: unexpected GnuTLS error -110 in nsd_gtls.c:536: "
            "The TLS connection was non-properly terminated.  [v8.2302.0 try "
            "https://www.rsyslog.com/e/2078 ]"
        ),
        _GTLS,
    ),
    Saying(
        "unexpected GnuTLS error -15 in",
        ("not-tls",),
        (
            "May  6 07:08:09 log rsyslogd: unexpected GnuTLS error -15 in nsd_gtls.c:536: An "
            "unexpected TLS packet was received."
        ),
        _GTLS,
    ),
    Saying(
        "unexpected GnuTLS error -64 in",
        ("cert-file",),
        (
            "May  6 07:08:09 log rsyslogd: unexpected GnuTLS error -64 in nsd_gtls.c:230: "
            "Error while reading file."
        ),
        _GTLS,
    ),
    Saying(
        "unexpected GnuTLS error -53 in",
        ("reset",),
        (
            "May  6 07:08:09 log rsyslogd: unexpected GnuTLS error -53 in nsd_gtls.c:1571: "
            "Error in the push function."
        ),
        _GTLS,
    ),
    Saying(
        "unexpected GnuTLS error -54 in",
        ("reset",),
        (
            "May  6 07:08:09 log rsyslogd: unexpected GnuTLS error -54 in nsd_gtls.c:1571: "
            "Error in the pull function."
        ),
        _GTLS,
    ),
    Saying(
        "error: peer did not provide a certificate, not permitted to talk to it",
        ("client-cert-absent",),
        (
            "May  6 07:08:09 log rsyslogd: error: peer did not provide a certificate, not "
            "permitted to talk to it [v8.2302.0 try https://www.rsyslog.com/e/2085 ]"
        ),
        _GTLS,
    ),
    Saying(
        "error: peer name not authorized - not permitted to talk to it. Names: ",
        ("verify name",),
        (
            "May  6 07:08:09 log rsyslogd: error: peer name not authorized -  not permitted "
            "to talk to it. Names: DNSname: log.internal; CN: log.internal;  [v8.2302.0 try "
            "https://www.rsyslog.com/e/2088 ]"
        ),
        _GTLS,
    ),
    Saying(
        "error: peer fingerprint '",
        ("verify pin",),
        (
            "May  6 07:08:09 log rsyslogd: error: peer fingerprint 'SHA1:7A:3C' unknown - we "
            "are not permitted to talk to it [v8.2302.0]"
        ),
        _GTLS,
    ),
    Saying(
        "not permitted to talk to peer, certificate invalid: ",
        ("verify failed",),
        (
            "May  6 07:08:09 log rsyslogd: not permitted to talk to peer, certificate "
            "invalid: signer not found [v8.2302.0 try https://www.rsyslog.com/e/2089 ]"
        ),
        _GTLS,
    ),
    Saying(
        "certificate invalid: signer not found",
        ("verify issuer-unknown",),
        (
            "May  6 07:08:09 log rsyslogd: not permitted to talk to peer, certificate "
            "invalid: signer not found [v8.2302.0]"
        ),
        _GTLS,
    ),
    Saying(
        "certificate invalid: signer is not a CA",
        ("verify purpose",),
        (
            "May  6 07:08:09 log rsyslogd: not permitted to talk to peer, certificate "
            "invalid: signer is not a CA [v8.2302.0]"
        ),
        _GTLS,
    ),
    Saying(
        "certificate invalid: insecure algorithm",
        ("verify weak",),
        (
            "May  6 07:08:09 log rsyslogd: not permitted to talk to peer, certificate "
            "invalid: insecure algorithm [v8.2302.0]"
        ),
        _GTLS,
    ),
    Saying(
        "certificate invalid: certificate expired",
        ("verify expired",),
        (
            "May  6 07:08:09 log rsyslogd: not permitted to talk to peer, certificate "
            "invalid: certificate expired [v8.2302.0]"
        ),
        _GTLS,
    ),
    Saying(
        "not permitted to talk to peer: certificate",
        ("verify not-yet-valid",),
        (
            "May  6 07:08:09 log rsyslogd: not permitted to talk to peer: certificate 0 not "
            "yet active [v8.2302.0]"
        ),
        _GTLS,
        pattern=r"not permitted to talk to peer: certificate \d{1,2} not yet active",
    ),
    Saying(
        "error reading certificate file '",
        ("cert-file",),
        (
            "May  6 07:08:09 log rsyslogd: error reading certificate file "
            "'/etc/ssl/leaf.pem' - a common cause is that the file  does not exist "
            "[v8.2302.0 try https://www.rsyslog.com/e/2078 ]"
        ),
        _GTLS,
    ),
    Saying(
        "error adding our certificate. GnuTLS error",
        ("cert-file",),
        (
            "May  6 07:08:09 log rsyslogd: error adding our certificate. GnuTLS error -24, "
            "message: 'Decryption has failed.', key: '/etc/ssl/leaf.key', cert: "
            "'/etc/ssl/leaf.pem'"
        ),
        _GTLS,
    ),
    Saying(
        "Warning: CA certificate is not set",
        ("no-trust-store",),
        "May  6 07:08:09 log rsyslogd: Warning: CA certificate is not set [v8.2302.0]",
        _GTLS,
        pattern="(?:rsyslogd?|nsd_).{0,60}Warning: CA certificate is not set",
    ),
    Saying(
        "Warning: Certificate file is not set",
        ("no-certificate",),
        "May  6 07:08:09 log rsyslogd: Warning: Certificate file is not set [v8.2302.0]",
        _OSSL,
        pattern="(?:rsyslogd?|nsd_).{0,60}Warning: Certificate file is not set",
    ),
    Saying(
        "Error: CA certificate could not be accessed",
        ("ca-file",),
        (
            "May  6 07:08:09 log rsyslogd: Error: CA certificate could not be accessed. "
            "Check at least: 1) file path is correct, 2) file exist, 3) permissions are "
            "correct, 4) file content is correct."
        ),
        _OSSLNET,
    ),
    Saying(
        "Error: Certificate file could not be accessed",
        ("cert-file",),
        (
            "May  6 07:08:09 log rsyslogd: Error: Certificate file could not be accessed. "
            "Check at least: 1) file path is correct, 2) file exist, 3) permissions are "
            "correct, 4) file content is correct."
        ),
        _OSSLNET,
    ),
    Saying(
        "Error: Key could not be accessed. Check at least",
        ("cert-file",),
        (
            "May  6 07:08:09 log rsyslogd: Error: Key could not be accessed. Check at least: "
            "1) file path is correct, 2) file exist, 3) permissions are correct, 4) file "
            "content is correct."
        ),
        _OSSLNET,
    ),
    Saying(
        "nsd_ossl:TLS session terminated with remote client",
        ("handshake-failed", "side server"),
        (
            "May  6 07:08:09 log rsyslogd: nsd_ossl:TLS session terminated with remote "
            "client '192.0.2.7': Handshake failed with error code: 1"
        ),
        _OSSL,
        pattern="terminated with remote client '(?P<client>[^']{1,253})'",
    ),
    Saying(
        "Handshake failed with SSL_ERROR_SYSCALL",
        ("eof",),
        (
            "May  6 07:08:09 log rsyslogd: nsd_ossl:TLS session terminated with remote "
            "client '192.0.2.7': Handshake failed with SSL_ERROR_SYSCALL - Aborting "
            "handshake."
        ),
        _OSSL,
        pattern="nsd_ossl.{0,300}Handshake failed with SSL_ERROR_SYSCALL",
    ),
    Saying(
        "nsd_ossl:TLS session terminated with remote syslog server",
        ("handshake-failed", "side client"),
        (
            "May  6 07:08:09 log rsyslogd: nsd_ossl:TLS session terminated with remote "
            "syslog server 'log.example.com':Handshake failed with error code: 1"
        ),
        _OSSL,
        pattern="terminated with remote syslog server(?: '(?P<host>[^']{1,253})')?",
    ),
    Saying(
        "Peer check failed, peer did not provide a certificate",
        ("client-cert-absent",),
        (
            "May  6 07:08:09 log rsyslogd: nsd_ossl:TLS session terminated with remote "
            "syslog server '192.0.2.7': Peer check failed, peer did not provide a "
            "certificate."
        ),
        _OSSL,
    ),
    Saying(
        "Fingerprint check failed, not permitted to talk to",
        ("verify pin",),
        (
            "May  6 07:08:09 log rsyslogd: nsd_ossl:TLS session terminated with remote "
            "syslog server 'log.example.com': Fingerprint check failed, not permitted to "
            "talk to log.example.com"
        ),
        _OSSL,
    ),
    Saying(
        "peer name not authorized, not permitted to talk to",
        ("verify name",),
        (
            "May  6 07:08:09 log rsyslogd: nsd_ossl:TLS session terminated with remote "
            "syslog server: peer name not authorized, not permitted to talk to "
            "log.example.com"
        ),
        _OSSL,
    ),
    Saying(
        "not permitted to talk to peer, Certificate expired",
        ("verify expired",),
        (
            "May  6 07:08:09 log rsyslogd: nsd_ossl:TLS session terminated with remote "
            "syslog server 'log.example.com': not permitted to talk to peer, Certificate "
            "expired: certificate has expired"
        ),
        _OSSL,
    ),
    Saying(
        "not permitted to talk to peer, Certificate validation failed",
        ("verify failed",),
        (
            "May  6 07:08:09 log rsyslogd: nsd_ossl:TLS session terminated with remote "
            "syslog server 'log.example.com': not permitted to talk to peer, Certificate "
            "validation failed: self signed certificate"
        ),
        _OSSL,
        pattern=r"Certificate validation failed: (?P<code>.{3,80}?)(?: \[v|$)",
        decode="verify_code",
    ),
    Saying(
        "nsd_ossl:No shared ciphers between syslog client and server",
        ("no-shared-cipher",),
        (
            "May  6 07:08:09 log rsyslogd: nsd_ossl:No shared ciphers between syslog client "
            "and server."
        ),
        _OSSL,
    ),
    Saying(
        "nsd_ossl:TLS version mismatch between syslog client and server",
        ("server-version",),
        (
            "May  6 07:08:09 log rsyslogd: nsd_ossl:TLS version mismatch between syslog "
            "client and server."
        ),
        _OSSL,
    ),
    Saying(
        "nsd_ossl: Information, no shared curve between syslog client and server",
        ("no-shared-group",),
        (
            "May  6 07:08:09 log rsyslogd: nsd_ossl: Information, no shared curve between "
            "syslog client and server"
        ),
        _OSSL,
    ),
    Saying(
        "Certificate EXPIRED at depth: ",
        ("verify expired",),
        "May  6 07:08:09 log rsyslogd: Certificate EXPIRED at depth: 0",
        _OSSLNET,
    ),
    Saying(
        "Certificate error at depth: ",
        ("verify failed",),
        "May  6 07:08:09 log rsyslogd: Certificate error at depth: 1",
        _OSSLNET,
        pattern="rsyslog.{0,60}Certificate error at depth: ",
    ),
    Saying(
        "Framing Error in received TCP message",
        ("tls-received", "side server"),
        (
            "May  6 07:08:09 log rsyslogd: imtcp: Framing Error in received TCP message from "
            "peer: (hostname) client, (ip) 192.0.2.7: invalid octet count 0."
        ),
        "runtime/tcps_sess.c, 8.2302",
        certain=False,
    ),
    Saying(
        "not known -- typo in config file?",
        ("config-error",),
        (
            "May  6 07:08:09 log rsyslogd[4711]: error during parsing file "
            "/etc/rsyslog.conf, on or before line 29: parameter 'StreamDriver.AuthMode' "
            "not known -- typo in config file? [v8.32.0 try http://www.rsyslog.com/e/2207 ]"
        ),
        "grammar/rainerscript.c, 8.2302",
        pattern=(
            r"parameter '(?i:streamdriver|defaultnetstreamdriver|tls|netstreamdriver|"
            r"permittedpeer|gnutls)[\w.]{0,60}' not known -- typo in config file\?"
        ),
    ),
    Saying(
        "error during parsing file",
        ("config-error",),
        (
            "May  6 07:08:09 log rsyslogd[4711]: error during parsing file "
            "/etc/rsyslog.d/tls.conf, on or before line 8: syntax error on token "
            "'StreamDriverMode' [v8.2302.0 try https://www.rsyslog.com/e/2207 ]"
        ),
        "runtime/rsconf.c, 8.2302",
        pattern=r"error during parsing file .{1,300}, on or before line \d{1,6}: ",
        certain=False,
    ),
    Saying(
        "could not load module",
        ("config-error",),
        (
            "May  6 07:08:09 log rsyslogd[4711]: could not load module 'lmnsd_gtls', "
            "errors: trying to load module /usr/lib64/rsyslog/lmnsd_gtls.so: "
            "/usr/lib64/rsyslog/lmnsd_gtls.so: cannot open shared object file: No such "
            "file or directory [v8.2510.0 try https://www.rsyslog.com/e/2066 ]"
        ),
        "runtime/modules.c, 8.2302",
        pattern=r"could not load module '[^']{0,200}lmnsd_(?:gtls|ossl|mbedtls)",
    ),
    Saying(
        "error: driver mode",
        ("config-error",),
        (
            "May  6 07:08:09 log rsyslogd[4711]: error: driver mode 2 not supported by "
            "gtls netstream driver [v8.2302.0]"
        ),
        _GTLS,
        pattern=r"error: driver mode \d{1,5} not supported by \w{3,10} netstream driver",
    ),
    Saying(
        "error: authentication mode '",
        ("config-error",),
        (
            "May  6 07:08:09 log rsyslogd[4711]: error: authentication mode 'x509/cert' "
            "not supported by ossl netstream driver [v8.2302.0]"
        ),
        _OSSL,
        pattern=(
            r"error: authentication mode '[^']{0,60}' not supported by \w{3,10} netstream dr"
            r"iver"
        ),
    ),
    Saying(
        "ca certificate is not set, cannot continue",
        ("no-trust-store", "config-error"),
        (
            "May  6 07:08:09 log rsyslogd[4711]: error: ca certificate is not set, cannot "
            "continue [v8.24.0 try http://www.rsyslog.com/e/2329 ]"
        ),
        "runtime/nsd_gtls.c, 8.24",
    ),
    Saying(
        "Error: Certificate file is not set, cannot continue",
        ("no-certificate", "config-error"),
        (
            "May  6 07:08:09 log rsyslogd[4711]: Error: Certificate file is not set, "
            "cannot continue [v8.39.0]"
        ),
        "runtime/nsd_ossl.c, 8.39",
    ),
    Saying(
        "Error: Key file is not set, cannot continue",
        ("cert-file", "config-error"),
        "May  6 07:08:09 log rsyslogd[4711]: Error: Key file is not set, cannot continue [v8.39.0]",
        "runtime/nsd_ossl.c, 8.39",
    ),
    Saying(
        "key file could not be access",
        ("cert-file",),
        (
            "May  6 07:08:09 log rsyslogd[4711]: Error: key file could not be access. Is "
            "the file at the right path? And do we have the permissions?"
        ),
        "runtime/nsd_ossl.c, 8.39",
    ),
    Saying(
        "Could not create tcp listener, ignoring port",
        ("config-error", "side server"),
        (
            "May  6 07:08:09 log rsyslogd[4711]: Could not create tcp listener, ignoring "
            "port 6514 bind-address (null). [v8.2008.0 try https://www.rsyslog.com/e/2078 ]"
        ),
        _IMTCP,
        certain=False,
    ),
    Saying(
        "#026#003",
        ("tls-received", "side server"),
        'Feb  6 18:05:32 192.0.2.7 #026#003#001#001&#001#000#001"#003#003U#037',
        "runtime/parser.c, 8.2302",
        pattern=r"(?:^|[\s:>])#026#003#00[0-4]",
    ),
)

PRODUCT = Product(
    name="rsyslog",
    roles=(
        Role.SERVER,
        Role.CLIENT,
    ),
    services=("syslog-tls",),
    sayings=_SAYINGS,
)
