"""Java with its own TLS (JSSE), HTTP, SOCKS and LDAP clients.

Recipes are for 8 to 21, messages those of Java 6 to 25. Before 11 the records of `javax.net.debug`
read `RECV TLSv1.2 ALERT`, since then `Received alert message`; since 24 an exception that ends a
handshake begins with the alert it sends, in brackets.
"""

from __future__ import annotations

from collections.abc import Iterator

from tlswhy.model.diagnosis import Remedy
from tlswhy.products import Product, Recipe, Role
from tlswhy.products.saying import Saying

_SSL = "sun.security.ssl, Java 7 to 25"
_OLD = "sun.security.ssl, up to Java 10"
_PATH = "sun.security.provider.certpath, Java 7 to 25"
_VALIDATOR = "sun.security.validator, Java 7 to 25"
_NAMES = "sun.security.util.HostnameChecker, Java 7 to 25"
_STORE = "sun.security.provider, sun.security.pkcs12, Java 7 to 25"
_HTTP = "sun.net.www.protocol.http, java.net.http, Java 8 to 25"
_SOCKS = "java.net.SocksSocketImpl, Java 8 to 25"

_HANDSHAKE = "javax.net.ssl.SSLHandshakeException: "
_SSL_ERROR = "javax.net.ssl.SSLException: "
_PATH_ERROR = "Caused by: java.security.cert.CertPathValidatorException: "
_VALIDATOR_ERROR = f"{_HANDSHAKE}sun.security.validator.ValidatorException: "
_CERTIFICATE = f"{_HANDSHAKE}java.security.cert.CertificateException: "
_NAME = r"(?P<host>[\w*-][\w.*-]{0,252})"
_IP = r"(?P<host>\d{1,3}(?:\.\d{1,3}){3}|[0-9a-f]{0,4}:[0-9a-f:.]{2,45})"

# Words, what they mean, the source, what stands before them in print.
_Row = tuple[str, tuple[str, ...], str, str]

