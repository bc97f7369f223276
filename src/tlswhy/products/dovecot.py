"""Dovecot 2.3: IMAP, POP3 and submission, also as a proxy and client of other servers."""

from __future__ import annotations

from tlswhy.model.diagnosis import Remedy
from tlswhy.products import Product, Recipe, Role
from tlswhy.products.saying import Saying

_LOGIN = "src/login-common/client-common.c, 2.3"
_IOSTREAM = "src/lib-ssl-iostream/iostream-openssl.c, 2.3"
_CONTEXT = "src/lib-ssl-iostream/iostream-openssl-context.c, 2.3"
_COMMON = "src/lib-ssl-iostream/iostream-ssl.c, 2.3"
_SSLPROXY = "src/login-common/login-proxy.c, 2.3"
_SETTINGS = "src/lib-master/master-service-ssl-settings.c, 2.3"

_SAYINGS = (
    Saying(
        "TLS handshaking: SSL_accept() failed: ",
        ("handshake-failed", "side server"),
        (
            "May 06 07:08:09 imap-login: Info: Disconnected (no auth attempts in 0 secs): "
            "user=<>, rip=192.0.2.7, lip=192.0.2.8, TLS handshaking: SSL_accept() failed: "
            "error:0A000418:SSL routines::tlsv1 alert unknown ca: SSL alert number 48, "
            "session=<abcd>"
        ),
        _IOSTREAM,
    ),
    Saying(
        "rip=",
        ("side server",),
        (
            "May 06 07:08:09 imap-login: Info: Disconnected (no auth attempts in 0 secs): "
            "user=<>, rip=192.0.2.7, lip=192.0.2.8, TLS handshaking: SSL_accept() failed: "
            "error:0A000418:SSL routines::tlsv1 alert unknown ca, session=<abcd>"
        ),
        _LOGIN,
        pattern="rip=(?P<client>[0-9a-fA-F.:]{2,45}), lip=.{0,60}TLS",
        certain=False,
    ),
    Saying(
        "TLS handshaking: SSL_accept() syscall failed: Connection reset by peer",
        ("reset", "side server"),
        (
            "May 06 07:08:09 imap-login: Info: Disconnected (no auth attempts in 0 secs): "
            "user=<>, rip=192.0.2.7, lip=192.0.2.8, TLS handshaking: SSL_accept() syscall "
            "failed: Connection reset by peer, session=<abcd>"
        ),
        _IOSTREAM,
    ),
    Saying(
        "TLS handshaking: SSL_accept() syscall failed",
        ("handshake-failed", "side server"),
        (
            "May 06 07:08:09 imap-login: Info: Disconnected (no auth attempts in 0 secs): "
            "user=<>, rip=192.0.2.7, lip=192.0.2.8, TLS handshaking: SSL_accept() syscall "
            "failed: Success, session=<abcd>"
        ),
        _IOSTREAM,
    ),
    Saying(
        "TLS handshaking: Disconnected",
        ("eof", "side server"),
        (
            "May 06 07:08:09 imap-login: Info: Disconnected (no auth attempts in 0 secs): "
            "user=<>, rip=192.0.2.7, lip=192.0.2.8, TLS handshaking: Disconnected, "
            "session=<abcd>"
        ),
        _IOSTREAM,
    ),
    Saying(
        "TLS handshaking: Connection closed",
        ("eof", "side server"),
        (
            "May 06 07:08:09 imap-login: Info: Disconnected (no auth attempts in 0 secs): "
            "user=<>, rip=192.0.2.7, lip=192.0.2.8, TLS handshaking: Connection closed, "
            "session=<abcd>"
        ),
        _IOSTREAM,
    ),
    Saying(
        "TLS handshaking: ",
        ("side server",),
        (
            "May 06 07:08:09 imap-login: Info: Disconnected (no auth attempts in 0 secs): "
            "user=<>, rip=192.0.2.7, lip=192.0.2.8, TLS handshaking: read(size=635) failed: "
            "Connection timed out, session=<abcd>"
        ),
        _LOGIN,
        pattern="TLS handshaking(?::|,)",
    ),
    Saying(
        ", TLS handshaking, session",
        ("eof", "side server"),
        (
            "May 06 07:08:09 imap-login: Info: Disconnected (no auth attempts in 0 secs): "
            "user=<>, rip=192.0.2.7, lip=192.0.2.8, TLS handshaking, session=<abcd>"
        ),
        _LOGIN,
    ),
    Saying(
        "disconnected before auth was ready, waited",
        ("eof", "side server"),
        (
            "May 06 07:08:09 imap-login: Info: Disconnected (disconnected before auth was "
            "ready, waited 0 secs): user=<>, rip=192.0.2.7, lip=192.0.2.8, TLS handshaking: "
            "Connection closed, session=<abcd>"
        ),
        _LOGIN,
        pattern=(
            r"disconnected before auth was ready, waited \d{1,6} secs?\)(?!.{0,400"
            "}(?:error:|alert|failed))"
        ),
        certain=False,
    ),
    Saying(
        "(no auth attempts in",
        ("eof", "side server"),
        (
            "May 06 07:08:09 imap-login: Info: Disconnected (no auth attempts in 0 secs): "
            "user=<>, rip=192.0.2.7, lip=192.0.2.8, TLS: Connection closed, session=<abcd>"
        ),
        _LOGIN,
        pattern=(
            r"\(no auth attempts in \d{1,6} secs?\)(?!.{0,400}(?:error:|alert|"
            "failed))(?=.{0,300}TLS)"
        ),
        certain=False,
    ),
    Saying(
        "(cert required, client didn't start TLS)",
        ("plain-received", "starttls-needed", "side server"),
        (
            "May 06 07:08:09 imap-login: Info: Disconnected (cert required, client didn't "
            "start TLS): user=<>, rip=192.0.2.7, lip=192.0.2.8, session=<abcd>"
        ),
        _LOGIN,
    ),
    Saying(
        "(client didn't send a cert)",
        ("client-cert-absent", "side server"),
        (
            "May 06 07:08:09 imap-login: Info: Disconnected (client didn't send a cert): "
            "user=<>, rip=192.0.2.7, lip=192.0.2.8, TLS, session=<abcd>"
        ),
        _LOGIN,
    ),
    Saying(
        "(client sent an invalid cert)",
        ("client-cert-refused", "side server"),
        (
            "May 06 07:08:09 imap-login: Info: Disconnected (client sent an invalid cert): "
            "user=<>, rip=192.0.2.7, lip=192.0.2.8, TLS, session=<abcd>"
        ),
        _LOGIN,
    ),
    Saying(
        "(tried to use disallowed plaintext auth)",
        ("starttls-needed", "side server"),
        (
            "May 06 07:08:09 imap-login: Info: Disconnected (tried to use disallowed "
            "plaintext auth): user=<>, rip=192.0.2.7, lip=192.0.2.8, session=<abcd>"
        ),
        _LOGIN,
    ),
    Saying(
        "Plaintext authentication disallowed on non-secure (SSL/TLS) connections",
        ("starttls-needed",),
        (
            "a NO [PRIVACYREQUIRED] Plaintext authentication disallowed on non-secure "
            "(SSL/TLS) connections."
        ),
        _LOGIN,
    ),
    Saying(
        "Authentication not allowed until SSL/TLS is enabled",
        ("starttls-needed",),
        "a NO [PRIVACYREQUIRED] Authentication not allowed until SSL/TLS is enabled.",
        _LOGIN,
    ),
    Saying(
        "SSL required for authentication",
        ("starttls-needed", "side server"),
        (
            "May 06 07:08:09 imap-login: Info: Login failed: SSL required for "
            "authentication: user=<>, rip=192.0.2.7"
        ),
        _LOGIN,
        pattern="Login failed: SSL required for authentication",
    ),
    Saying(
        "TLS support isn't enabled",
        ("starttls-missing", "side server"),
        "a BAD TLS support isn't enabled.",
        _LOGIN,
    ),
    Saying(
        "SSL alert: where=0x4004",
        (),
        (
            "May 06 07:08:09 imap-login: Info: SSL alert: where=0x4004, ret=554: fatal bad "
            "certificate [192.0.2.7]"
        ),
        _IOSTREAM,
        pattern=(
            r"SSL alert: where=0x4004, ret=\d{1,5}: fatal (?P<code>[a-zA-Z ]{3,40}"
            r"?)(?: \[|$|,)"
        ),
        decode="alert",
    ),
    Saying(
        "SSL alert: where=0x4008",
        (),
        (
            "May 06 07:08:09 imap-login: Info: SSL alert: where=0x4008, ret=552: fatal "
            "handshake failure [192.0.2.7]"
        ),
        _IOSTREAM,
        pattern=(
            r"SSL alert: where=0x4008, ret=\d{1,5}: fatal (?P<code>[a-zA-Z ]{3,40}"
            r"?)(?: \[|$|,)"
        ),
        decode="alert_sent",
    ),
    Saying(
        "Received invalid SSL certificate: ",
        ("verify failed",),
        (
            "May 06 07:08:09 imap-login: Error: imapc(imap.example.com:993): SSL handshake "
            "failed: Received invalid SSL certificate: unable to get local issuer "
            "certificate: /CN=imap.example.com (check ssl_client_ca_* settings?)"
        ),
        _IOSTREAM,
        pattern="Received invalid SSL certificate: (?P<code>[^:]{3,80}): ",
        decode="verify_code",
    ),
    Saying(
        "(check ssl_client_ca_* settings?)",
        ("side client", "leg upstream"),
        (
            "May 06 07:08:09 imap-login: Error: Received invalid SSL certificate: self "
            "signed certificate: /CN=imap.example.com (check ssl_client_ca_* settings?)"
        ),
        _IOSTREAM,
    ),
    Saying(
        "(check ssl_ca setting?)",
        ("side server",),
        (
            "May 06 07:08:09 imap-login: Info: Received invalid SSL certificate: unable to "
            "get issuer certificate: /CN=client (check ssl_ca setting?)"
        ),
        _IOSTREAM,
    ),
    Saying(
        "SSL certificate doesn't match expected host name",
        ("verify name", "side client"),
        (
            "May 06 07:08:09 imap-login: Error: SSL certificate doesn't match expected host "
            "name imap.example.com: did not match to any IP or DNS fields"
        ),
        _COMMON,
        pattern=r"SSL certificate doesn't match expected host name (?P<host>[\w.:-]{1,253})",
    ),
    Saying(
        "SSL certificate not received",
        ("handshake-failed",),
        "May 06 07:08:09 imap-login: Error: SSL certificate not received",
        _COMMON,
        certain=False,
    ),
    Saying(
        "): SSL handshake failed: ",
        ("handshake-failed", "side client", "leg upstream"),
        (
            "May 06 07:08:09 imap-login: Error: imapc(imap.example.com:993): SSL handshake "
            "failed: Connection closed"
        ),
        "src/lib-imap-client/imapc-connection.c, 2.3",
        pattern=(
            "(?:imapc|pop3c|smtp-client|lmtp-client|http-client)[^()"
            r"]{0,40}\((?P<upstream>[^()]{1,253})\): SSL handshake failed: "
        ),
    ),
    Saying(
        "SSL handshaking with",
        ("handshake-timeout", "side client", "leg upstream"),
        (
            "May 06 07:08:09 imap-login: Error: SSL handshaking with 192.0.2.7:443 failed: "
            "Connection timed out in 30.000 secs"
        ),
        "src/lib-http/http-client-connection.c, 2.3",
        pattern="SSL handshaking with .{1,100} failed: Connection timed out",
    ),
    Saying(
        "SSL handshaking with",
        ("handshake-failed", "side client", "leg upstream"),
        (
            "May 06 07:08:09 imap-login: Error: SSL handshaking with 192.0.2.7:443 failed: "
            "read(192.0.2.7:443) failed: Connection reset by peer"
        ),
        "src/lib-http/http-client-connection.c, 2.3",
        pattern=r"SSL handshaking with .{1,100} failed: read\(",
    ),
    Saying(
        "Requested STARTTLS, but server doesn't support it",
        ("starttls-missing", "side client", "leg upstream"),
        (
            "May 06 07:08:09 imap-login: Error: imapc(imap.example.com:143): Requested "
            "STARTTLS, but server doesn't support it"
        ),
        "src/lib-imap-client/imapc-connection.c, 2.3",
    ),
    Saying(
        "proxy: Remote",
        ("starttls-missing", "side client", "leg upstream"),
        (
            "May 06 07:08:09 imap-login: Error: proxy: Remote imap.example.com:143 returned "
            "error: STARTTLS not supported"
        ),
        _SSLPROXY,
        pattern="proxy: .{0,200}STARTTLS not supported",
    ),
    Saying(
        "SSL connection closed during handshake",
        ("eof",),
        "May 06 07:08:09 imap-login: Error: SSL connection closed during handshake",
        _IOSTREAM,
    ),
    Saying(
        "Requested SSL connection, but no SSL settings given",
        ("config-error", "side client", "leg upstream"),
        "May 06 07:08:09 imap-login: Error: Requested SSL connection, but no SSL settings given",
        "src/lib-smtp/smtp-client-connection.c, 2.3",
    ),
    Saying(
        "SSL context initialization failed, disabling SSL",
        ("cert-file", "config-error", "side server"),
        (
            "May 06 07:08:09 imap-login: Error: SSL context initialization failed, disabling "
            "SSL: Can't load SSL certificate (ssl_cert setting): The certificate is empty"
        ),
        "src/lib-master/master-service-ssl.c, 2.3",
    ),
    Saying(
        "Failed to initialize SSL server context",
        ("cert-file", "config-error", "side server"),
        (
            "May 06 07:08:09 imap-login: Error: Failed to initialize SSL server context: "
            "Can't load SSL private key (ssl_key setting): Key is for a different cert than "
            "ssl_cert"
        ),
        "src/login-common/main.c, 2.3",
    ),
    Saying(
        "Can't load SSL certificate (ssl_cert setting)",
        ("cert-file", "side server"),
        (
            "May 06 07:08:09 imap-login: Error: Failed to initialize SSL server context: "
            "Can't load SSL certificate (ssl_cert setting): There is no valid PEM "
            "certificate."
        ),
        _CONTEXT,
    ),
    Saying(
        "Can't load ssl_cert: ",
        ("cert-file", "side server"),
        (
            "Fatal: master: service(imap-login): Can't load ssl_cert: There is no valid PEM "
            "certificate. (You probably forgot '<' from ssl_cert=</etc/dovecot/leaf.pem)"
        ),
        _CONTEXT,
    ),
    Saying(
        "Can't load alternative SSL certificate (ssl_alt_cert setting)",
        ("cert-file", "side server"),
        (
            "May 06 07:08:09 imap-login: Error: Can't load alternative SSL certificate "
            "(ssl_alt_cert setting): The certificate is empty"
        ),
        _CONTEXT,
    ),
    Saying(
        "Can't load SSL private key (",
        ("cert-file", "side server"),
        (
            "May 06 07:08:09 imap-login: Error: Can't load SSL private key (ssl_key "
            "setting): error:0B080074:x509 certificate routines:X509_check_private_key:key "
            "values mismatch"
        ),
        _CONTEXT,
        pattern=r"Can't load SSL private key \(\w{4,30} setting\)",
    ),
    Saying(
        "Key is for a different cert than ssl_cert",
        ("key-mismatch", "cert-file", "side server"),
        (
            "May 06 07:08:09 imap-login: Error: Can't load SSL private key (ssl_key "
            "setting): Key is for a different cert than ssl_cert"
        ),
        _CONTEXT,
    ),
    Saying(
        "Couldn't parse private SSL key (",
        ("cert-file", "side server"),
        (
            "May 06 07:08:09 imap-login: Error: Couldn't parse private SSL key (ssl_key "
            "setting) (maybe ssl_key_password is wrong?): error:0906A068:PEM "
            "routines:PEM_do_header:bad password read"
        ),
        _CONTEXT,
    ),
    Saying(
        "SSL private key file is password protected, but password isn't given",
        ("cert-file", "side server"),
        (
            "May 06 07:08:09 imap-login: Error: SSL private key file is password protected, "
            "but password isn't given"
        ),
        _CONTEXT,
    ),
    Saying(
        "The file contains a private key (you've mixed ssl_cert and ssl_key settings)",
        ("cert-file", "side server"),
        (
            "May 06 07:08:09 imap-login: Error: Can't load SSL certificate (ssl_cert "
            "setting): The file contains a private key (you've mixed ssl_cert and ssl_key "
            "settings)"
        ),
        _CONTEXT,
    ),
    Saying(
        "ssl enabled, but ssl_cert not set",
        ("no-certificate", "config-error", "side server"),
        (
            "doveconf: Fatal: Error in configuration file /etc/dovecot/dovecot.conf: ssl "
            "enabled, but ssl_cert not set"
        ),
        _SETTINGS,
    ),
    Saying(
        "ssl_verify_client_cert set, but ssl_ca not",
        ("config-error", "side server"),
        (
            "doveconf: Fatal: Error in configuration file /etc/dovecot/dovecot.conf: "
            "ssl_verify_client_cert set, but ssl_ca not"
        ),
        _SETTINGS,
    ),
    Saying(
        "Unknown ssl_min_protocol setting",
        ("config-error", "side server"),
        "Fatal: Unknown ssl_min_protocol setting 'TLSv1.9'",
        _CONTEXT,
    ),
    Saying(
        "Diffie-Hellman key exchange requested, but no DH parameters provided",
        ("config-error", "side server"),
        (
            "May 06 07:08:09 imap-login: Error: Diffie-Hellman key exchange requested, but "
            "no DH parameters provided. Set ssl_dh=</path/to/dh.pem"
        ),
        _CONTEXT,
    ),
    Saying(
        "Can't load CA certs from",
        ("ca-file",),
        (
            "May 06 07:08:09 imap-login: Error: Can't load CA certs from directory "
            "/etc/ssl/certs (ssl_client_ca_dir setting): error:02001002"
        ),
        _CONTEXT,
        pattern="Can't load CA certs from .{1,300}ssl_client_ca_",
    ),
    Saying(
        "Can't load default CA locations",
        ("no-trust-store", "side client"),
        (
            "May 06 07:08:09 imap-login: Error: Can't load default CA locations: "
            "error:0200100D (ssl_client_ca_* settings missing)"
        ),
        _CONTEXT,
    ),
    Saying(
        "Can't verify remote client certs without CA (ssl_ca setting)",
        ("config-error", "ca-file", "side server"),
        (
            "May 06 07:08:09 imap-login: Error: Can't verify remote client certs without CA "
            "(ssl_ca setting)"
        ),
        _CONTEXT,
    ),
    Saying(
        "Can't verify remote server certs without trusted CAs (ssl_client_ca_* settings)",
        ("no-trust-store", "side client"),
        (
            "May 06 07:08:09 imap-login: Error: Can't verify remote server certs without "
            "trusted CAs (ssl_client_ca_* settings)"
        ),
        _CONTEXT,
    ),
    Saying(
        "Can't set cipher list to",
        ("config-error", "no-cipher"),
        (
            "May 06 07:08:09 imap-login: Error: Can't set cipher list to 'NOPE' "
            "(ssl_cipher_list setting): error:1410D0B9:SSL "
            "routines:SSL_CTX_set_cipher_list:no cipher match"
        ),
        _CONTEXT,
    ),
    Saying(
        "haproxy: Client disconnected",
        ("proxy-header", "side server"),
        (
            "May 06 07:08:09 imap-login: Info: haproxy: Client disconnected: Failed to read "
            "valid HAproxy data (rip=192.0.2.7)"
        ),
        "src/lib-master/master-service-haproxy.c, 2.3",
    ),
    Saying(
        "haproxy(v2): Client disconnected",
        ("proxy-header", "side server"),
        (
            "May 06 07:08:09 imap-login: Error: haproxy(v2): Client disconnected: Invalid "
            "command (cmd=21, rip=192.0.2.7)"
        ),
        "src/lib-master/master-service-haproxy.c, 2.3",
    ),
    Saying(
        "haproxy(v1): Client disconnected",
        ("proxy-header", "side server"),
        (
            "May 06 07:08:09 imap-login: Error: haproxy(v1): Client disconnected: Unknown "
            "proxied protocol (protocol=`x', rip=192.0.2.7)"
        ),
        "src/lib-master/master-service-haproxy.c, 2.3",
    ),
    Saying(
        "ssl_cert: Can't open file",
        ("cert-file", "config-error", "side server"),
        (
            "doveconf: Fatal: Error in configuration file /etc/dovecot/conf.d/10-ssl.conf "
            "line 12: ssl_cert: Can't open file /etc/ssl/certs/dovecot.pem: No such file "
            "or directory"
        ),
        "src/config/config-parser.c, 2.3",
    ),
    Saying(
        "ssl_key: Can't open file",
        ("cert-file", "config-error", "side server"),
        (
            "doveconf: Fatal: Error in configuration file /etc/dovecot/conf.d/10-ssl.conf "
            "line 13: ssl_key: Can't open file /etc/ssl/private/dovecot.pem: Permission "
            "denied"
        ),
        "src/config/config-parser.c, 2.3",
    ),
    Saying(
        "ssl_ca: Can't open file",
        ("ca-file", "config-error", "side server"),
        (
            "doveconf: Fatal: Error in configuration file /etc/dovecot/conf.d/10-ssl.conf "
            "line 32: ssl_ca: Can't open file /etc/ssl/certs/ca.pem: No such file or "
            "directory"
        ),
        "src/config/config-parser.c, 2.3",
    ),
    Saying(
        "ssl_dh: Can't open file",
        ("config-error", "side server"),
        (
            "doveconf: Fatal: Error in configuration file /etc/dovecot/conf.d/10-ssl.conf "
            "line 53: ssl_dh: Can't open file /etc/dovecot/dh.pem: No such file or "
            "directory"
        ),
        "src/config/config-parser.c, 2.3",
    ),
    Saying(
        "Unknown setting: ",
        ("config-error",),
        (
            "doveconf: Fatal: Error in configuration file /etc/dovecot/conf.d/10-ssl.conf "
            "line 14: Unknown setting: ssl_cert_filee"
        ),
        "src/config/config-parser.c, 2.3",
        pattern=r"Error in configuration file .{1,300}Unknown setting: (?:\w{1,30}[./])?ssl",
    ),
    Saying(
        ": Unknown setting",
        ("config-error",),
        (
            "doveconf: Fatal: Error in configuration file /etc/dovecot/conf.d/10-ssl.conf "
            "line 12: ssl_cert: Unknown setting: ssl_cert"
        ),
        "src/config/config-parser.c, 2.4",
        pattern=r"Error in configuration file .{1,300}: ssl\w{0,40}: Unknown setting",
    ),
    Saying(
        "doveconf: Fatal: Error in configuration file",
        ("config-error",),
        (
            "doveconf: Fatal: Error in configuration file /etc/dovecot/conf.d/10-ssl.conf "
            "line 6: Invalid value: sometimes"
        ),
        "src/config/config-parser.c, 2.3",
        certain=False,
    ),
    Saying(
        "ssl_options: unknown flag: '",
        ("config-error",),
        (
            "doveconf: Fatal: Error in configuration file /etc/dovecot/dovecot.conf: "
            "ssl_options: unknown flag: 'no_sslv3'"
        ),
        _SETTINGS,
    ),
)

