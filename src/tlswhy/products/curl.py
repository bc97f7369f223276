"""curl."""

from __future__ import annotations

import re

from tlswhy.model.diagnosis import Remedy
from tlswhy.products import Product, Recipe, Role
from tlswhy.products.saying import Saying

_URL = "https://{host}:{port}/"
_UPGRADES = ("smtp", "imap", "pop3", "ftp", "ldap")

_OPENSSL = "lib/vtls/openssl.c"
_GTLS = "lib/vtls/gtls.c"
_SCHANNEL = "lib/vtls/schannel.c, schannel_verify.c"
_SECTRANSP = "lib/vtls/sectransp.c, to 8.14"
_TUNNEL = "lib/cf-h1-proxy.c, lib/http_proxy.c before 7.87"
_SOCKS = "lib/socks.c"
_STRERROR = "lib/strerror.c"
_EXIT = "src/tool_operate.c, include/curl/curl.h"
_CONNECT = "lib/connect.c, lib/hostip.c"
_NAME_OF = r"[\w.:*-]{1,253}"

_CODES = (
    Saying(
        "curl: (",
        (),
        "curl: (60) SSL certificate problem: unable to get local issuer certificate",
        _EXIT,
        pattern=r"curl: \((?P<code>5|35|51|53|54|58|59|60|64|66|77|80|82|83|90|91|95|96|97|98)\)",
        decode="curl_exit",
    ),
    Saying(
        "curl: (",
        (),
        "curl: (52) Empty reply from server",
        _EXIT,
        pattern=r"curl: \((?P<code>6|7|28|52|55|56)\)",
        decode="curl_exit",
        certain=False,
    ),
    Saying(
        "curl: (1) Received HTTP/0.9 when not allowed",
        ("http-wants-tls",),
        "curl: (1) Received HTTP/0.9 when not allowed",
        "lib/http.c, 7.66",
    ),
    *(
        Saying(
            words,
            (),
            example,
            source,
            pattern=re.escape(words) + r" ?:? ?\(?(?P<code>\d{1,2})\b",
            decode="curl_exit",
        )
        for words, example, source in (
            (
                "cURL error",
                "cURL error 60: SSL certificate problem: unable to get local issuer certificate",
                "Guzzle src/Handler/CurlFactory.php; dnf and librepo write it so too",
            ),
            (
                "curl_easy_perform() failed:",
                "curl_easy_perform() failed: 35",
                "programs with libcurl",
            ),
            ("CURLcode", "request failed with CURLcode 77", "programs with libcurl"),
            (
                "Download error (",
                "Download error (60) SSL peer certificate or SSH remote key was not OK",
                "libmamba libmamba/src/core/download.cpp",
            ),
        )
    ),
)

# curl_easy_strerror: what PHP, R, git, pacman and many more print alone.
_TEXTS = (
    *(
        Saying(words, means, f"Download failed: {words}", _STRERROR)
        for words, means in (
            ("SSL peer certificate or SSH remote key was not OK", ("verify failed",)),
            ("SSL peer certificate or SSH md5 fingerprint was not OK", ("verify failed",)),
            (
                "Peer certificate cannot be authenticated with given CA certificates",
                ("verify failed",),
            ),
            (
                "Peer certificate cannot be authenticated with known CA certificates",
                ("verify failed",),
            ),
            ("Problem with the local SSL certificate", ("client-key",)),
            ("Couldn't use specified SSL cipher", ("no-cipher",)),
            ("Could not use specified SSL cipher", ("no-cipher",)),
            ("Problem with the SSL CA cert", ("ca-file",)),
            ("Requested SSL level failed", ("starttls-missing",)),
            ("Failed to load CRL file", ("ca-file",)),
            ("Issuer check against peer certificate failed", ("verify issuer-unknown",)),
            ("SSL public key does not match pinned public key", ("verify pin",)),
            ("SSL server certificate status verification FAILED", ("verify staple",)),
            ("SSL Client Certificate required", ("client-cert-absent",)),
            ("Failed to initialise SSL crypto engine", ("config-error",)),
            ("SSL crypto engine not found", ("config-error",)),
            ("QUIC connection error", ("handshake-failed",)),
            ("Failed to shut down the SSL connection", ("eof",)),
            ("proxy handshake error", ("socks-reply", "leg proxy")),
            ("Couldn't resolve proxy name", ("proxy-unreachable", "dns-failed")),
            ("Could not resolve proxy name", ("proxy-unreachable", "dns-failed")),
        )
    ),
    *(
        Saying(words, means, f"Download failed: {words}", _STRERROR, certain=False)
        for words, means in (
            ("Couldn't resolve host name", ("dns-failed",)),
            ("Could not resolve hostname", ("dns-failed",)),
            ("Server returned nothing (no headers, no data)", ("eof",)),
            ("Empty reply from server", ("eof",)),
            ("Timeout was reached", ("connect-timeout",)),
        )
    ),
)