_PARAMETERS: tuple[_Row, ...] = (
    (
        "The server selected protocol version",
        ("server-version", "side client"),
        _SSL,
        _HANDSHAKE,
    ),
    (
        "but that protocol version is not enabled or not supported by the client",
        ("server-version", "side client"),
        _SSL,
        f"{_HANDSHAKE}Server chose TLSv1, ",
    ),
    ("A potential protocol version downgrade attack", ("fallback", "side client"), _SSL, ""),
    ("The client supported protocol versions", ("client-version", "side server"), _SSL, ""),
    ("is not enabled or supported in server context", ("client-version", "side server"), _SSL, ""),
    (
        "Client requested protocol",
        ("client-version", "side server"),
        "sun.security.ssl.ClientHello, Java 6 to 25",
        "",
    ),
    ("SSLv2Hello is not enabled", ("client-version", "side server"), _SSL, ""),
    ("SSLv2Hello is disabled", ("client-version", "side server"), _OLD, ""),
    ("Unsupported SSL v2.0 ClientHello", ("client-version", "side server"), _SSL, ""),
    ("SSL V2.0 servers are not supported", ("server-version", "side client"), _SSL, ""),
    (
        "No appropriate protocol (protocol is disabled or cipher suites are inappropriate)",
        ("no-version",),
        _SSL,
        _HANDSHAKE,
    ),
    ("No appropriate protocol", ("no-version",), _SSL, _HANDSHAKE),
    ("No appropriate cipher suite", ("no-cipher",), _SSL, _HANDSHAKE),
    ("No negotiable cipher suite", ("no-cipher", "no-version"), _OLD, _HANDSHAKE),
    ("with currently installed providers", ("no-cipher", "config-error"), _OLD, "Cannot support "),
    ("no cipher suites in common", ("no-shared-cipher", "side server"), _SSL, _HANDSHAKE),
    (
        "Server selected improper ciphersuite",
        ("no-shared-cipher", "side client"),
        _SSL,
        _HANDSHAKE,
    ),
    ("No common named group", ("no-shared-group", "side server"), _SSL, _HANDSHAKE),
    ("Unsupported named group:", ("no-shared-group",), _SSL, _HANDSHAKE),
    ("Unsupported curveId:", ("no-shared-group", "side client"), _OLD, _HANDSHAKE),
    ("Unknown named group ID:", ("no-shared-group", "side client"), _SSL, _HANDSHAKE),
    ("HelloRetryRequest selected group:", ("no-shared-group", "side client"), _SSL, _HANDSHAKE),
    ("No supported signature algorithm", ("no-shared-sigalg",), _SSL, _HANDSHAKE),
    (
        "No supported CertificateVerify signature algorithm",
        ("no-shared-sigalg",),
        _SSL,
        _HANDSHAKE,
    ),
    ("used in CertificateVerify handshake message", ("no-shared-sigalg",), _SSL, "Unsupported "),
    (
        "used in ECDH ServerKeyExchange handshake message",
        ("no-shared-sigalg", "side client"),
        _SSL,
        "Unsupported ",
    ),
    (
        "used in DH ServerKeyExchange handshake message",
        ("no-shared-sigalg", "side client"),
        _SSL,
        "Unsupported ",
    ),
    ("No matching application layer protocol values", ("no-alpn",), _SSL, _HANDSHAKE),
    (
        "No available authentication scheme",
        ("no-certificate", "side server"),
        _SSL,
        _HANDSHAKE,
    ),
    (
        "No X.509 certificate for server authentication",
        ("no-certificate", "side server"),
        _SSL,
        _HANDSHAKE,
    ),
    ("Unrecognized server name indication", ("sni-unknown", "side server"), _SSL, _HANDSHAKE),
    ("Illegal server name, type=host_name", ("sni-unknown", "side server"), _SSL, _HANDSHAKE),
    ("Could not generate DH keypair", ("no-parameters", "side client"), _OLD, _SSL_ERROR),
    (
        "Prime size must be multiple of 64, and can only range from 512 to",
        ("no-parameters", "side client"),
        "com.sun.crypto.provider.DHKeyPairGenerator, up to Java 8",
        "Caused by: java.security.InvalidAlgorithmParameterException: ",
    ),
    (
        "DH ServerKeyExchange does not comply to algorithm constraints",
        ("dh-too-small", "side client"),
        _SSL,
        _HANDSHAKE,
    ),
    (
        "ECDH ServerKeyExchange does not comply to algorithm constraints",
        ("algorithm-disabled", "no-shared-group", "side client"),
        _SSL,
        _HANDSHAKE,
    ),
    (
        "RSA ServerKeyExchange does not comply to algorithm constraints",
        ("algorithm-disabled", "side client"),
        _SSL,
        _HANDSHAKE,
    ),
    ("DHPublicKey does not comply to algorithm constraints", ("dh-too-small",), _SSL, _HANDSHAKE),
    (
        "does not comply with algorithm constraints",
        ("algorithm-disabled",),
        _SSL,
        f"{_HANDSHAKE}ServerKeyExchange for secp160k1 ",
    ),
    ("Extended Master Secret extension is required", ("ems-required",), _SSL, _HANDSHAKE),
    ("Unsafe renegotiation is not allowed", ("legacy-renegotiation",), _SSL, _HANDSHAKE),
    (
        "Failed to negotiate the use of secure renegotiation",
        ("legacy-renegotiation",),
        _SSL,
        _HANDSHAKE,
    ),
    ("insecure renegotiation is not allowed", ("legacy-renegotiation",), _SSL, _HANDSHAKE),
    ("Inconsistent secure renegotiation indication", ("legacy-renegotiation",), _SSL, _HANDSHAKE),
    (
        "Client initiated renegotiation is not allowed",
        ("late-auth", "side server"),
        _SSL,
        _HANDSHAKE,
    ),
    ("Incorrect PSK binder value", ("psk-unknown", "side server"), _SSL, _HANDSHAKE),
    ("Invalid ECDH ServerKeyExchange signature", ("bad-signature", "side client"), _SSL, ""),
    (
        "Invalid signature on DH ServerKeyExchange message",
        ("bad-signature", "side client"),
        _SSL,
        _HANDSHAKE,
    ),
    (
        "Server key exchange message signature verification failed",
        ("bad-signature", "side client"),
        _OLD,
        _HANDSHAKE,
    ),
    ("Invalid CertificateVerify signature", ("bad-signature",), _SSL, _HANDSHAKE),
    (
        "Invalid CertificateVerify message: invalid signature",
        ("bad-signature",),
        _SSL,
        _HANDSHAKE,
    ),
    (
        "certificate verify message signature error",
        ("bad-signature", "side server"),
        _OLD,
        _HANDSHAKE,
    ),
    ("The Finished message cannot be verified", ("bad-record",), _SSL, _HANDSHAKE),
    (
        "Certificates do not conform to algorithm constraints",
        ("verify weak", "algorithm-disabled"),
        _SSL,
        _CERTIFICATE,
    ),
    (
        "Certificates does not conform to algorithm constraints",
        ("verify weak", "algorithm-disabled"),
        _OLD,
        _CERTIFICATE,
    ),
)