PRODUCT = Product(
    name="Dovecot",
    roles=(
        Role.SERVER,
        Role.REVERSE_PROXY,
    ),
    services=(
        "imap",
        "imaps",
        "pop3",
        "pop3s",
        "sieve",
        "submission",
        "lmtp",
    ),
    recipes={
        Remedy.RENEW_CERTIFICATE: Recipe(
            "Replace the files, then let them be read.", ("doveadm reload",)
        ),
        Remedy.SERVE_FULL_CHAIN: Recipe(
            "The leaf, then the intermediates.",
            ("ssl_cert = </etc/dovecot/fullchain.pem", "doveadm reload"),
        ),
        Remedy.ENABLE_TLS: Recipe(
            "In conf.d/10-ssl.conf; the < reads the file.",
            (
                "ssl = yes",
                "ssl_cert = </etc/dovecot/fullchain.pem",
                "ssl_key = </etc/dovecot/leaf.key",
            ),
        ),
        Remedy.RAISE_SERVER_VERSION: Recipe(
            "In conf.d/10-ssl.conf.", ("ssl_min_protocol = TLSv1.2",)
        ),
        Remedy.LOWER_SERVER_VERSION: Recipe(
            "OpenSSL 3 speaks TLS 1.0 and 1.1 at security level 0 only.",
            ("ssl_min_protocol = TLSv1", "ssl_cipher_list = DEFAULT:@SECLEVEL=0"),
        ),
        Remedy.STRONGER_DH: Recipe(
            "In conf.d/10-ssl.conf; the file is made with openssl dhparam.",
            ("ssl_dh = </etc/dovecot/dh2048.pem",),
        ),
        Remedy.TRUST_CLIENT_CA: Recipe(
            "The CA, then its CRL.", ("ssl_ca = </etc/dovecot/{ca}.pem",)
        ),
        Remedy.READ_SERVER_LOG: Recipe(
            "With verbose_ssl = yes it names each alert.", ("doveadm log find",)
        ),
    },
    sayings=_SAYINGS,
    speaks=("role mail",),
)