_VERBOSE = (
    Saying(
        "(IN), TLS alert,",
        (),
        "* TLSv1.3 (IN), TLS alert, unrecognized name (624):",
        "lib/vtls/openssl.c: ossl_trace",
        pattern=r"\(IN\), TLS alert, (?!close notify)(?P<code>[a-z][a-zA-Z ]{4,50}?) \(\d{1,3}\)",
        decode="alert",
    ),
    Saying(
        "(OUT), TLS alert,",
        (),
        "* TLSv1.2 (OUT), TLS alert, unknown CA (560):",
        "lib/vtls/openssl.c: ossl_trace",
        pattern=r"\(OUT\), TLS alert, (?!close notify)(?P<code>[a-z][a-zA-Z ]{4,50}?) \(\d{1,3}\)",
        decode="alert_sent",
    ),
    Saying(
        "(IN), TLS alert, Server hello (2)",  # before 7.56 the level was taken for a message
        ("handshake-failed",),
        "* TLSv1.2 (IN), TLS alert, Server hello (2):",
        "lib/vtls/openssl.c: ssl_tls_trace, to 7.56",
    ),
    Saying(
        "(OUT), TLS alert, Server hello (2)",
        ("handshake-failed",),
        "* TLSv1.2 (OUT), TLS alert, Server hello (2):",
        "lib/vtls/openssl.c: ssl_tls_trace, to 7.56",
    ),
    Saying(
        "(OUT), TLS alert, Client hello (1)",
        (),
        "* TLSv1.2 (OUT), TLS alert, Client hello (1):",
        "lib/vtls/openssl.c: ssl_tls_trace, to 7.56",
    ),
    Saying(
        "TLS handshake, Client hello (1)",
        ("side client",),
        "* TLSv1.3 (OUT), TLS handshake, Client hello (1):",
        "lib/vtls/openssl.c: ossl_trace",
        pattern=r"\(OUT\), TLS handshake, Client hello",
    ),
    Saying(
        "TLS handshake, Request CERT (13)",
        ("position certificate-request",),
        "* TLSv1.3 (IN), TLS handshake, Request CERT (13):",
        "lib/vtls/openssl.c: ossl_trace",
    ),
    Saying(
        "* Connected to ",
        ("side client",),
        "* Connected to a.example (192.0.2.1) port 443 (#0)",
        "lib/connect.c",
        pattern=rf"\* Connected to (?P<host>{_NAME_OF}) \([\d.a-fA-F:]{{2,45}}\) port (?P<port>\d+)",
    ),
    Saying(
        "SSL certificate verify result:",
        (),
        "* SSL certificate verify result: self-signed certificate (18), continuing anyway.",
        _OPENSSL,
        pattern=r"SSL certificate verify result: [^(]{3,80} \((?P<code>[1-9]\d?)\)",
        decode="verify_code",
        certain=False,
    ),
    Saying(
        "ALPN, server did not agree to a protocol",
        (),
        "* ALPN, server did not agree to a protocol",
        "lib/vtls/openssl.c, to 7.86",
    ),
    Saying(
        "ALPN: server did not agree on a protocol. Uses default.",
        (),
        "* ALPN: server did not agree on a protocol. Uses default.",
        "lib/vtls/vtls.c, 7.87",
    ),
    Saying(
        "TLS connect error:",
        ("handshake-failed",),
        "curl: (35) TLS connect error: error:0A00010B:SSL routines::wrong version number",
        "lib/vtls/openssl.c, 8.11",
    ),
)

_VERIFICATION = (
    Saying(
        "SSL certificate problem:",
        ("verify failed",),
        "curl: (60) SSL certificate problem: unable to get local issuer certificate",
        _OPENSSL,
    ),
    *(
        Saying(
            words,
            (f"verify {refusal}",),
            f"curl: (60) SSL: {words} target host name '{host}'",
            _OPENSSL,
            pattern=rf"{words} target [\w ]{{4,16}} '(?P<host>{name})'",
        )
        for words in ("no alternative certificate subject name matches",)
        for refusal, host, name in (
            ("ip-name", "192.0.2.1", r"(?:[\d.]{7,15}|[\da-fA-F:]{2,39})"),
            ("name", "a.example", r"(?![\d.]{7,15}'|[\da-fA-F]{0,4}:)[\w.-]{1,253}"),
        )
    ),
    Saying(
        "does not match target host",
        ("verify name",),
        "curl: (60) SSL: certificate subject name 'b.example' does not match target host name 'a.example'",
        _OPENSSL,
        pattern=r"does not match target host ?name '(?P<host>[\w.:-]{1,253})'",
    ),
    Saying(
        "unable to obtain common name from peer certificate",
        ("verify no-san",),
        "curl: (60) SSL: unable to obtain common name from peer certificate",
        _OPENSSL,
    ),
    Saying(
        "subject alt name(s) or common name do not match",
        ("verify name",),
        'curl: (60) subject alt name(s) or common name do not match "a.example"',
        "lib/vtls/wolfssl.c",
        pattern=r"common name do not match \"(?P<host>[\w.:-]{1,253})\"",
    ),
    Saying(
        "CA signer not available for verification",
        ("verify issuer-unknown",),
        "curl: (77) CA signer not available for verification",
        "lib/vtls/wolfssl.c",
    ),
    *(
        Saying(
            f"Cert verify failed: BADCERT_{name}",
            (f"verify {refusal}",),
            f"curl: (60) Cert verify failed: BADCERT_{name}",
            "lib/vtls/mbedtls.c",
        )
        for name, refusal in (
            ("EXPIRED", "expired"),
            ("REVOKED", "revoked"),
            ("CN_MISMATCH", "name"),
            ("NOT_TRUSTED", "issuer-unknown"),
            ("FUTURE", "not-yet-valid"),
        )
    ),
    Saying(
        "public key does not match pinned public key",
        ("verify pin",),
        "curl: (90) SSL: public key does not match pinned public key",
        "lib/vtls/vtls.c",
    ),
    Saying(
        "server certificate verification failed. CAfile:",
        ("verify failed",),
        "server certificate verification failed. CAfile: none CRLfile: none",
        _GTLS,
    ),
    Saying(
        "server cert verify failed:",
        ("verify failed",),
        "server cert verify failed: 66",
        "lib/vtls/gtls.c, 7.x",
    ),
    Saying(
        "server certificate expiration date has passed",
        ("verify expired",),
        "server certificate expiration date has passed.",
        _GTLS,
    ),
    Saying(
        "server certificate not activated yet",
        ("verify not-yet-valid",),
        "server certificate not activated yet.",
        _GTLS,
    ),
    Saying(
        "does not match target host",
        ("verify name",),
        "SSL: certificate subject name (b.example) does not match target host name 'a.example'",
        _GTLS,
        pattern=r"subject name \([^)]{0,253}\) does not match target host ?name '(?P<host>[\w.:-]{1,253})'",
    ),
    Saying(
        "certificate issuer check failed",
        ("verify issuer-unknown",),
        "server certificate issuer check failed (IssuerCert: ca.pem)",
        "lib/vtls/gtls.c, nss.c",
    ),
    Saying(
        "SSL: Certificate issuer check failed",
        ("verify issuer-unknown",),
        "curl: (83) SSL: Certificate issuer check failed (ca.pem)",
        _OPENSSL,
    ),
    Saying(
        "No OCSP response received",
        ("verify staple",),
        "curl: (91) No OCSP response received",
        "lib/vtls/openssl.c: verifystatus",
    ),
    Saying(
        "SSL certificate revocation reason:",
        ("verify revoked",),
        "* SSL certificate revocation reason: keyCompromise (1)",
        "lib/vtls/openssl.c: verifystatus",
    ),
    Saying(
        "curl failed to verify the legitimacy of the server",
        ("verify failed",),
        "curl failed to verify the legitimacy of the server and therefore could not establish a secure connection to it.",
        "src/tool_operate.c",
    ),
    Saying(
        "curl performs SSL certificate verification by default",
        ("verify failed",),
        'curl performs SSL certificate verification by default, using a "bundle" of Certificate Authority (CA) public keys (CA certs).',
        "src/tool_operate.c, to 7.53",
    ),
)