_BYTES: tuple[_Row, ...] = (
    (
        "Unrecognized SSL message, plaintext connection?",
        ("not-tls",),
        "sun.security.ssl.SSLSocketInputRecord, Java 5 to 25",
        _SSL_ERROR,
    ),
    ("Unsupported or unrecognized SSL message", ("not-tls",), _SSL, _SSL_ERROR),
    ("Unsupported record version", ("not-tls",), _OLD, _SSL_ERROR),
    ("Unrecognized record version", ("not-tls",), _SSL, _SSL_ERROR),
    ("Invalid TLS padding data", ("bad-record",), _SSL, _SSL_ERROR),
    ("Insufficient buffer remaining for AEAD cipher fragment", ("bad-record",), _SSL, ""),
    ("ciphertext sanity check failed", ("bad-record",), _SSL, _SSL_ERROR),
    ("Bad input record size, TLSCiphertext.length", ("bad-record",), _SSL, _SSL_ERROR),
    ("Input record too big: max =", ("bad-record",), _SSL, _SSL_ERROR),
    ("Unknown handshake type size, Handshake.msg_type", ("bad-record",), _SSL, _SSL_ERROR),
    ("Remote host terminated the handshake", ("eof",), _SSL, _HANDSHAKE),
    ("Remote host closed connection during handshake", ("eof",), _OLD, _HANDSHAKE),
    (
        "Remote host terminated the connection",
        ("eof",),
        _SSL,
        "javax.net.ssl.SSLProtocolException: ",
    ),
    ("SSL peer shut down incorrectly", ("eof",), _SSL, "Caused by: java.io.EOFException: "),
    ("Received close_notify during handshake", ("eof",), _SSL, _SSL_ERROR),
    ("closing inbound before receiving peer's close_notify", ("eof",), _SSL, _SSL_ERROR),
    ("Inbound closed before receiving peer's close_notify", ("eof",), _OLD, _SSL_ERROR),
    ("Received fatal close_notify alert", ("eof",), _SSL, _SSL_ERROR),
    ("Couldn't kickstart handshaking", ("handshake-failed",), _SSL, _HANDSHAKE),
    ("General SSLEngine problem", ("handshake-failed",), _OLD, _HANDSHAKE),
    ("javax.net.ssl.SSLHandshakeException", ("handshake-failed",), _SSL, "Caused by: "),
    ("General OpenSslEngine problem", ("handshake-failed",), "netty-handler", _HANDSHAKE),
)

