"""FreeRADIUS 3: EAP-TLS, EAP-TTLS, EAP-PEAP and RadSec."""

from __future__ import annotations

from tlswhy.products import Product, Role
from tlswhy.products.saying import Saying

_TLS = "src/main/tls.c, 3.2"
_OLD = "src/main/tls.c, 3.0"
_EAP = "src/modules/rlm_eap/libeap/eap_tls.c, 3.2"
_LISTEN = "src/main/tls_listen.c, 3.2"

_SAYINGS = (
    Saying(
        "There are untrusted certificates in the certificate chain. Rejecting",
        (
            "client-verify issuer-unknown",
            "side server",
        ),
        (
            "Fri Nov 22 02:23:00 2024 : Auth: tls: There are untrusted certificates in "
            "the certificate chain.  Rejecting."
        ),
        _TLS,
    ),
    Saying(
        "(TLS) untrusted certificate with depth",
        (
            "client-verify issuer-unknown",
            "side server",
        ),
        (
            "Fri Nov 22 02:23:00 2024 : Warning: (TLS) untrusted certificate with "
            "depth [1] subject name /CN=Example CA"
        ),
        _TLS,
    ),
    Saying(
        "TLS Alert read:fatal:",
        (),
        "(12) eap_tls: ERROR: TLS Alert read:fatal:unknown CA",
        _OLD,
        pattern="TLS Alert read:fatal:(?P<code>[A-Za-z ]{3,40})",
        decode="alert",
    ),
    Saying(
        "TLS Alert write:fatal:",
        (),
        "(12) eap_tls: ERROR: TLS Alert write:fatal:handshake failure",
        _OLD,
        pattern="TLS Alert write:fatal:(?P<code>[A-Za-z ]{3,40})",
        decode="alert_sent",
    ),
    Saying(
        "(TLS) Alert read:fatal:",
        (),
        "(12) eap_tls: ERROR: (TLS) Alert read:fatal:access denied",
        _TLS,
        pattern=r"\(TLS\) Alert read:fatal:(?P<code>[A-Za-z ]{3,40})",
        decode="alert",
    ),
    Saying(
        "(TLS) Alert write:fatal:",
        (),
        "(12) eap_tls: ERROR: (TLS) Alert write:fatal:protocol version",
        _TLS,
        pattern=r"\(TLS\) Alert write:fatal:(?P<code>[A-Za-z ]{3,40})",
        decode="alert_sent",
    ),
    Saying(
        "TLS - Alert read:fatal:",
        (),
        "(12) eap_peap: ERROR: (TLS) TLS - Alert read:fatal:certificate unknown",
        _TLS,
        pattern="TLS - Alert read:fatal:(?P<code>[A-Za-z ]{3,40})",
        decode="alert",
    ),
    Saying(
        "TLS - Alert write:fatal:",
        (),
        "(12) eap_peap: ERROR: (TLS) TLS - Alert write:fatal:internal error",
        _TLS,
        pattern="TLS - Alert write:fatal:(?P<code>[A-Za-z ]{3,40})",
        decode="alert_sent",
    ),
    Saying(
        " Alert, fatal ",
        (),
        "(12) eap_peap: (TLS) TLS - recv TLS 1.3 Alert, fatal unknown_ca",
        _TLS,
        pattern=r"recv TLS [\d.]{1,4} Alert, fatal (?P<code>[a-z_]{3,40})",
        decode="alert",
    ),
    Saying(
        " Alert, fatal ",
        (),
        "(12) eap_peap: (TLS) TLS - send TLS 1.2 Alert, fatal protocol_version",
        _TLS,
        pattern=r"send TLS [\d.]{1,4} Alert, fatal (?P<code>[a-z_]{3,40})",
        decode="alert_sent",
    ),
    Saying(
        "<<< recv ",
        (),
        "(12) eap_peap: <<< recv TLS 1.2  [length 0002], fatal certificate_unknown",
        _OLD,
        pattern=(
            r"<<< recv TLS [\d.]{1,4} ?(?:Alert )"
            r"?\[length \w{2,6}\], fatal (?P<code>[a-z_]{3,40})"
        ),
        decode="alert",
    ),
    Saying(
        ">>> send ",
        (),
        "(12) eap_tls: >>> send TLS 1.2  [length 0002], fatal unknown_ca",
        _OLD,
        pattern=(
            r">>> send TLS [\d.]{1,4} ?(?:Alert )"
            r"?\[length \w{2,6}\], fatal (?P<code>[a-z_]{3,40})"
        ),
        decode="alert_sent",
    ),
    Saying(
        "it does not recognize the CA used to issue the server certificate",
        ("alert-received 48",),
        (
            "(12) eap_peap: WARNING: it does not recognize the CA used to issue the server "
            "certificate.  Please update the client so that it knows about the CA"
        ),
        _TLS,
    ),
    Saying(
        "it believes that the server certificate has expired",
        ("alert-received 45",),
        (
            "(12) eap_peap: it believes that the server certificate has expired.  Either "
            "renew the server certificate, or check the time on the client"
        ),
        _TLS,
    ),
    Saying(
        "it does not recognize the server certificate",
        ("alert-received 46",),
        "(12) eap_peap: it does not recognize the server certificate",
        _TLS,
    ),
    Saying(
        "it believes the server certificate is invalid or malformed",
        ("alert-received 42",),
        "(12) eap_peap: it believes the server certificate is invalid or malformed",
        _TLS,
    ),
    Saying(
        "the client does not accept the version of TLS negotiated by the server",
        ("alert-received 70",),
        "(12) eap_peap: the client does not accept the version of TLS negotiated by the server",
        _TLS,
    ),
    Saying(
        "the server did not present a certificate to the client",
        ("no-certificate",),
        "(12) eap_peap: the server did not present a certificate to the client",
        _TLS,
    ),
    Saying(
        "TLS_accept: Error in ",
        ("handshake-failed",),
        "(12) eap_tls: ERROR: TLS_accept: Error in error",
        _OLD,
    ),
    Saying(
        "TLS_accept: Failed in ",
        ("handshake-failed",),
        "(12) eap_tls: ERROR: TLS_accept: Failed in unknown state",
        _OLD,
    ),
    Saying(
        "(TLS) Failed reading from OpenSSL",
        ("handshake-failed",),
        (
            "(12) eap_tls: ERROR: (TLS) Failed reading from OpenSSL: error:0A000102:SSL "
            "routines::unsupported protocol"
        ),
        _TLS,
        pattern=r"(?:\(TLS\) )?Failed reading from OpenSSL",
    ),
    Saying(
        "Failed in __FUNCTION__ (SSL_read): ",
        ("handshake-failed",),
        (
            "(12) eap_tls: ERROR: Failed in __FUNCTION__ (SSL_read): error:14094418:SSL "
            "routines:ssl3_read_bytes:tlsv1 alert unknown ca"
        ),
        _OLD,
    ),
    Saying(
        "Failed in __FUNCTION__ (SSL_connect)",
        ("handshake-failed", "side client"),
        (
            "ERROR: Failed in __FUNCTION__ (SSL_connect): error:14090086:SSL "
            "routines:ssl3_get_server_certificate:certificate verify failed"
        ),
        _OLD,
    ),
    Saying(
        "(TLS) Failed in TLS handshake receive",
        ("handshake-failed",),
        "(0) ERROR: (TLS) Failed in TLS handshake receive",
        _LISTEN,
    ),
    Saying(
        "TLS receive handshake failed during operation",
        ("handshake-failed",),
        "(12) eap_tls: ERROR: TLS receive handshake failed during operation",
        "src/modules/rlm_eap/libeap/eap_tls.c, 3.0",
    ),
    Saying(
        "(TLS) EAP Receive handshake failed during operation",
        ("handshake-failed",),
        "(12) eap_tls: ERROR: (TLS) EAP Receive handshake failed during operation",
        _EAP,
    ),
    Saying(
        "System call (I/O) error (-1)",
        ("handshake-failed",),
        "(12) eap_tls: ERROR: System call (I/O) error (-1)",
        _OLD,
        certain=False,
    ),
    Saying(
        "[eaptls process] = fail",
        ("handshake-failed",),
        "(12) eap_tls: ERROR: [eaptls process] = fail",
        "src/modules/rlm_eap/libeap/eap_tls.c, 3.0",
    ),
    Saying(
        "eaptls_verify returned",
        (),
        "(12) eap_tls: eaptls_verify returned 13",
        "src/modules/rlm_eap/libeap/eap_tls.c, 3.0",
        certain=False,
    ),
    Saying(
        "SSL says error",
        ("verify failed",),
        "(12) eap_tls: ERROR: SSL says error 20 : unable to get local issuer certificate",
        _OLD,
        pattern=r"SSL says error (?P<code>\d{1,3}) : ",
        decode="verify_code",
    ),
    Saying(
        "OpenSSL says error",
        ("verify failed",),
        "(12) eap_tls: ERROR: (TLS) OpenSSL says error 10 : certificate has expired",
        _TLS,
        pattern=r"OpenSSL says error (?P<code>\d{1,3}) : ",
        decode="verify_code",
    ),
    Saying(
        "(TLS) Failed with certificate has expired",
        ("verify expired",),
        "(12) eap_tls: ERROR: (TLS) Failed with certificate has expired.",
        _TLS,
    ),
    Saying(
        "(TLS) Failed with certificate not yet valid",
        ("verify not-yet-valid",),
        "(12) eap_tls: ERROR: (TLS) Failed with certificate not yet valid.",
        _TLS,
    ),
    Saying(
        "(TLS) Could not get issuer certificate",
        ("verify issuer-missing",),
        "(12) eap_tls: ERROR: (TLS) Could not get issuer certificate",
        _TLS,
    ),
    Saying(
        "(TLS) unable to get issuer certificate for issuer=",
        ("verify issuer-missing",),
        "(12) eap_tls: ERROR: (TLS) unable to get issuer certificate for issuer=CN=Example CA",
        _TLS,
    ),
    Saying(
        "(TLS) ocsp: Certificate has been expired/revoked",
        ("verify revoked",),
        "(12) eap_tls: ERROR: (TLS) ocsp: Certificate has been expired/revoked",
        _TLS,
    ),
    Saying(
        "(TLS) ocsp: Unable to check certificate, failing",
        ("verify revocation-unknown",),
        "(12) eap_tls: ERROR: (TLS) ocsp: Unable to check certificate, failing",
        _TLS,
    ),
    Saying(
        "tls: Certificate CN (",
        ("verify name",),
        "(12) tls: Certificate CN (client) does not match specified value (other)!",
        _TLS,
        pattern=r"tls: Certificate CN \(.{0,200}\) does not match specified value",
    ),
    Saying(
        "tls: Certificate issuer (",
        ("verify issuer-unknown",),
        "(12) tls: Certificate issuer (CN=a) does not match specified value (CN=b)!",
        _TLS,
    ),
    Saying(
        "(TLS) Non-TLS data sent to TLS socket: closing",
        ("plain-received",),
        "ERROR: (TLS) Non-TLS data sent to TLS socket: closing",
        _LISTEN,
    ),
    Saying(
        "Certificate rejected by the virtual server",
        ("client-cert-refused",),
        "(12) eap_tls: ERROR: Certificate rejected by the virtual server",
        "src/modules/rlm_eap/types/rlm_eap_tls/rlm_eap_tls.c, 3.2",
    ),
    Saying(
        'Please set: cipher_list = "DEFAULT@SECLEVEL=1"',
        ("algorithm-disabled",),
        'Please set: cipher_list = "DEFAULT@SECLEVEL=1" in the tls {...} section.',
        _TLS,
    ),
    Saying(
        "rlm_eap_tls: Failed initializing SSL context",
        ("cert-file", "config-error"),
        "rlm_eap_tls: Failed initializing SSL context",
        "src/modules/rlm_eap/types/rlm_eap_tls/rlm_eap_tls.c, 3.2",
    ),
    Saying(
        "rlm_eap_peap: Failed initializing SSL context",
        ("cert-file", "config-error"),
        "rlm_eap_peap: Failed initializing SSL context",
        "src/modules/rlm_eap/types/rlm_eap_peap/rlm_eap_peap.c, 3.2",
    ),
    Saying(
        "rlm_eap_ttls: Failed initializing SSL context",
        ("cert-file", "config-error"),
        "rlm_eap_ttls: Failed initializing SSL context",
        "src/modules/rlm_eap/types/rlm_eap_ttls/rlm_eap_ttls.c, 3.2",
    ),
    Saying(
        "tls: Error reading certificate file",
        ("cert-file",),
        "tls: Error reading certificate file /etc/raddb/certs/server.pem",
        _OLD,
    ),
    Saying(
        "tls: Error reading private key file",
        ("cert-file",),
        "tls: Error reading private key file /etc/raddb/certs/server.key",
        _OLD,
    ),
    Saying(
        'Failed reading certificate file "',
        ("cert-file",),
        'tls: (TLS) Failed reading certificate file "/etc/raddb/certs/server.pem"',
        _TLS,
    ),
    Saying(
        'Failed reading private key file "',
        ("cert-file",),
        'tls: (TLS) Failed reading private key file "/etc/raddb/certs/server.key"',
        _TLS,
    ),
    Saying(
        "tls: Error reading Trusted root CA list",
        ("ca-file",),
        "tls: Error reading Trusted root CA list /etc/raddb/certs/ca.pem",
        _OLD,
    ),
    Saying(
        "Failed reading Trusted root CA list",
        ("ca-file",),
        'tls: (TLS) Failed reading Trusted root CA list "/etc/raddb/certs/ca.pem"',
        _TLS,
    ),
    Saying(
        "EAP session",
        ("eof",),
        "(12) eap: ERROR: rlm_eap (EAP): No EAP session matching state 0x1234",
        "src/modules/rlm_eap/mem.c, 3.0",
        pattern="(?:No EAP session matching|WARNING: !! EAP session .{0,60}did not finish)",
        certain=False,
    ),
    Saying(
        "did not finish!",
        ("eof",),
        "WARNING: !! EAP session with state 0x12345678 did not finish!",
        "src/modules/rlm_eap/mem.c, 3.0",
        pattern="EAP session .{0,80}did not finish!",
    ),
    Saying(
        " - Alert read:fatal:",
        (),
        (
            "Auth: (22) Login incorrect (eap_peap: (TLS) PEAP - Alert "
            "read:fatal:certificate expired): [host/pc1/<via Auth-Type = eap>]"
        ),
        _TLS,
        pattern=r"\(TLS\) [\w-]{1,60} - Alert read:fatal:(?P<code>[A-Za-z ]{3,40})",
        decode="alert",
    ),
    Saying(
        " - Alert write:fatal:",
        (),
        (
            "Auth: (22) Login incorrect (eap_peap: (TLS) PEAP - Alert write:fatal:protocol "
            "version): [host/pc1/<via Auth-Type = eap>]"
        ),
        _TLS,
        pattern=r"\(TLS\) [\w-]{1,60} - Alert write:fatal:(?P<code>[A-Za-z ]{3,40})",
        decode="alert_sent",
    ),
    Saying(
        "<<< TLS 1.",
        (),
        "[peap] <<< TLS 1.0 Alert [length 0002], fatal unknown_ca",
        "src/modules/rlm_eap/libeap/cb.c, 2.2",
        pattern=r"<<< TLS 1\.\d Alert \[length \w{2,6}\], fatal (?P<code>[a-z_]{3,40})",
        decode="alert",
    ),
    Saying(
        ">>> TLS 1.",
        (),
        "[tls] >>> TLS 1.0 Alert [length 0002], fatal unknown_ca",
        "src/modules/rlm_eap/libeap/cb.c, 2.2",
        pattern=r">>> TLS 1\.\d Alert \[length \w{2,6}\], fatal (?P<code>[a-z_]{3,40})",
        decode="alert_sent",
    ),
    Saying(
        "rlm_eap: SSL error error:",
        ("handshake-failed",),
        (
            "Thu Jul  7 11:47:05 2016 : Error: rlm_eap: SSL error error:14094418:SSL "
            "routines:SSL3_READ_BYTES:tlsv1 alert unknown ca"
        ),
        "src/modules/rlm_eap/libeap/eap_tls.c, 2.2",
        pattern=r"rlm_eap: SSL error error:(?:1|0A)",
    ),
    Saying(
        "rlm_eap: SSL error error:",
        ("cert-file", "config-error"),
        "rlm_eap: SSL error error:0200100D:system library:fopen:Permission denied",
        "src/modules/rlm_eap/types/rlm_eap_tls/rlm_eap_tls.c, 2.2",
        pattern=r"rlm_eap: SSL error error:(?:02|09|0B|0480|0580|8000)",
    ),
    Saying(
        "SSL_read failed inside of TLS (-1), TLS session fails",
        ("handshake-failed",),
        (
            "Thu Jul  7 11:47:05 2016 : Error: SSL: SSL_read failed inside of TLS (-1), "
            "TLS session fails."
        ),
        "src/modules/rlm_eap/libeap/eap_tls.c, 2.2",
    ),
    Saying(
        "rlm_eap_tls: Error reading certificate file",
        ("cert-file",),
        "rlm_eap_tls: Error reading certificate file /etc/raddb/certs/server.pem",
        "src/modules/rlm_eap/types/rlm_eap_tls/rlm_eap_tls.c, 2.2",
    ),
    Saying(
        "rlm_eap_tls: Error reading private key file",
        ("cert-file",),
        "rlm_eap_tls: Error reading private key file /etc/raddb/certs/server.key",
        "src/modules/rlm_eap/types/rlm_eap_tls/rlm_eap_tls.c, 2.2",
    ),
    Saying(
        "rlm_eap_tls: Error reading Trusted root CA list",
        ("ca-file",),
        "rlm_eap_tls: Error reading Trusted root CA list /etc/raddb/certs/ca.pem",
        "src/modules/rlm_eap/types/rlm_eap_tls/rlm_eap_tls.c, 2.2",
    ),
    Saying(
        "rlm_eap_tls: Error loading randomness",
        ("config-error",),
        "rlm_eap_tls: Error loading randomness",
        "src/modules/rlm_eap/types/rlm_eap_tls/rlm_eap_tls.c, 2.2",
    ),
    Saying(
        "rlm_eap: Failed to initialize type tls",
        ("cert-file", "config-error"),
        "rlm_eap: Failed to initialize type tls",
        "src/modules/rlm_eap/rlm_eap.c, 2.2",
    ),
    Saying(
        "rlm_eap (EAP): Failed to initialise rlm_eap_",
        ("cert-file", "config-error"),
        "rlm_eap (EAP): Failed to initialise rlm_eap_tls",
        "src/modules/rlm_eap/rlm_eap.c, 3.0",
        pattern=r"Failed to initialise rlm_eap_(?:tls|peap|ttls|fast)",
    ),
    Saying(
        'Unable to check file "',
        ("cert-file",),
        'Unable to check file "/etc/raddb/certs/server.pem": No such file or directory',
        "src/main/conffile.c, 3.0",
        pattern=(
            r'Unable to check file "[^"]{1,300}(?:cert|\.pem|\.crt|\.cer|\.key|ssl|'
            r'tls)[^"]{0,200}"'
        ),
    ),
    Saying(
        "--> verify error:num=",
        ("verify failed",),
        "(12) eap_tls: --> verify error:num=10:certificate has expired",
        _OLD,
        pattern=r"--> verify error:num=(?P<code>\d{1,3}):",
        decode="verify_code",
    ),
)

PRODUCT = Product(
    name="FreeRADIUS",
    roles=(Role.SERVER,),
    services=("radsec",),
    sayings=_SAYINGS,
    speaks=("side server",),
)