_FILES = (
    *(
        Saying(words, ("ca-file",), f"curl: (77) {example}", source)
        for words, example, source in (
            (
                "error setting certificate verify locations",
                "error setting certificate verify locations: CAfile: /etc/pki/tls/certs/ca-bundle.crt CApath: none",
                _OPENSSL,
            ),
            ("error setting certificate file:", "error setting certificate file: ca.pem", _OPENSSL),
            ("error setting certificate path:", "error setting certificate path: /ca", _OPENSSL),
            (
                "error adding trust anchors from certificate file",
                "error adding trust anchors from certificate file: ca.pem",
                "lib/vtls/openssl.c, 8.x",
            ),
            (
                "error importing CA certificate blob",
                "error importing CA certificate blob",
                _OPENSSL,
            ),
            ("error reading ca cert file", "error reading ca cert file ca.pem (Error)", _GTLS),
            (
                "Error reading ca cert file",
                "Error reading ca cert file ca.pem - mbedTLS: (-0x3E00) PK - Read/write of file failed",
                "lib/vtls/mbedtls.c",
            ),
            ("error loading CRL file", "error loading CRL file: crl.pem", _OPENSSL),
            (
                "schannel: failed to open CA file",
                "schannel: failed to open CA file 'ca.pem': No such file or directory",
                _SCHANNEL,
            ),
            (
                "schannel: did not add any certificates from CA file",
                "schannel: did not add any certificates from CA file 'ca.pem'",
                _SCHANNEL,
            ),
            (
                "SSL: can't load CA certificate file",
                "SSL: can't load CA certificate file ca.pem",
                _SECTRANSP,
            ),
            (
                "SSL: cannot load CA certificate file",
                "SSL: cannot load CA certificate file ca.pem",
                _SECTRANSP,
            ),
            (
                "rustls: failed to build trust anchors",
                "rustls: failed to build trust anchors",
                "lib/vtls/rustls.c",
            ),
            (
                "failed to load trusted certificates from",
                "rustls: failed to load trusted certificates from ca.pem",
                "lib/vtls/rustls.c",
            ),
        )
    ),
    Saying(
        "not supported file type '",
        ("client-key",),
        "curl: (58) not supported file type 'P13' for certificate",
        _OPENSSL,
        pattern=r"not supported file type '[^']{1,20}' for (?:certificate|private key)",
    ),
    *(
        Saying(words, ("client-key",), f"curl: (58) {example}", source)
        for words, example, source in (
            (
                "could not load PEM client certificate",
                "could not load PEM client certificate from client.pem, OpenSSL error error:02001002:system library:fopen, (no key found, wrong pass phrase, or wrong file format?)",
                _OPENSSL,
            ),
            (
                "could not load ASN1 client certificate",
                "could not load ASN1 client certificate from client.der, OpenSSL error (no key found, wrong pass phrase, or wrong file format?)",
                _OPENSSL,
            ),
            (
                "could not load PKCS12 client certificate",
                "could not load PKCS12 client certificate, OpenSSL error error:23076071:PKCS12 routines:PKCS12_parse:mac verify failure",
                _OPENSSL,
            ),
            (
                "could not parse PKCS12 file",
                "could not parse PKCS12 file, check password",
                _OPENSSL,
            ),
            ("could not open PKCS12 file", "could not open PKCS12 file 'client.p12'", _OPENSSL),
            ("error reading PKCS12 file", "error reading PKCS12 file 'client.p12'", _OPENSSL),
            (
                "unable to set private key file: ",
                "unable to set private key file: 'client.key' type PEM",
                _OPENSSL,
            ),
            ("unable to set client certificate", "unable to set client certificate", _OPENSSL),
            (
                "unable to use client certificate",
                "unable to use client certificate (no key found or wrong pass phrase?)",
                "lib/ssluse.c, to 7.3x",
            ),
            (
                "unable to load client cert:",
                "unable to load client cert: -8018 (SEC_ERROR_UNKNOWN_PKCS11_ERROR)",
                "lib/vtls/nss.c",
            ),
            (
                "NSS: private key not found for certificate",
                "NSS: private key not found for certificate: client",
                "lib/vtls/nss.c",
            ),
            (
                "error reading X.509 key or certificate file",
                "error reading X.509 key or certificate file: Error in parsing.",
                _GTLS,
            ),
            (
                "error reading X.509 potentially-encrypted key",
                "error reading X.509 potentially-encrypted key or certificate file",
                _GTLS,
            ),
            (
                "Error reading client cert file",
                "Error reading client cert file client.pem - mbedTLS: (-0x2180)",
                "lib/vtls/mbedtls.c",
            ),
            (
                "Error reading private key",
                "Error reading private key client.key - mbedTLS: (-0x3D00)",
                "lib/vtls/mbedtls.c",
            ),
            (
                "schannel: Failed to get certificate from file",
                "schannel: Failed to get certificate from file client.p12, last error is 0x80092004",
                _SCHANNEL,
            ),
            (
                "schannel: Failed to get certificate location",
                "schannel: Failed to get certificate location or file for client.pem",
                _SCHANNEL,
            ),
            (
                "schannel: Failed to import cert file",
                "schannel: Failed to import cert file client.p12, password is bad",
                _SCHANNEL,
            ),
            (
                "schannel: Failed to read cert file",
                "schannel: Failed to read cert file client.p12",
                _SCHANNEL,
            ),
            (
                "schannel: Failed to open cert store",
                "schannel: Failed to open cert store 10000 MY, last error is 0x80070002",
                _SCHANNEL,
            ),
            (
                "schannel: certificate format compatibility error",
                "schannel: certificate format compatibility error for client.pem",
                _SCHANNEL,
            ),
            (
                "SSL: Can't load the certificate",
                'SSL: Can\'t load the certificate "client" and its private key: OSStatus -25299',
                _SECTRANSP,
            ),
            (
                "SSL: cannot load the certificate",
                'SSL: cannot load the certificate "client" and its private key: OSStatus -25299',
                _SECTRANSP,
            ),
            (
                "SSL: Couldn't make sense of the data in the certificate",
                'SSL: Couldn\'t make sense of the data in the certificate "client.pem" and its private key.',
                _SECTRANSP,
            ),
            (
                "SSL: Incorrect password for the certificate",
                'SSL: Incorrect password for the certificate "client.p12" and its private key.',
                _SECTRANSP,
            ),
        )
    ),
    Saying(
        "failed setting cipher list",
        ("no-cipher",),
        "curl: (59) failed setting cipher list: NONSENSE",
        _OPENSSL,
    ),
    Saying(
        "failed setting TLS 1.3 cipher suite",
        ("no-cipher",),
        "curl: (59) failed setting TLS 1.3 cipher suite: NONSENSE",
        _OPENSSL,
    ),
    Saying(
        "schannel: Failed setting algorithm cipher list",
        ("no-cipher",),
        "curl: (59) schannel: Failed setting algorithm cipher list",
        _SCHANNEL,
    ),
    Saying(
        "failed setting curves list",
        ("config-error",),
        "curl: (59) failed setting curves list: 'NONSENSE'",
        _OPENSSL,
    ),
    Saying(
        "NSS: unknown cipher",
        ("no-cipher",),
        "curl: (59) NSS: unknown cipher in list: nonsense",
        "lib/vtls/nss.c",
        pattern="unknown cipher in list",
    ),
    Saying(
        "not supported or disabled in libcurl",
        ("config-error",),
        'curl: (1) Protocol "https" not supported or disabled in libcurl',
        "lib/url.c",
        pattern="[Pp]rotocol .{0,3}https.{0,3} not supported or disabled",
    ),
    Saying(
        "Unable to initialize NSS database",
        ("config-error",),
        "curl: (77) Unable to initialize NSS database",
        "lib/vtls/nss.c",
    ),
    Saying(
        "unable to initialize NSS, curl_global_init",
        ("config-error",),
        "unable to initialize NSS, curl_global_init() should have been called",
        "lib/vtls/nss.c",
    ),
)