_CHAIN: tuple[_Row, ...] = (
    (
        "unable to find valid certification path to requested target",
        ("verify issuer-unknown",),
        _PATH,
        (
            f"{_VALIDATOR_ERROR}PKIX path building failed: "
            "sun.security.provider.certpath.SunCertPathBuilderException: "
        ),
    ),
    ("PKIX path building failed", ("verify issuer-unknown",), _VALIDATOR, _VALIDATOR_ERROR),
    ("PKIX path validation failed", ("verify failed",), _VALIDATOR, _VALIDATOR_ERROR),
    (
        "Path does not chain with any of the trust anchors",
        ("verify issuer-unknown",),
        _PATH,
        _PATH_ERROR,
    ),
    (
        "ValidatorException: No trusted certificate found",
        ("verify issuer-unknown",),
        _VALIDATOR,
        f"{_HANDSHAKE}sun.security.validator.",
    ),
    (
        "ValidatorException: Certificate signature validation failed",
        ("verify signature",),
        _VALIDATOR,
        f"{_HANDSHAKE}sun.security.validator.",
    ),
    (
        "ValidatorException: Certificate chaining error",
        ("verify issuer-missing",),
        _VALIDATOR,
        f"{_HANDSHAKE}sun.security.validator.",
    ),
    (
        "ValidatorException: Certificate signature algorithm disabled",
        ("verify weak",),
        _VALIDATOR,
        f"{_HANDSHAKE}sun.security.validator.",
    ),
    (
        "ValidatorException: Certificate expired",
        ("verify expired",),
        _VALIDATOR,
        f"{_HANDSHAKE}sun.security.validator.",
    ),
    ("ValidatorException: Untrusted certificate", ("verify distrusted",), _VALIDATOR, ""),
    (
        "and anchored by a distrusted legacy",
        ("verify distrusted",),
        _VALIDATOR,
        f"{_VALIDATOR_ERROR}TLS Server certificate issued after 2024-11-11 ",
    ),
    ("CertificateExpiredException", ("verify expired",), _PATH, "java.security.cert."),
    (
        "SSLHandshakeException: NotAfter: ",
        ("verify expired",),
        "java.base sun.security.x509.CertificateValidity",
        "javax.net.ssl.",
    ),
    (
        "SSLHandshakeException: NotBefore: ",
        ("verify not-yet-valid",),
        "java.base sun.security.x509.CertificateValidity",
        "javax.net.ssl.",
    ),
    ("CertificateNotYetValidException", ("verify not-yet-valid",), _PATH, "java.security.cert."),
    ("CertificateRevokedException", ("verify revoked",), _PATH, "java.security.cert."),
    (
        "Certificate has been revoked, reason:",
        ("verify revoked",),
        _PATH,
        "java.security.cert.CertificateRevokedException: ",
    ),
    ("CertPathValidatorException: signature check failed", ("verify signature",), _PATH, ""),
    (
        "subject/issuer name chaining check failed",
        ("verify issuer-missing",),
        _PATH,
        _PATH_ERROR,
    ),
    (
        "basic constraints check failed: this is not a CA certificate",
        ("verify purpose", "depth 1"),
        _PATH,
        _PATH_ERROR,
    ),
    ("basic constraints check failed: pathLenConstraint", ("verify depth",), _PATH, _PATH_ERROR),
    (
        "CA key usage check failed: keyCertSign bit is not set",
        ("verify purpose", "depth 1"),
        _PATH,
        _PATH_ERROR,
    ),
    ("name constraints check failed", ("verify name-constraints",), _PATH, _PATH_ERROR),
    ("unrecognized critical extension(s)", ("verify strict",), _PATH, _PATH_ERROR),
    ("Algorithm constraints check failed on", ("verify weak",), _PATH, _PATH_ERROR),
    (
        "does not have keyCertSign bit set in KeyUsage",
        ("verify purpose",),
        _VALIDATOR,
        "TrustAnchor ",
    ),
    (
        "is not a CA certificate",
        ("verify purpose", "verify self-signed"),
        _VALIDATOR,
        f'{_VALIDATOR_ERROR}TrustAnchor with subject "CN=app.example.com" ',
    ),
    ("End user tried to act as a CA", ("verify purpose",), _VALIDATOR, _VALIDATOR_ERROR),
    ("Violated path length constraints", ("verify depth",), _VALIDATOR, _VALIDATOR_ERROR),
    (
        "Extended key usage does not permit use for TLS server authentication",
        ("verify purpose", "side client"),
        _VALIDATOR,
        _VALIDATOR_ERROR,
    ),
    (
        "Extended key usage does not permit use for TLS client authentication",
        ("verify purpose", "side server"),
        _VALIDATOR,
        _VALIDATOR_ERROR,
    ),
    ("KeyUsage does not allow", ("verify purpose",), _VALIDATOR, _VALIDATOR_ERROR),
    (
        "Netscape cert type does not permit use for SSL client",
        ("verify purpose", "side server"),
        _VALIDATOR,
        _VALIDATOR_ERROR,
    ),
    (
        "Netscape cert type does not permit use for SSL server",
        ("verify purpose", "side client"),
        _VALIDATOR,
        _VALIDATOR_ERROR,
    ),
    (
        "Certificate contains unsupported critical extensions:",
        ("verify strict",),
        _VALIDATOR,
        _CERTIFICATE,
    ),
    ("Could not determine revocation status", ("verify revocation-unknown",), _PATH, _PATH_ERROR),
    (
        "Unable to determine revocation status due to network error",
        ("verify revocation-unknown",),
        _PATH,
        _PATH_ERROR,
    ),
    (
        "Certificate's revocation status is unknown",
        ("verify revocation-unknown",),
        _PATH,
        _PATH_ERROR,
    ),
    (
        "Certificate does not specify OCSP responder",
        ("verify revocation-unknown",),
        _PATH,
        _PATH_ERROR,
    ),
    ("CertPathValidatorException: OCSP response error:", ("verify revocation-unknown",), _PATH, ""),
    (
        "Response is unreliable: its validity interval is out-of-date",
        ("verify staple", "verify revocation-unknown"),
        _PATH,
        _PATH_ERROR,
    ),
    ("Responder's certificate not", ("verify revocation-unknown",), _PATH, _PATH_ERROR),
    ("Unable to verify OCSP Response's signature", ("verify staple",), _PATH, _PATH_ERROR),
    (
        "Failed to parse certificate status response",
        ("verify staple", "side client"),
        _SSL,
        _HANDSHAKE,
    ),
    ("Failed to parse server certificates", ("verify strict", "side client"), _SSL, _HANDSHAKE),
    (
        "Failed to parse client certificates",
        ("client-cert-refused", "side server"),
        _SSL,
        _HANDSHAKE,
    ),
    ("Duplicate extensions not allowed", ("verify strict",), "sun.security.x509", ""),
    ("Empty server certificate chain", ("no-certificate", "side client"), _SSL, _HANDSHAKE),
    ("Empty client certificate chain", ("client-cert-absent", "side server"), _SSL, _HANDSHAKE),
    ("null cert chain", ("client-cert-absent", "side server"), _OLD, _HANDSHAKE),
    (
        "no suitable certificate found - continuing without client authentication",
        ("client-cert-absent", "side client"),
        _OLD,
        "Warning: ",
    ),
    (
        "No X.509 certificate for client authentication, use empty Certificate message instead",
        ("client-cert-absent", "side client"),
        _SSL,
        "javax.net.ssl|DEBUG|01|main|2024-03-04 10:11:12.000 UTC|CertificateMessage.java:290|",
    ),
    ("trustAnchors parameter must be non-empty", ("no-trust-store",), _PATH, "Unexpected error: "),
    (
        "SSLPeerUnverifiedException: peer not authenticated",
        ("verify failed",),
        _SSL,
        "javax.net.ssl.",
    ),
)

