"""Android: Conscrypt, its trust manager, and the network security configuration."""

from __future__ import annotations

from tlswhy.model.diagnosis import Remedy
from tlswhy.products import Product, Recipe, Role
from tlswhy.products.saying import Saying

_JNI = "conscrypt native_crypto.cc, Android 4 to 15"

PRODUCT = Product(
    name="Android",
    roles=(Role.CLIENT,),
    recipes={
        Remedy.TRUST_CA: Recipe(
            "In res/xml/network_security_config.xml; since Android 7 apps do not trust user CAs.",
            (
                "<network-security-config><base-config><trust-anchors>",
                '  <certificates src="system"/><certificates src="@raw/{ca}"/>',
                "</trust-anchors></base-config></network-security-config>",
            ),
        ),
    },
    speaks=("side client",),
    sayings=(
        Saying(
            "Chain validation failed",
            (
                "verify expired",
                "verify not-yet-valid",
            ),
            "Javax.Net.Ssl.SSLHandshakeException (0x80004005): Chain validation failed",
            ("conscrypt TrustManagerImpl.java, Android 7 to 14often as the dates"),
            certain=False,
        ),
        Saying(
            "Trust anchor for certification path not found",
            ("verify issuer-unknown",),
            (
                "javax.net.ssl.SSLHandshakeException:"
                " java.security.cert.CertPathValidatorException: Trust anchor for certification"
                " path not found."
            ),
            "conscrypt TrustManagerImpl.java, Android 4 to 15",
        ),
        Saying(
            "SSL handshake aborted: ssl=",
            ("handshake-failed",),
            (
                "javax.net.ssl.SSLHandshakeException: SSL handshake aborted: ssl=0x7c1b2a3c08:"
                " Failure in SSL library, usually a protocol error"
            ),
            _JNI,
        ),
        Saying(
            "SSL handshake terminated: ssl=",
            ("handshake-failed",),
            (
                "javax.net.ssl.SSLProtocolException: SSL handshake terminated:"
                " ssl=0x7c1b2a3c08: Failure in SSL library, usually a protocol error"
            ),
            _JNI,
        ),
        Saying(
            "I/O error during system call, Connection reset by peer",
            ("reset",),
            (
                "javax.net.ssl.SSLHandshakeException: SSL handshake aborted: ssl=0x7c1b2a3c08:"
                " I/O error during system call, Connection reset by peer"
            ),
            _JNI,
        ),
        Saying(
            "I/O error during system call, Success",
            ("eof",),
            (
                "javax.net.ssl.SSLHandshakeException: SSL handshake aborted: ssl=0x7c1b2a3c08:"
                " I/O error during system call, Success"
            ),
            _JNI,
        ),
        Saying(
            "I/O error during system call, Broken pipe",
            ("eof",),
            (
                "javax.net.ssl.SSLException: Write error: ssl=0x7c1b2a3c08: I/O error during"
                " system call, Broken pipe"
            ),
            _JNI,
        ),
        Saying(
            "I/O error during system call, Connection timed out",
            ("connect-timeout",),
            (
                "javax.net.ssl.SSLHandshakeException: SSL handshake aborted: ssl=0x7c1b2a3c08:"
                " I/O error during system call, Connection timed out"
            ),
            _JNI,
        ),
        Saying(
            "I/O error during system call, Software caused connection abort",
            ("reset",),
            (
                "javax.net.ssl.SSLException: Read error: ssl=0x7c1b2a3c08: I/O error during"
                " system call, Software caused connection abort"
            ),
            _JNI,
        ),
        Saying(
            "Read error: ssl=",
            ("handshake-failed",),
            (
                "javax.net.ssl.SSLException: Read error: ssl=0x7c1b2a3c08: Failure in SSL"
                " library, usually a protocol error"
            ),
            _JNI,
            pattern=r"Read error: ssl=0x[0-9a-f]{4,16}: Failure in SSL library",
        ),
        Saying(
            "SSL shutdown failed: ssl=",
            ("eof",),
            (
                "javax.net.ssl.SSLException: SSL shutdown failed: ssl=0x7c1b2a3c08: I/O error"
                " during system call, Broken pipe"
            ),
            _JNI,
            certain=False,
        ),
        Saying(
            "SSLHandshakeException: Connection closed by peer",
            ("eof",),
            "javax.net.ssl.SSLHandshakeException: Connection closed by peer",
            _JNI,
        ),
        Saying(
            "SSLHandshakeException: Handshake failed",
            ("handshake-failed",),
            "javax.net.ssl.SSLHandshakeException: Handshake failed",
            _JNI,
        ),
        Saying(
            "SSLHandshakeException: Chain validation failed",
            ("verify failed",),
            "javax.net.ssl.SSLHandshakeException: Chain validation failed",
            "conscrypt TrustManagerImpl.java, Android 7",
        ),
        Saying(
            "CertificateException: Unacceptable certificate:",
            ("verify failed",),
            (
                "javax.net.ssl.SSLHandshakeException:"
                " com.android.org.bouncycastle.jce.exception.ExtCertPathValidatorException:"
                " java.security.cert.CertificateException: Unacceptable certificate:"
                " CN=AddTrust External CA Root"
            ),
            "conscrypt ChainStrengthAnalyzer.java, Android",
        ),
        Saying(
            "CertificateException: Signature uses an insecure hash function",
            ("verify weak",),
            (
                "javax.net.ssl.SSLHandshakeException: java.security.cert.CertificateException:"
                " Signature uses an insecure hash function: 1.2.840.113549.1.1.4"
            ),
            "conscrypt ChainStrengthAnalyzer.java, Android",
        ),
        Saying(
            "CertificateException: RSA modulus is < 1024 bits",
            ("verify weak",),
            (
                "javax.net.ssl.SSLHandshakeException: java.security.cert.CertificateException:"
                " RSA modulus is < 1024 bits"
            ),
            "conscrypt ChainStrengthAnalyzer.java, Android",
        ),
        Saying(
            "CertificateException: Pin verification failed",
            ("verify pin",),
            (
                "javax.net.ssl.SSLHandshakeException: java.security.cert.CertificateException:"
                " Pin verification failed"
            ),
            "NetworkSecurityTrustManager.java, Android 7",
        ),
        Saying(
            "Domain specific configurations require that hostname aware",
            ("config-error",),
            (
                "java.security.cert.CertificateException: Domain specific configurations"
                " require that hostname aware checkServerTrusted(X509Certificate[], String,"
                " String) is used"
            ),
            "RootTrustManager.java, Android 7",
        ),
        Saying(
            "Cleartext HTTP traffic to",
            ("config-error", "scheme http"),
            "java.io.IOException: Cleartext HTTP traffic to app.example.com not permitted",
            "libcore, Android 6 to 15",
            pattern=r"Cleartext HTTP traffic to (?P<host>[\w.:-]{1,253}) not permitted",
        ),
        Saying(
            "ERR_CLEARTEXT_NOT_PERMITTED",
            ("config-error", "scheme http"),
            "net::ERR_CLEARTEXT_NOT_PERMITTED",
            "Android WebView, Android 9",
        ),
        Saying(
            "CLEARTEXT communication to",
            ("config-error", "scheme http"),
            (
                "java.net.UnknownServiceException: CLEARTEXT communication to app.example.com"
                " not permitted by network security policy"
            ),
            "okhttp3 RealConnection.kt, 3.0 to 5",
            pattern=r"CLEARTEXT communication to (?P<host>[\w.:-]{1,253}) not permitted",
        ),
        Saying(
            "CLEARTEXT communication not enabled for client",
            ("config-error", "scheme http"),
            "java.net.UnknownServiceException: CLEARTEXT communication not enabled for client",
            "okhttp3 RealConnection.kt, 3.0 to 5",
        ),
        Saying(
            "was not verified",
            ("verify name",),
            "java.io.IOException: Hostname 'app.example.com' was not verified",
            "libcore HttpsURLConnectionImpl, Android 2 to 4",
            pattern=r"Hostname '(?P<host>[\w.-]{1,253})' was not verified",
        ),
        Saying(
            "Unable to resolve host",
            ("dns-failed",),
            (
                'java.net.UnknownHostException: Unable to resolve host "app.example.com": No'
                " address associated with hostname"
            ),
            "libcore InetAddress.java",
            pattern=r'Unable to resolve host \\?"(?P<host>[\w.-]{1,253})',
            certain=False,
        ),
        Saying(
            "failed to connect to",
            ("connect-timeout",),
            (
                "java.net.SocketTimeoutException: failed to connect to"
                " app.example.com/192.0.2.7 (port 443) from /192.0.2.1 (port 40000) after"
                " 10000ms"
            ),
            "libcore IoBridge.java",
            pattern=(
                r"failed to connect to (?P<host>[\w.-]{1,253})/\S{2,60} \(port "
                r"(?P<port>\d{1,5})\).{0,80} after \d{1,7}ms(?!: isConnected failed)"
            ),
            certain=False,
        ),
        Saying(
            "isConnected failed: ECONNREFUSED",
            ("refused",),
            (
                "java.net.ConnectException: failed to connect to app.example.com/192.0.2.7"
                " (port 443) from /192.0.2.1 (port 40000) after 10000ms: isConnected failed:"
                " ECONNREFUSED (Connection refused)"
            ),
            "libcore IoBridge.java",
            certain=False,
        ),
    ),
)