_SSPI = (
    *(
        Saying(
            words,
            (),
            f"curl: (35) {words} {example}",
            _SCHANNEL,
            pattern=re.escape(words)
            + r" (?:Unknown error \()?(?P<code>[A-Z]\w{4,45}|0x[\dA-Fa-f]{8})",
            decode="schannel",
        )
        for words, example in (
            (
                "schannel: next InitializeSecurityContext failed:",
                "SEC_E_UNTRUSTED_ROOT (0x80090325) - The certificate chain was issued by an authority that is not trusted.",
            ),
            (
                "schannel: initial InitializeSecurityContext failed:",
                "SEC_E_ALGORITHM_MISMATCH (0x80090331)",
            ),
            (
                "schannel: AcquireCredentialsHandle failed:",
                "SEC_E_NO_CREDENTIALS (0x8009030E)",
            ),
            (
                "schannel: SNI or certificate check failed:",
                "SEC_E_WRONG_PRINCIPAL (0x80090322) - The target principal name is incorrect.",
            ),
            (
                "schannel: CertGetCertificateChain failed:",
                "CRYPT_E_REVOKED (0x80092010)",
            ),
            (
                "schannel: renegotiation failed:",
                "SEC_E_INTERNAL_ERROR (0x80090304)",
            ),
        )
    ),
    Saying(
        "schannel: SEC_E_",
        (),
        "curl: (60) schannel: SEC_E_UNTRUSTED_ROOT (0x80090325) - The certificate chain was issued by an authority that is not trusted.",
        _SCHANNEL,
        pattern=r"schannel: (?P<code>SEC_E_\w{4,40})",
        decode="schannel",
    ),
    *(
        Saying(
            f"schannel: CertGetCertificateChain trust error {flag}",
            (f"verify {refusal}",),
            f"curl: (60) schannel: CertGetCertificateChain trust error {flag}",
            _SCHANNEL,
        )
        for flag, refusal in (
            ("CERT_TRUST_IS_REVOKED", "revoked"),
            ("CERT_TRUST_IS_PARTIAL_CHAIN", "issuer-missing"),
            ("CERT_TRUST_IS_UNTRUSTED_ROOT", "issuer-unknown"),
            ("CERT_TRUST_IS_NOT_TIME_VALID", "expired"),
            ("CERT_TRUST_REVOCATION_STATUS_UNKNOWN", "revocation-unknown"),
        )
    ),
    *(
        Saying(words, means, example, _SCHANNEL)
        for words, means, example in (
            (
                "schannel: CertGetCertificateChain error mask",
                ("verify failed",),
                "curl: (60) schannel: CertGetCertificateChain error mask: 0x00000008",
            ),
            (
                "schannel: CertFindExtension() returned no extension",
                ("verify no-san",),
                "curl: (60) schannel: CertFindExtension() returned no extension.",
            ),
            (
                "schannel: CertGetNameString() certificate hostname",
                ("verify name",),
                "schannel: CertGetNameString() certificate hostname (b.example) did not match connection (a.example)",
            ),
            (
                "schannel: server certificate name verification failed",
                ("verify name",),
                "schannel: server certificate name verification failed",
            ),
            (
                "schannel: failed to receive handshake, SSL/TLS connection failed",
                ("eof",),
                "curl: (35) schannel: failed to receive handshake, SSL/TLS connection failed",
            ),
            (
                "schannel: failed to send initial handshake data",
                ("reset",),
                "curl: (35) schannel: failed to send initial handshake data: sent -1 of 205 bytes",
            ),
            (
                "schannel: failed to send next handshake data",
                ("reset",),
                "curl: (35) schannel: failed to send next handshake data: sent -1 of 93 bytes",
            ),
            (
                "schannel: server closed abruptly (missing close_notify)",
                ("eof",),
                "curl: (56) schannel: server closed abruptly (missing close_notify)",
            ),
            (
                "schannel: can't renegotiate",
                ("late-auth",),
                "schannel: can't renegotiate, an error is pending",
            ),
            (
                "schannel: using IP address, SNI is not supported by OS",
                ("sni-absent",),
                "* schannel: using IP address, SNI is not supported by OS.",
            ),
        )
    ),
    Saying(
        "schannel: CertGetNameString() failed to match connection hostname",
        ("verify name",),
        "curl: (60) schannel: CertGetNameString() failed to match connection hostname (a.example) against server certificate names",
        _SCHANNEL,
        pattern=r"connection hostname \((?P<host>[\w.:-]{1,253})\)",
    ),
)