# `java.security.KeyStore`: the same words for the store of trusted CAs, a server's and a client's.
_OWN = ("client-key", "cert-file")
_FILES: tuple[_Row, ...] = (
    ("problem accessing trust store", ("ca-file",), _SSL, "java.security.KeyStoreException: "),
    (
        "Keystore was tampered with, or password was incorrect",
        _OWN,
        _STORE,
        "java.io.IOException: ",
    ),
    ("keystore password was incorrect", _OWN, _STORE, "java.io.IOException: "),
    ("failed to decrypt safe contents entry", _OWN, _STORE, "java.io.IOException: "),
    ("Cannot recover key", _OWN, _STORE, "java.security.UnrecoverableKeyException: "),
    ("UnrecoverableKeyException: Get Key failed", _OWN, _STORE, "java.security."),
    ("Invalid keystore format", _OWN, _STORE, "java.io.IOException: "),
    ("Unrecognized keystore format", _OWN, _STORE, "java.security.KeyStoreException: "),
    ("DerInputStream.getLength(): lengthTag=", _OWN, _STORE, "java.io.IOException: "),
    ("toDerInputStream rejects tag type", _OWN, _STORE, "java.io.IOException: "),
    ("PKCS12 keystore not in version 3 format", _OWN, _STORE, "java.io.IOException: "),
    ("stream does not represent a PKCS12 key store", _OWN, "BouncyCastle", "java.io.IOException: "),
    (
        "PKCS12 key store mac invalid - wrong password or corrupted file",
        _OWN,
        "BouncyCastle",
        "java.io.IOException: ",
    ),
    (
        "Error constructing implementation (algorithm: Default, provider: SunJSSE",
        ("ca-file", "client-key"),
        _SSL,
        "java.security.NoSuchAlgorithmException: ",
    ),
    ("SSLContext not available", ("no-version",), _SSL, "NoSuchAlgorithmException: TLSv1.3 "),
    ("SunJSSE TrustManagers may be used", ("config-error",), _OLD, "FIPS mode: only "),
)

_PROXIES: tuple[_Row, ...] = (
    ("Malformed reply from SOCKS server", ("socks-to-http",), _SOCKS, ""),
    ("Reply from SOCKS server has bad version", ("socks-to-http",), _SOCKS, ""),
    ("Reply from SOCKS server badly formatted", ("socks-to-http",), _SOCKS, ""),
    ("SOCKS : authentication failed", ("socks-auth",), _SOCKS, ""),
    ("SOCKS : No acceptable methods", ("socks-auth",), _SOCKS, ""),
    ("SOCKS authentication failed", ("socks-auth",), _SOCKS, ""),
    ("Can't connect to SOCKS proxy", ("proxy-unreachable",), _SOCKS, ""),
    ("SOCKS server general failure", ("socks-reply 1",), _SOCKS, ""),
    ("SOCKS: Connection not allowed by ruleset", ("socks-reply 2",), _SOCKS, ""),
    ("SOCKS: Network unreachable", ("socks-reply 3",), _SOCKS, ""),
    ("SOCKS: Host unreachable", ("socks-reply 4",), _SOCKS, ""),
    ("SOCKS: Connection refused", ("socks-reply 5",), _SOCKS, ""),
    ("SOCKS: TTL expired", ("socks-reply 6",), _SOCKS, ""),
    ("SOCKS: Command not supported", ("socks-reply 7",), _SOCKS, ""),
    ("SOCKS: address type not supported", ("socks-reply 8",), _SOCKS, ""),
    ("SOCKS request rejected", ("socks-reply 1",), _SOCKS, ""),
    ("SOCKS server couldn't reach destination", ("socks-reply 5",), _SOCKS, ""),
)

