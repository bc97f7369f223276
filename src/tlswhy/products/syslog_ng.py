"""syslog-ng."""

from __future__ import annotations

from tlswhy.products import Product, Role
from tlswhy.products.saying import Saying

_CTX = "lib/transport/tls-context.c, 4.1"
_VERIFY = "lib/transport/tls-verifier.c, 4.1"
_TLS = "lib/transport/transport-tls.c, 4.1"
_AFINET = "modules/afsocket/transport-mapper-inet.c, 4.1"

_SAYINGS = (
    Saying(
        "SSL error while reading stream",
        ("handshake-failed",),
        (
            "[2024-05-06T07:08:09.123456] SSL error while reading stream; tls_error='SSL "
            "routines::unexpected eof while reading', "
            "location='/etc/syslog-ng/syslog-ng.conf:12:3'"
        ),
        _TLS,
    ),
    Saying(
        "SSL error while writing stream",
        ("handshake-failed",),
        (
            "[2024-05-06T07:08:09.123456] SSL error while writing stream; tls_error='SSL "
            "routines::certificate verify failed', "
            "location='/etc/syslog-ng/syslog-ng.conf:12:3'"
        ),
        _TLS,
    ),
    Saying(
        "SSL error while reading stream",
        ("side server",),
        (
            "[2024-05-06T07:08:09.123456] SSL error while reading stream; tls_error='SSL "
            "routines::sslv3 alert certificate unknown'"
        ),
        _TLS,
        certain=False,
    ),
    Saying(
        "SSL error while writing stream",
        ("side client",),
        (
            "[2024-05-06T07:08:09.123456] SSL error while writing stream; tls_error='SSL "
            "routines::sslv3 alert handshake failure'"
        ),
        _TLS,
        certain=False,
    ),
    Saying(
        "tls_error='",
        (),
        (
            "[2024-05-06T07:08:09.123456] SSL error while writing stream; tls_error='SSL "
            "routines:tls_process_server_certificate:certificate verify failed'"
        ),
        _TLS,
        pattern=(
            "tls_error='(?:SSL routines)?:{0,2}[a-z_0-9]{0,50}:?(?P<code>[a-z][a-z0-9 ]{3,60})'"
        ),
        decode="openssl_reason",
    ),
    Saying(
        "Certificate validation failed; ",
        ("verify failed",),
        (
            "[2024-05-06T07:08:09.123456] Certificate validation failed; "
            "subject='CN=log.example.com', issuer='CN=Example CA', error='unable to get "
            "local issuer certificate', depth='0'"
        ),
        _VERIFY,
        pattern="Certificate validation failed; .{0,400}error='(?P<code>[^']{3,80})'",
        decode="verify_code",
    ),
    Saying(
        "Certificate subject does not match configured hostname",
        ("verify name", "side client"),
        (
            "[2024-05-06T07:08:09.123456] Certificate subject does not match configured "
            "hostname; hostname='log.example.com', certificate='log.internal'"
        ),
        _VERIFY,
        pattern=(
            "Certificate subject does not match configured hostname(?:; hostname='("
            "?P<host>[^']{1,253})')?"
        ),
    ),
    Saying(
        "Certificate valid, but fingerprint constraints were not met, rejecting",
        ("verify pin",),
        (
            "[2024-05-06T07:08:09.123456] Certificate valid, but fingerprint constraints "
            "were not met, rejecting"
        ),
        _VERIFY,
    ),
    Saying(
        "Certificate valid, but DN constraints were not met, rejecting",
        ("verify name",),
        (
            "[2024-05-06T07:08:09.123456] Certificate valid, but DN constraints were not "
            "met, rejecting"
        ),
        _VERIFY,
    ),
    Saying(
        "Certificate valid, but purpose is invalid",
        ("verify purpose",),
        "[2024-05-06T07:08:09.123456] Certificate valid, but purpose is invalid",
        _VERIFY,
    ),
    Saying(
        (
            "Invalid certificate found in chain, basicConstraints.ca is unset in non-leaf "
            "certificate"
        ),
        ("verify purpose",),
        (
            "[2024-05-06T07:08:09.123456] Invalid certificate found in chain, "
            "basicConstraints.ca is unset in non-leaf certificate; depth='1'"
        ),
        _VERIFY,
    ),
    Saying(
        "Error setting up TLS context",
        ("cert-file", "config-error"),
        (
            "[2024-05-06T07:08:09.123456] Error setting up TLS context; tls_error='x509 "
            "certificate routines:X509_check_private_key:key values mismatch'"
        ),
        _CTX,
    ),
    Saying(
        "Error opening TLS related key or certificate file",
        ("cert-file",),
        (
            "[2024-05-06T07:08:09.123456] Error opening TLS related key or certificate file; "
            "filename='/etc/syslog-ng/leaf.pem', error='No such file or directory (2)'"
        ),
        _CTX,
    ),
    Saying(
        "Error setting up TLS session context",
        ("cert-file", "config-error"),
        (
            "[2024-05-06T07:08:09.123456] Error setting up TLS session context; "
            "tls_error='PEM routines::no start line'"
        ),
        _CTX,
    ),
    Saying(
        "Invalid password, error setting up TLS context",
        ("cert-file",),
        (
            "[2024-05-06T07:08:09.123456] Invalid password, error setting up TLS context; "
            "location='/etc/syslog-ng/syslog-ng.conf:12:3'"
        ),
        _CTX,
    ),
    Saying(
        "You have a TLS enabled source without a X.509 keypair",
        ("no-certificate", "side server"),
        (
            "[2024-05-06T07:08:09.123456] You have a TLS enabled source without a X.509 "
            "keypair. Make sure you have tls(key-file() and cert-file()) options, TLS "
            "handshake to this source will fail"
        ),
        _AFINET,
    ),
    Saying(
        "transport(tls) was specified, but tls() options missing",
        ("config-error",),
        "[2024-05-06T07:08:09.123456] transport(tls) was specified, but tls() options missing",
        _AFINET,
    ),
    Saying(
        "Error parsing",
        ("config-error",),
        (
            "Error parsing afsocket, syntax error, unexpected KW_CIPHER_SUITE in "
            "/etc/syslog-ng/syslog-ng.conf:11:2-11:14:"
        ),
        "lib/cfg-lexer.c, 3.38",
        pattern=(
            r"Error parsing [\w-]{1,30}, .{0,80}unexpected KW_(?:TLS|CIPHER_SUITE|KEY_FILE|"
            r"CERT_FILE|CA_DIR|CA_FILE|PEER_VERIFY|SSL_OPTIONS|TRUSTED_\w{2,6}|PKCS12_FILE|"
            r"SNI|CRL_DIR)\b"
        ),
    ),
    Saying(
        "Error parsing",
        ("config-error",),
        (
            "Error parsing afsocket, syntax error, unexpected LL_IDENTIFIER, expecting "
            "KW_NORMALIZE_HOSTNAMES or KW_USE_DNS in /etc/syslog-ng.conf at line 35, "
            "column 2:"
        ),
        "lib/cfg-lexer.c, 3.6",
        pattern=r"Error parsing [\w-]{1,30}, .{0,80}unexpected LL_",
        certain=False,
    ),
    Saying(
        "Syntax error parsing configuration file",
        ("config-error",),
        (
            "[2024-05-06T07:08:09.123456] Syntax error parsing configuration file, "
            "previous config remained intact;"
        ),
        "lib/mainloop.c, 3.38",
        certain=False,
    ),
    Saying(
        "Error initializing message pipeline",
        ("config-error",),
        (
            "[2024-05-06T07:08:09.123456] Error initializing message pipeline; "
            "plugin_name='network', location='/etc/syslog-ng/syslog-ng.conf:9:3'"
        ),
        "lib/cfg-tree.c, 3.15",
        certain=False,
    ),
)

PRODUCT = Product(
    name="syslog-ng",
    roles=(
        Role.SERVER,
        Role.CLIENT,
    ),
    services=("syslog-tls",),
    sayings=_SAYINGS,
)