# What Secure Transport's codes are put into; `Peer` in their names is an alert that was received.
_APPLE = (
    *(
        Saying(words, means, f"curl: (60) {words}", _SECTRANSP)
        for words, means in (
            ("SSL certificate problem: Invalid certificate chain", ("verify issuer-unknown",)),
            ("SSL certificate problem: Untrusted root certificate", ("verify issuer-unknown",)),
            ("SSL certificate problem: No root certificate", ("verify issuer-unknown",)),
            (
                "SSL certificate problem: The certificate chain had a certificate that is not yet valid",
                ("verify not-yet-valid",),
            ),
            (
                "SSL certificate problem: Certificate chain had an expired certificate",
                ("verify expired",),
            ),
            (
                "SSL certificate problem: Couldn't understand the server certificate format",
                ("verify failed",),
            ),
            ("SSL certificate problem: The certificate was revoked", ("verify revoked",)),
            ("SSL peer certificate verification failed", ("verify failed",)),
            (
                "SSL peer handshake failed, the server most likely requires a client certificate to connect",
                ("alert-received 40",),
            ),
            (
                "SSL server rejected the client certificate due to the certificate being signed by an unknown certificate authority",
                ("alert-received 48",),
            ),
            ("Could not negotiate an SSL cipher suite with the server", ("no-shared-cipher",)),
            ("A bad SSL cipher suite was encountered", ("no-shared-cipher",)),
            ("Indicates a weak ephemeral Diffie-Hellman key", ("dh-too-small",)),
            ("Server dropped the connection during the SSL handshake", ("reset",)),
            ("Server aborted the SSL handshake", ("eof",)),
            ("The server closed the session with no notification", ("eof",)),
            (
                "Internal SSL engine error encountered during the SSL handshake",
                ("handshake-failed",),
            ),
            (
                "Fatal SSL engine error encountered during the SSL handshake",
                ("handshake-failed",),
            ),
            ("SSL: peer not verified: RecoverableTrustFailure", ("verify failed",)),
        )
    ),
    Saying(
        "A bad protocol version was encountered",
        ("alert-received 70",),
        "curl: (35) A bad protocol version was encountered",
        _SECTRANSP,
    ),
    Saying(
        "SSL certificate peer verification failed, the certificate did not match",
        ("verify name",),
        'curl: (51) SSL certificate peer verification failed, the certificate did not match "a.example"',
        _SECTRANSP,
        pattern=r"did not match \"(?P<host>[\w.:-]{1,253})\"",
    ),
    *(
        Saying(
            "Unknown SSL protocol error in connection to",
            means,
            f"curl: (35) Unknown SSL protocol error in connection to a.example{end}",
            source,
            pattern=rf"Unknown SSL protocol error in connection to (?P<host>[\w.-]{{1,253}}):(?:{codes})",
        )
        for end, codes, means, source in (
            (":443", r"(?P<port>\d{2,5})", ("eof",), "lib/vtls/openssl.c, to 7.6x"),
            (":-9824", "-9824", ("alert-received 40",), _SECTRANSP),
            (":-9836", "-9836", ("alert-received 70",), _SECTRANSP),
            (":-9806", "-980[56]", ("eof",), _SECTRANSP),
            (":-9847", r"-98(?!24|36|0[56])\d\d", ("handshake-failed",), _SECTRANSP),
        )
    ),
)