# No TLS message by themselves.
_ENDS: tuple[_Row, ...] = (
    ("java.net.SocketException: Connection reset", ("reset",), "java.net", "Caused by: "),
    (
        "java.net.SocketException: An established connection was aborted",
        ("reset",),
        "java.net on Windows",
        "Caused by: ",
    ),
    ("SocketException: Software caused connection abort", ("reset",), "java.net", "java.net."),
    ("SocketException: Broken pipe", ("eof",), "java.net", "javax.net.ssl.SSLException: java.net."),
    ("SSLException: Connection reset", ("reset",), _SSL, "javax.net.ssl."),
    ("SSLException: readHandshakeRecord", ("handshake-failed",), _SSL, "javax.net.ssl."),
    ("SSLException: Unexpected rethrowing", ("handshake-failed",), _SSL, "javax.net.ssl."),
    ("SocketException: Connection or outbound has closed", ("eof",), _SSL, "java.net."),
    ("SocketException: Unexpected end of file from server", ("eof",), _HTTP, "java.net."),
    ("HTTP/1.1 header parser received no bytes", ("eof",), _HTTP, "java.io.IOException: "),
    ("java.net.ConnectException: Connection refused", ("refused",), "java.net", "Caused by: "),
    ("java.net.ConnectException: Connection timed out", ("connect-timeout",), "java.net", ""),
    ("HttpConnectTimeoutException: HTTP connect timed out", ("connect-timeout",), _HTTP, ""),
    ("java.net.SocketTimeoutException: connect timed out", ("connect-timeout",), "java.net", ""),
    ("java.net.SocketTimeoutException: Read timed out", ("handshake-timeout",), "java.net", ""),
    ("java.net.NoRouteToHostException: No route to host", ("unreachable",), "java.net", ""),
    ("java.net.SocketException: Network is unreachable", ("unreachable",), "java.net", ""),
    ("java.net.ConnectException: Network is unreachable", ("unreachable",), "java.net", ""),
    ("java.net.SocketException: Permission denied", ("blocked",), "java.net", ""),
    ("java.nio.channels.ClosedChannelException", ("eof",), "java.nio", "Caused by: "),
    ("java.nio.channels.UnresolvedAddressException", ("dns-failed",), "java.nio", "Caused by: "),
)

# Frames of a stack trace: which end of the handshake the program is.
_FRAMES: tuple[tuple[str, str, str], ...] = (
    (
        ".checkServerTrusted(",
        "side client",
        "at sun.security.ssl.X509TrustManagerImpl.checkServerTrusted(X509TrustManagerImpl.java:141)",
    ),
    (
        ".checkServerCerts(",
        "side client",
        (
            "at sun.security.ssl.CertificateMessage$T13CertificateConsumer.checkServerCerts("
            "CertificateMessage.java:1302)"
        ),
    ),
    (
        "ServerHello$ServerHelloConsumer",
        "side client",
        "at sun.security.ssl.ServerHello$ServerHelloConsumer.onServerHello(ServerHello.java:998)",
    ),
    (
        "sun.security.ssl.ClientHandshaker.",
        "side client",
        "at sun.security.ssl.ClientHandshaker.serverHello(ClientHandshaker.java:437)",
    ),
    (
        "sun.net.www.protocol.https.HttpsClient",
        "side client",
        "at sun.net.www.protocol.https.HttpsClient.afterConnect(HttpsClient.java:559)",
    ),
    (
        "sun.security.ssl.ServerHandshaker.",
        "side server",
        "at sun.security.ssl.ServerHandshaker.clientHello(ServerHandshaker.java:512)",
    ),
    (
        "ClientHello$ClientHelloConsumer",
        "side server",
        "at sun.security.ssl.ClientHello$ClientHelloConsumer.consume(ClientHello.java:813)",
    ),
    (
        ".checkClientTrusted(",
        "side server",
        "at sun.security.ssl.X509TrustManagerImpl.checkClientTrusted(X509TrustManagerImpl.java:128)",
    ),
    (
        ".checkClientCerts(",
        "side server",
        (
            "at sun.security.ssl.CertificateMessage$T13CertificateConsumer.checkClientCerts("
            "CertificateMessage.java:1170)"
        ),
    ),
)


def _rows(table: tuple[_Row, ...], *, certain: bool = True) -> Iterator[Saying]:
    for words, means, source, before in table:
        yield Saying(words.strip(), means, (before or _HANDSHAKE) + words, source, certain=certain)


