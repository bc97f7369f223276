"""OkHttp, and Retrofit and Ktor above it."""

from __future__ import annotations

from tlswhy.products import Product, Role
from tlswhy.products.saying import Saying

_CONN = "okhttp3 internal/connection, 2.1 to 5"

PRODUCT = Product(
    name="OkHttp",
    roles=(Role.CLIENT,),
    speaks=("side client",),
    sayings=(
        Saying(
            "Certificate pinning failure!",
            ("verify pin",),
            (
                "javax.net.ssl.SSLPeerUnverifiedException: Certificate pinning failure! Peer"
                " certificate chain: sha256/afwiKY3RxoMmLkuRW1l7QsPZTJPwDS2pdDROQjXw8ig=:"
                " CN=app.example.com Pinned certificates for app.example.com:"
                " sha256/AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA="
            ),
            "CertificatePinner.kt, 2.1 to 5",
        ),
        Saying(
            "not verified: certificate: sha",
            ("verify name",),
            (
                "javax.net.ssl.SSLPeerUnverifiedException: Hostname app.example.com not"
                " verified:\n    certificate:"
                " sha256/afwiKY3RxoMmLkuRW1l7QsPZTJPwDS2pdDROQjXw8ig=\n    DN:"
                " CN=www.example.org\n    subjectAltNames: [www.example.org]"
            ),
            _CONN,
            pattern=r"Hostname (?!\d{1,3}(?:\.\d{1,3}){3} )(?P<host>[\w.-]{1,253}) not verified",
        ),
        Saying(
            "not verified: certificate: sha",
            ("verify ip-name",),
            (
                "javax.net.ssl.SSLPeerUnverifiedException: Hostname 192.0.2.7 not verified:"
                "\n    certificate: sha256/afwiKY3RxoMmLkuRW1l7QsPZTJPwDS2pdDROQjXw8ig="
                "\n    DN: CN=www.example.org\n    subjectAltNames: [www.example.org]"
            ),
            _CONN,
            pattern=r"Hostname (?P<host>\d{1,3}(?:\.\d{1,3}){3}) not verified",
        ),
        Saying(
            "not verified: certificate: sha",
            ("verify no-san",),
            (
                "javax.net.ssl.SSLPeerUnverifiedException: Hostname app.example.com not"
                " verified:\n    certificate:"
                " sha256/afwiKY3RxoMmLkuRW1l7QsPZTJPwDS2pdDROQjXw8ig=\n    DN:"
                " CN=app.example.com\n    subjectAltNames: []"
            ),
            _CONN,
            pattern=r"not verified: certificate: sha.{10,700}subjectAltNames: \[\]",
        ),
        Saying(
            "not verified (no certificates)",
            ("no-certificate",),
            (
                "javax.net.ssl.SSLPeerUnverifiedException: Hostname app.example.com not"
                " verified (no certificates)"
            ),
            _CONN,
        ),
        Saying(
            "Unable to find acceptable protocols. isFallback=",
            ("no-version",),
            (
                "java.net.UnknownServiceException: Unable to find acceptable protocols."
                " isFallback=false,"
                " modes=[ConnectionSpec(cipherSuites=[TLS_AES_128_GCM_SHA256],"
                " tlsVersions=[TLS_1_3], supportsTlsExtensions=true)], supported"
                " protocols=[TLSv1, TLSv1.1, TLSv1.2]"
            ),
            "ConnectionSpecSelector.kt, 3 to 5",
        ),
        Saying(
            "Unexpected response code for CONNECT:",
            ("proxy-answered {status}", "leg proxy"),
            "java.io.IOException: Unexpected response code for CONNECT: 403",
            _CONN,
            pattern=r"Unexpected response code for CONNECT: (?P<status>\d{3})",
        ),
        Saying(
            "Failed to authenticate with proxy",
            ("proxy-answered 407", "leg proxy"),
            "java.io.IOException: Failed to authenticate with proxy",
            _CONN,
        ),
        Saying(
            "Too many tunnel connections attempted:",
            ("proxy-answered 407", "leg proxy"),
            "java.net.ProtocolException: Too many tunnel connections attempted: 21",
            _CONN,
        ),
        Saying(
            "TLS tunnel buffered too many bytes!",
            ("not-tls", "leg proxy"),
            "java.io.IOException: TLS tunnel buffered too many bytes!",
            _CONN,
        ),
        Saying(
            "Failed to find a trusted cert that signed",
            ("verify issuer-unknown",),
            (
                "javax.net.ssl.SSLPeerUnverifiedException: Failed to find a trusted cert that"
                " signed [ [ Version: V3 Subject: CN=app.example.com"
            ),
            "BasicCertificateChainCleaner.kt, 3 to 5",
        ),
        Saying(
            "unexpected end of stream on",
            ("eof",),
            "java.io.IOException: unexpected end of stream on https://app.example.com/...",
            "Http1ExchangeCodec.kt, 3 to 5",
            pattern=(
                r"unexpected end of stream on (?:Connection\{)?(?:https?://)?"
                r"(?P<host>[\w.-]{1,253})"
            ),
            certain=False,
        ),
        Saying(
            "Failed to connect to",
            ("refused",),
            "java.net.ConnectException: Failed to connect to app.example.com/192.0.2.7:443",
            _CONN,
            pattern=(
                r"ConnectException: Failed to connect to "
                r"(?P<host>[\w.-]{0,253})/(?:\d{1,3}(?:\.\d{1,3}){3}|\[?[0-9a-f:]{2,45}\]?):(?P<port>\d{1,5})"
            ),
            certain=False,
        ),
        Saying(
            "StreamResetException: stream was reset:",
            ("reset",),
            "okhttp3.internal.http2.StreamResetException: stream was reset: INTERNAL_ERROR",
            "Http2Stream.kt, 3 to 5",
            certain=False,
        ),
    ),
)