_ENDS = (
    *(
        Saying(
            f"SSL SSL_connect: {words} in connection to",
            means,
            f"curl: (35) LibreSSL SSL_connect: {words} in connection to a.example:443",
            _OPENSSL,
            pattern=rf"in connection to (?P<host>{_NAME_OF}):(?P<port>\d{{1,5}})",
        )
        for words, means in (
            ("SSL_ERROR_SYSCALL", ("eof",)),
            ("SSL_ERROR_ZERO_RETURN", ("eof",)),
            ("Connection reset by peer", ("reset",)),
            ("Broken pipe", ("reset",)),
            ("Connection timed out", ("handshake-timeout",)),
            ("Operation timed out", ("handshake-timeout",)),
        )
    ),
    Saying(
        "OpenSSL SSL_read:",
        ("side client",),
        "curl: (56) OpenSSL SSL_read: error:0A000412:SSL routines::sslv3 alert bad certificate, errno 0",
        _OPENSSL,
    ),
    Saying(
        "gnutls_handshake() failed:",
        ("handshake-failed",),
        "curl: (35) gnutls_handshake() failed: An unexpected TLS packet was received.",
        _GTLS,
    ),
    Saying(
        "GnuTLS recv error (",
        (),
        "curl: (56) GnuTLS recv error (-110): The TLS connection was non-properly terminated.",
        _GTLS,
        pattern=r"GnuTLS recv error \((?P<code>-\d{1,4})\)",
        decode="gnutls",
    ),
    Saying(
        "rustls_connection_process_new_packets:",
        ("handshake-failed",),
        "curl: (35) rustls_connection_process_new_packets: invalid peer certificate: UnknownIssuer",
        "lib/vtls/rustls.c",
    ),
    Saying(
        "SSL_connect failed with error",
        (),
        "curl: (35) SSL_connect failed with error -313: received alert fatal error",
        "lib/vtls/wolfssl.c",
        pattern=r"SSL_connect failed with error (?P<code>-\d{2,4})",
        decode="wolfssl",
    ),
    *(
        Saying(
            words,
            (),
            f"curl: (35) {words} (-0x7200) SSL - An invalid SSL record was received",
            "lib/vtls/mbedtls.c",
            pattern=re.escape(words) + r" \((?P<code>-0x[\dA-Fa-f]{4})\)",
            decode="mbedtls",
        )
        for words in (
            "ssl_handshake returned - mbedTLS:",
            "ssl_handshake returned:",
            "mbedTLS: ssl_handshake returned",
        )
    ),
    *(
        Saying(words, means, example, source)
        for words, means, example, source in (
            (
                "SSL connection timeout",
                ("handshake-timeout",),
                "curl: (28) SSL connection timeout",
                "lib/vtls/vtls.c",
            ),
            (
                "timed out before SSL handshake",
                ("handshake-timeout",),
                "timed out before SSL handshake",
                "lib/vtls/nss.c",
            ),
            (
                "STARTTLS not supported.",
                ("starttls-missing",),
                "curl: (64) STARTTLS not supported.",
                "lib/smtp.c, lib/imap.c",
            ),
            (
                "STARTTLS not available.",
                ("starttls-missing",),
                "curl: (64) STARTTLS not available.",
                "lib/imap.c",
            ),
            (
                "STLS not supported.",
                ("starttls-missing",),
                "curl: (64) STLS not supported.",
                "lib/pop3.c",
            ),
            (
                "STARTTLS denied",
                ("starttls-missing",),
                "curl: (64) STARTTLS denied, code 454",
                "lib/smtp.c, lib/imap.c",
            ),
            (
                "unsupported ALPN protocol:",
                ("no-alpn",),
                "unsupported ALPN protocol: 'h2'",
                "lib/vtls/vtls.c",
            ),
        )
    ),
)