_ALERTS = (
    Saying(
        "Received fatal alert:",
        (),
        f"{_HANDSHAKE}Received fatal alert: handshake_failure",
        _SSL,
        pattern=r"Received fatal alert: (?P<code>[a-z_]{6,40})",
        decode="alert",
    ),
    Saying(
        "handshake alert:",
        (),
        "javax.net.ssl.SSLProtocolException: handshake alert: unrecognized_name",
        "sun.security.ssl, Java 7 and 8",
        pattern=r"(?:SSLProtocolException: |received )handshake alert: +(?P<code>[a-z_]{6,40})",
        decode="alert",
    ),
    Saying(
        "received handshake warning:",
        (),
        f"{_SSL_ERROR}received handshake warning: unrecognized_name",
        _SSL,
        pattern=r"received handshake warning: (?P<code>[a-z_]{6,40})",
        decode="alert",
    ),
    *(
        Saying(
            f"{name}: (",
            (),
            f"javax.net.ssl.{name}: (handshake_failure) no cipher suites in common",
            "sun.security.ssl.Alert, Java 24",
            pattern=rf"{name}: \((?P<code>[a-z_]{{6,40}})\) (?!Received fatal)",
            decode="alert_sent",
        )
        for name in ("SSLHandshakeException", "SSLException", "SSLProtocolException")
    ),
    Saying(
        "|Fatal (",
        (),
        (
            "javax.net.ssl|ERROR|01|main|2024-03-04 10:11:12.000 UTC|TransportContext.java:352|"
            "Fatal (CERTIFICATE_UNKNOWN): PKIX path building failed"
        ),
        "sun.security.ssl.TransportContext, Java 11",
        pattern=r"\|Fatal \((?P<code>[A-Z_]{6,40})\): (?!Received fatal)",
        decode="alert_sent",
    ),
    Saying(
        "ALERT: fatal, description =",
        (),
        "main, SEND TLSv1.2 ALERT:  fatal, description = certificate_unknown",
        _OLD,
        pattern=r"SEND (?:TLSv1(?:\.[12])?|SSLv3) ALERT: fatal, description = (?P<code>[a-z_]{6,40})",
        decode="alert_sent",
    ),
    Saying(
        "ALERT: fatal,",
        (),
        "main, RECV TLSv1.2 ALERT:  fatal, handshake_failure",
        _OLD,
        pattern=r"RECV (?:TLSv1(?:\.[12])?|SSLv3) ALERT: fatal, (?P<code>[a-z_]{6,40})",
        decode="alert",
    ),
    Saying(
        'Received alert message ( "Alert": {',
        (),
        'Received alert message (\n"Alert": {\n  "level"      : "fatal",\n'
        '  "description": "handshake_failure"\n}\n)',
        "sun.security.ssl.Alert, Java 11",
        pattern=r'Received alert message \( "Alert": \{ "level" : "fatal", "description": "(?P<code>\w{6,40})"',
        decode="alert",
    ),
)

_SPECIAL = (
    Saying(
        "validity check failed",
        ("verify expired",),
        f"{_VALIDATOR_ERROR}PKIX path validation failed: {_PATH_ERROR}validity check failed",
        _PATH,
        pattern=r"validity check failed(?!.{0,900}(?:NotYetValid|NotBefore))",
    ),
    Saying(
        "timestamp check failed",
        ("verify expired",),
        f"{_VALIDATOR_ERROR}PKIX path validation failed: {_PATH_ERROR}timestamp check failed",
        "sun.security.provider.certpath, Java 7",
        pattern=r"timestamp check failed(?!.{0,900}(?:NotYetValid|NotBefore))",
    ),
    Saying(
        "No subject alternative DNS name matching",
        ("verify name",),
        f"{_CERTIFICATE}No subject alternative DNS name matching app.example.com found.",
        _NAMES,
        pattern=rf"No subject alternative DNS name matching {_NAME} found",
    ),
    Saying(
        "No subject alternative names matching IP address",
        ("verify ip-name",),
        f"{_CERTIFICATE}No subject alternative names matching IP address 192.0.2.7 found",
        _NAMES,
        pattern=rf"matching IP address {_IP} found",
    ),
    Saying(
        "No subject alternative names present",
        ("verify no-san", "verify ip-name"),
        f"{_CERTIFICATE}No subject alternative names present",
        _NAMES,
    ),
    Saying(
        "No name matching",
        ("verify name",),
        f"{_CERTIFICATE}No name matching app.example.com found",
        _NAMES,
        pattern=rf"No name matching {_NAME} found",
    ),
    Saying(
        "HTTPS hostname wrong: should be",
        ("verify name",),
        "java.io.IOException: HTTPS hostname wrong: should be <app.example.com>",
        "sun.net.www.protocol.https.HttpsClient, Java 5 to 25",
        pattern=rf"hostname wrong: should be <{_NAME}>",
    ),
    Saying(
        "does not match the hostname in the server's certificate",
        ("verify name", "side client"),
        (
            "javax.net.ssl.SSLPeerUnverifiedException: hostname of the server"
            " 'ldap.example.com' does not match the hostname in the server's certificate."
        ),
        "com.sun.jndi.ldap.ext.StartTlsResponseImpl",
        pattern=rf"hostname of the server '{_NAME}' does not match",
    ),
    Saying(
        "simple bind failed:",
        ("handshake-failed", "side client"),
        (
            "javax.naming.CommunicationException: simple bind failed: ldap.example.com:636 [Root"
            " exception is javax.net.ssl.SSLHandshakeException: Remote host terminated the"
            " handshake]"
        ),
        "com.sun.jndi.ldap.LdapClient",
        pattern=r"simple bind failed: (?P<host>[\w.-]{1,253}):(?P<port>\d{1,5})",
        certain=False,
    ),
    Saying(
        "Unable to tunnel through proxy. Proxy returns",
        ("proxy-answered {status}", "leg proxy", "side client"),
        (
            "java.io.IOException: Unable to tunnel through proxy. Proxy returns "
            '"HTTP/1.1 407 Proxy Authentication Required"'
        ),
        "sun.net.www.protocol.http.HttpURLConnection, Java 5 to 25",
        pattern=r'Proxy returns \\{0,3}"?HTTP/1\.[01] (?P<status>\d{3})',
    ),
    Saying(
        "Tunnel failed, got:",
        ("proxy-answered {status}", "leg proxy", "side client"),
        "java.io.IOException: Tunnel failed, got: 407",
        "java.net.http, Java 11",
        pattern=r"Tunnel failed, got: (?P<status>\d{3})",
    ),
    Saying(
        "Proxy-Authenticate header missing for response code 407",
        ("proxy-answered 407", "leg proxy", "side client"),
        "java.io.IOException: Proxy-Authenticate header missing for response code 407",
        "java.net.http.AuthenticationFilter",
    ),
    Saying(
        "UnknownHostException:",
        ("dns-failed",),
        "Caused by: java.net.UnknownHostException: app.example.com",
        "java.net",
        pattern=r"java\.net\.UnknownHostException: (?P<host>[\w.-]{1,253})",
        certain=False,
    ),
)