_PROXIES = (
    *(
        Saying(words, ("proxy-answered {status}", "leg proxy"), example, source, pattern=pattern)
        for words, example, source, pattern in (
            (
                "from proxy after CONNECT",
                "curl: (56) Received HTTP code 403 from proxy after CONNECT",
                _TUNNEL,
                r"Received HTTP code (?P<status>[1-9]\d\d) from proxy after CONNECT",
            ),
            (
                "CONNECT tunnel failed, response",
                "curl: (56) CONNECT tunnel failed, response 407",
                _TUNNEL,
                r"CONNECT tunnel failed, response (?P<status>[1-9]\d\d)",
            ),
        )
    ),
    Saying(
        "Received HTTP code 0 from proxy after CONNECT",
        ("eof", "leg proxy", "proxy-set"),
        "curl: (56) Received HTTP code 0 from proxy after CONNECT",
        _TUNNEL,
    ),
    *(
        Saying(words, ("proxy-set",), example, source, pattern=pattern)
        for words, example, source, pattern in (
            (
                "Establish HTTP proxy tunnel to",
                "* Establish HTTP proxy tunnel to a.example:443",
                _TUNNEL,
                rf"proxy tunnel to (?P<host>{_NAME_OF}):(?P<port>\d{{1,5}})",
            ),
            (
                "CONNECT tunnel established, response",
                "* CONNECT tunnel established, response 200",
                _TUNNEL,
                "",
            ),
            (
                "Proxy replied 200 to CONNECT request",
                "* Proxy replied 200 to CONNECT request",
                _TUNNEL,
                "",
            ),
            (
                "Proxy replied OK to CONNECT request",
                "* Proxy replied OK to CONNECT request",
                _TUNNEL,
                "",
            ),
            ("CONNECT phase completed!", "* CONNECT phase completed!", _TUNNEL, ""),
            ("allocate connect buffer", "* allocate connect buffer!", _TUNNEL, ""),
            (
                "Uses proxy env variable",
                "* Uses proxy env variable https_proxy == 'http://proxy.example:3128'",
                "lib/url.c",
                r"Uses proxy env variable (?!no_proxy)\w+ == '(?P<proxy>[^']{1,253})'",
            ),
            ("Proxy auth using", "* Proxy auth using Basic with user 'a'", "lib/http.c", ""),
        )
    ),
    Saying(
        "Uses proxy env variable no_proxy",
        (),
        "* Uses proxy env variable no_proxy == 'localhost'",
        "lib/url.c",
    ),
    *(
        Saying(words, means, example, source)
        for words, means, example, source in (
            (
                "Proxy CONNECT aborted",
                ("eof", "leg proxy", "proxy-set"),
                "curl: (56) Proxy CONNECT aborted",
                _TUNNEL,
            ),
            (
                "Proxy CONNECT aborted due to timeout",
                ("proxy-answered", "leg proxy", "proxy-set"),
                "curl: (28) Proxy CONNECT aborted due to timeout",
                _TUNNEL,
            ),
            (
                "Proxy CONNECT connection closed",
                ("eof", "leg proxy", "proxy-set"),
                "* Proxy CONNECT connection closed",
                _TUNNEL,
            ),
            (
                "Failed sending CONNECT to proxy",
                ("reset", "leg proxy", "proxy-set"),
                "curl: (55) Failed sending CONNECT to proxy",
                _TUNNEL,
            ),
            (
                "CONNECT request sending failed",
                ("reset", "leg proxy", "proxy-set"),
                "CONNECT request sending failed",
                _TUNNEL,
            ),
            (
                "connection to proxy closed",
                ("eof", "leg proxy"),
                "curl: (97) connection to proxy closed",
                _SOCKS,
            ),
            (
                "libcurl is built without the HTTPS-proxy support",
                ("tls-in-tls to-proxy", "proxy-url https"),
                "curl: (4) Unsupported proxy 'https://proxy.example:443', libcurl is built without the HTTPS-proxy support.",
                "lib/url.c",
            ),
            (
                "does not support double SSL tunneling",
                ("tls-in-tls",),
                "Error: GnuTLS does not support double SSL tunneling.",
                "lib/vtls/vtls.c",
            ),
            (
                "Unsupported proxy scheme for",
                ("config-error", "proxy-set"),
                "curl: (7) Unsupported proxy scheme for 'htp://proxy.example'",
                "lib/url.c",
            ),
            (
                "Unsupported proxy syntax in",
                ("config-error", "proxy-set"),
                "curl: (5) Unsupported proxy syntax in 'http://proxy.example:x'",
                "lib/url.c",
            ),
            (
                "No authentication method was acceptable.",
                ("socks-auth",),
                "curl: (97) No authentication method was acceptable. (It is quite likely that the SOCKS5 server wanted a username/password, since none was supplied to the server on this connection.)",
                _SOCKS,
            ),
            (
                "User was rejected by the SOCKS5 server",
                ("socks-auth",),
                "curl: (97) User was rejected by the SOCKS5 server (1 1).",
                _SOCKS,
            ),
            (
                "SOCKS5 GSSAPI per-message authentication is not supported",
                ("socks-auth",),
                "curl: (97) SOCKS5 GSSAPI per-message authentication is not supported.",
                _SOCKS,
            ),
            (
                "Received invalid version in initial SOCKS5 response",
                ("socks-to-http",),
                "curl: (97) Received invalid version in initial SOCKS5 response.",
                _SOCKS,
            ),
            (
                "SOCKS5 reply has wrong version, version should be 5",
                ("socks-to-http",),
                "curl: (97) SOCKS5 reply has wrong version, version should be 5.",
                _SOCKS,
            ),
            (
                "SOCKS4 reply has wrong version, version should be 0",
                ("socks-to-http",),
                "curl: (97) SOCKS4 reply has wrong version, version should be 0.",
                _SOCKS,
            ),
            (
                "Unable to receive initial SOCKS5 response",
                ("eof", "leg proxy"),
                "curl: (97) Unable to receive initial SOCKS5 response.",
                _SOCKS,
            ),
            (
                "Unable to send initial SOCKS5 request",
                ("proxy-unreachable",),
                "curl: (97) Unable to send initial SOCKS5 request.",
                _SOCKS,
            ),
            (
                "SOCKS5: connection timeout",
                ("proxy-unreachable",),
                "curl: (97) SOCKS5: connection timeout",
                _SOCKS,
            ),
            (
                "SOCKS5: no connection here",
                ("proxy-unreachable",),
                "curl: (97) SOCKS5: no connection here",
                _SOCKS,
            ),
        )
    ),
    Saying(
        "Can't complete SOCKS5 connection to",
        ("socks-reply {reply}",),
        "curl: (97) Can't complete SOCKS5 connection to a.example. (5)",
        _SOCKS,
        pattern=r"SOCKS5 connection to (?P<host>[\w.-]{1,253}?)(?::\d{1,5})?\. \((?P<reply>\d{1,3})\)",
    ),
    Saying(
        "Can't complete SOCKS4 connection to",
        ("socks-reply",),
        "curl: (97) Can't complete SOCKS4 connection to 192.0.2.1:443. (91), request rejected or failed.",
        _SOCKS,
    ),
    Saying(
        "for SOCKS5 connect",
        ("dns-failed",),
        'curl: (97) Failed to resolve "a.example" for SOCKS5 connect.',
        _SOCKS,
        pattern=r"Failed to resolve \"(?P<host>[\w.-]{1,253})\" for SOCKS5 connect",
    ),
    *(
        Saying(
            words,
            ("proxy-unreachable", "dns-failed"),
            example,
            _CONNECT,
            pattern=words + r" '?(?P<proxy>[\w.-]{1,253})",
        )
        for words, example in (
            ("Could not resolve proxy:", "curl: (5) Could not resolve proxy: proxy.example"),
            ("Couldn't resolve proxy", "curl: (5) Couldn't resolve proxy 'proxy.example'"),
            ("Can't resolve proxy host", "Can't resolve proxy host proxy.example:3128"),
        )
    ),
)

_TCP = (
    *(
        Saying(
            "Failed to connect to",
            means,
            f"curl: (7) Failed to connect to a.example port 443 after 12 ms: {text}",
            _CONNECT,
            pattern=rf"Failed to connect to (?P<host>{_NAME_OF}) port (?P<port>\d{{1,5}})(?: after \d+ ms| via [\w.:-]{{1,253}})*: (?:{text})",
            certain=False,
        )
        for text, means in (
            ("Connection refused", ("refused",)),
            ("Couldn't connect to server", ("refused",)),
            ("Could not connect to server", ("refused",)),
            ("Connection timed out", ("connect-timeout",)),
            ("Timed out", ("connect-timeout",)),
            ("Timeout was reached", ("connect-timeout",)),
            ("Operation timed out", ("connect-timeout",)),
            ("No route to host", ("unreachable",)),
            ("Network is unreachable", ("unreachable",)),
        )
    ),
    *(
        Saying(words, means, example, source, pattern=pattern, certain=False)
        for words, means, example, source, pattern in (
            (
                "Could not resolve host:",
                ("dns-failed",),
                "curl: (6) Could not resolve host: a.example",
                _CONNECT,
                rf"Could not resolve host: (?P<host>{_NAME_OF})",
            ),
            (
                "Connection timed out after",
                ("connect-timeout",),
                "curl: (28) Connection timed out after 10001 milliseconds",
                _CONNECT,
                r"Connection timed out after \d+ milliseconds",
            ),
            (
                "Connection timeout after",
                ("connect-timeout",),
                "curl: (28) Connection timeout after 10001 ms",
                _CONNECT,
                r"Connection timeout after \d+ ms",
            ),
            (
                "Resolving timed out after",
                ("dns-failed",),
                "curl: (28) Resolving timed out after 5000 milliseconds",
                _CONNECT,
                "",
            ),
            (
                "Recv failure: Connection reset by peer",
                ("reset",),
                "curl: (56) Recv failure: Connection reset by peer",
                "lib/sendf.c, lib/cf-socket.c",
                "",
            ),
            (
                "Recv failure: Connection was reset",
                ("reset",),
                "curl: (56) Recv failure: Connection was reset",
                "lib/cf-socket.c, on Windows",
                "",
            ),
            (
                "Send failure: Connection reset by peer",
                ("reset",),
                "curl: (55) Send failure: Connection reset by peer",
                "lib/cf-socket.c",
                "",
            ),
            (
                "Send failure: Broken pipe",
                ("reset",),
                "curl: (55) Send failure: Broken pipe",
                "lib/cf-socket.c",
                "",
            ),
        )
    ),
)


PRODUCT = Product(
    name="curl",
    usual=True,
    roles=(Role.CLIENT,),
    recipes={
        Remedy.TRUST_CA: Recipe(
            "For one call; for the CA of a proxy it is --proxy-cacert.",
            (f"curl --cacert {{ca}}.pem {_URL}",),
        ),
        Remedy.CONNECT_BY_LISTED_NAME: Recipe(
            "The address stays, the name changes.",
            (
                "curl --connect-to {name}:{port}:{host}:{port} \\",
                "  https://{name}:{port}/",
            ),
        ),
        Remedy.SEND_SNI: Recipe(
            "A URL with an address sends no name; this one has the name and keeps the address.",
            ("curl --connect-to NAME:{port}:{host}:{port} https://NAME:{port}/",),
        ),
        Remedy.PRESENT_CLIENT_CERTIFICATE: Recipe(
            "client.pem holds the certificate and its chain.",
            (f"curl --cert client.pem --key client.key {_URL}",),
        ),
        Remedy.ALLOW_LATE_AUTH: Recipe(
            "With OpenSSL it does by itself; HTTP/2 has no room for it.",
            (f"curl --http1.1 --cert client.pem --key client.key {_URL}",),
        ),
        Remedy.RAISE_CLIENT_VERSION: Recipe(
            "No --tls-max, and no --tlsv1.0 in ~/.curlrc.", (f"curl --tlsv1.2 {_URL}",)
        ),
        Remedy.LOWER_CLIENT_VERSION: Recipe(
            "With OpenSSL 3 TLS 1.0 and 1.1 work at security level 0 only.",
            (
                "curl --tlsv1.0 --tls-max 1.2 --ciphers DEFAULT@SECLEVEL=0 \\",
                f"  {_URL}",
            ),
        ),
        Remedy.WIDEN_CLIENT_CIPHERS: Recipe(
            "Without --ciphers, --tls13-ciphers and --curves, also in ~/.curlrc.",
            (f"curl -q {_URL}",),
        ),
        Remedy.WIDEN_GROUPS: Recipe("For one call.", (f"curl --curves X25519:P-256 {_URL}",)),
        Remedy.ALIGN_ALPN: Recipe("Offer http/1.1 alone.", (f"curl --http1.1 {_URL}",)),
        Remedy.SAME_NAME: Recipe(
            "Without a Host header of your own the name of the URL goes into both.",
            ("curl --connect-to {name}:{port}:{host}:{port} https://{name}:{port}/",),
        ),
        Remedy.SHRINK_CLIENT_HELLO: Recipe(
            "Groups without the post-quantum one.", (f"curl --curves X25519:P-256 {_URL}",)
        ),
        Remedy.PROXY_URL_HTTP: Recipe("For one call.", (f"curl -x http://{{proxy}} {_URL}",)),
        Remedy.USE_PROXY: Recipe("For one call.", (f"curl -x http://{{proxy}} {_URL}",)),
        Remedy.PROXY_URL_HTTPS: Recipe("For one call.", (f"curl -x https://{{proxy}} {_URL}",)),
        Remedy.PROXY_URL_SOCKS: Recipe("For one call.", (f"curl -x socks5h://{{proxy}} {_URL}",)),
        Remedy.PROXY_CREDENTIALS: Recipe(
            "--proxy-anyauth takes what the proxy offers: Basic, Digest, NTLM or Negotiate.",
            (
                "curl -x http://{proxy} -U USER:PASSWORD --proxy-anyauth \\",
                f"  {_URL}",
            ),
        ),
        Remedy.BYPASS_PROXY: Recipe("For one call.", (f"curl --noproxy {{host}} {_URL}",)),
        Remedy.USE_PLAIN_SCHEME: Recipe("Without TLS.", ("curl http://{host}:{port}/",)),
        Remedy.USE_TLS_SCHEME: Recipe("With TLS.", (f"curl {_URL}",)),
    },
    by_service={
        Remedy.USE_STARTTLS: {
            protocol: Recipe(
                "The plain scheme, and TLS demanded.",
                (f"curl --ssl-reqd {protocol}://{{host}}:{{port}}/",),
            )
            for protocol in _UPGRADES
        },
        Remedy.USE_IMPLICIT_TLS: {
            protocol: Recipe("The scheme with an s.", (f"curl {protocol}s://{{host}}:{{port}}/",))
            for protocol in _UPGRADES
        },
    },
    sayings=(
        *_CODES,
        *_TEXTS,
        *_VERBOSE,
        *_VERIFICATION,
        *_FILES,
        *_SSPI,
        *_APPLE,
        *_ENDS,
        *_PROXIES,
        *_TCP,
    ),
    speaks=("side client",),
)