_PROXY = "-Dhttps.proxyHost=PROXY_HOST -Dhttps.proxyPort=PROXY_PORT"

PRODUCT = Product(
    name="Java",
    usual=True,
    roles=(Role.CLIENT,),
    recipes={
        Remedy.TRUST_CA: Recipe(
            "Java reads its own cacerts. Java 8: -keystore jre/lib/security/cacerts for -cacerts.",
            (
                "keytool -importcert -noprompt -cacerts -storepass changeit \\",
                "  -alias ours -file {ca}.pem",
            ),
        ),
        Remedy.RAISE_CLIENT_VERSION: Recipe(
            "Options of java; Java 8 has TLS 1.3 since 8u261.",
            ("-Djdk.tls.client.protocols=TLSv1.2,TLSv1.3", "-Dhttps.protocols=TLSv1.2,TLSv1.3"),
        ),
        Remedy.LOWER_CLIENT_VERSION: Recipe(
            "A file for -Djava.security.properties=FILE: the list without TLSv1 and TLSv1.1.",
            (
                "jdk.tls.disabledAlgorithms=SSLv3, DTLSv1.0, RC4, DES, MD5withRSA, \\",
                "    DH keySize < 1024, EC keySize < 224, 3DES_EDE_CBC, anon, NULL",
            ),
        ),
        Remedy.WIDEN_CLIENT_CIPHERS: Recipe(
            "Take these options away; they hold the client to their list.",
            ("-Djdk.tls.client.cipherSuites=LIST -Dhttps.cipherSuites=LIST",),
        ),
        Remedy.SEND_SNI: Recipe(
            "The default, unless somebody turned it off; a URL with an address sends none.",
            ("-Djsse.enableSNIExtension=true",),
        ),
        Remedy.PRESENT_CLIENT_CERTIFICATE: Recipe(
            "The key store needs the certificate with its chain and the key under one alias.",
            (
                "openssl pkcs12 -export -in client.pem -inkey client.key \\",
                "  -name client -out client.p12 -passout pass:PASSWORD",
                "-Djavax.net.ssl.keyStore=client.p12 -Djavax.net.ssl.keyStoreType=PKCS12",
                "-Djavax.net.ssl.keyStorePassword=PASSWORD",
            ),
        ),
        Remedy.PROXY_URL_HTTP: Recipe("Options of java.", (_PROXY,)),
        Remedy.PROXY_ADDRESS: Recipe("Options of java.", (_PROXY,)),
        Remedy.USE_PROXY: Recipe("Java reads no variable. Options of java.", (_PROXY,)),
        Remedy.PROXY_URL_SOCKS: Recipe(
            "Options of java.", ("-DsocksProxyHost=PROXY_HOST -DsocksProxyPort=PROXY_PORT",)
        ),
        Remedy.PROXY_CREDENTIALS: Recipe(
            "Since 8u111 Basic is off for CONNECT. The password comes from an Authenticator.",
            ('-Djdk.http.auth.tunneling.disabledSchemes=""',),
        ),
        Remedy.BYPASS_PROXY: Recipe(
            "Separated by bars, for https too.", ('-Dhttp.nonProxyHosts="localhost|{host}"',)
        ),
    },
    sayings=(
        *_ALERTS,
        *_rows(_PARAMETERS),
        *_rows(_BYTES),
        *_rows(_CHAIN),
        *_rows(_FILES),
        *_rows(_PROXIES),
        *_rows(_ENDS, certain=False),
        *_SPECIAL,
        *(Saying(words, (side,), frame, _SSL) for words, side, frame in _FRAMES),
    ),
)
