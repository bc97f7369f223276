"""WebSphere and Open Liberty, with the TLS of IBM Java (JSSE2)."""

from __future__ import annotations

from tlswhy.products import Product, Role
from tlswhy.products.saying import Saying

_CW = "WebSphere and Open Liberty messages, 8.5 to 24"
_IBM = "com.ibm.jsse2, IBM Java 6 to 8"

PRODUCT = Product(
    name="WebSphere",
    roles=(Role.SERVER, Role.CLIENT),
    sayings=(
        Saying(
            "CWPKI0022E: SSL HANDSHAKE FAILURE:",
            ("verify issuer-unknown",),
            (
                "CWPKI0022E: SSL HANDSHAKE FAILURE: A signer with SubjectDN"
                ' "CN=app.example.com" was sent from target host:port "app.example.com:443".'
                ' The signer may need to be added to local trust store "/opt/IBM/trust.p12"'
            ),
            _CW,
        ),
        Saying(
            "CWPKI0823E: SSL HANDSHAKE FAILURE:",
            ("verify issuer-unknown",),
            (
                "CWPKI0823E: SSL HANDSHAKE FAILURE: A signer with SubjectDN"
                " [CN=app.example.com] was sent from the host [app.example.com:443]. The signer"
                " might need to be added to local trust store [key.p12]"
            ),
            _CW,
        ),
        Saying(
            "CWPKI0824E: SSL HANDSHAKE FAILURE:",
            ("verify name",),
            (
                "CWPKI0824E: SSL HANDSHAKE FAILURE: Host name verification error while"
                " connecting to host [app.example.com]. The host name used to access the server"
                " does not match the server certificate's CN=www.example.org"
            ),
            _CW,
            pattern=(
                r"SSL HANDSHAKE FAILURE: Host name verification error while connecting to host"
                r" \[(?P<host>[\w.-]{1,253})\]"
            ),
        ),
        Saying(
            "CWPKI0033E:",
            ("cert-file",),
            (
                "CWPKI0033E: The keystore located at /opt/ibm/key.p12 did not load because of"
                " the following error: keystore password was incorrect"
            ),
            _CW,
        ),
        Saying(
            "CWPKI0428I:",
            ("verify issuer-unknown",),
            (
                "CWPKI0428I: The signer might need to be added to the local trust store. You"
                " can use the Retrieve from port option in the administrative console"
            ),
            _CW,
        ),
        Saying(
            "CWPKI0813E:",
            ("cert-file", "client-key"),
            (
                "CWPKI0813E: Error while trying to initialize the keymanager for the keystore"
                " [defaultKeyStore]. The private key password is not correct"
            ),
            _CW,
        ),
        Saying(
            "CWPKI0717E:",
            ("client-key", "cert-file"),
            (
                "CWPKI0717E: A certificate alias server could not be found in keystore"
                " defaultKeyStore"
            ),
            _CW,
        ),
        Saying(
            "CWWKO0801E:",
            ("handshake-failed", "side server"),
            (
                "CWWKO0801E: Unable to initialize SSL connection. Unauthorized access was"
                " denied or security settings have expired. Exception is"
                " javax.net.ssl.SSLHandshakeException: no cipher suites in common"
            ),
            _CW,
        ),
        Saying(
            "SSLC0008E:",
            ("handshake-failed", "side server"),
            (
                "SSLC0008E: Unable to initialize SSL connection. Unauthorized access was denied"
                " or security settings have expired. Exception is javax.net.ssl.SSLException:"
                " Unrecognized SSL message, plaintext connection?"
            ),
            _CW,
        ),
        Saying(
            "CWWKS9582E:",
            ("cert-file", "config-error"),
            (
                "CWWKS9582E: The [defaultSSLConfig] sslRef attributes required by the orb"
                " element with the [defaultOrb] id have not been resolved"
            ),
            _CW,
        ),
        Saying(
            "PKIXCertPathBuilderImpl could not build a valid CertPath",
            ("verify issuer-unknown",),
            (
                "com.ibm.jsse2.util.h: PKIX path building failed:"
                " java.security.cert.CertPathBuilderException: PKIXCertPathBuilderImpl could"
                " not build a valid CertPath."
            ),
            _IBM,
        ),
        Saying(
            "is not trusted; internal cause is:",
            ("verify issuer-unknown",),
            (
                "java.security.cert.CertPathValidatorException: The certificate issued by"
                " CN=Example CA is not trusted; internal cause is:"
                " java.security.cert.CertPathValidatorException: Certificate chaining error"
            ),
            _IBM,
        ),
        Saying(
            (
                "internal cause is: java.security.cert.CertPathValidatorException: Certificate"
                " chaining error"
            ),
            ("verify issuer-unknown",),
            (
                "The certificate issued by CN=Example CA is not trusted; internal cause is:"
                " java.security.cert.CertPathValidatorException: Certificate chaining error"
            ),
            _IBM,
        ),
        Saying(
            "com.ibm.jsse2.util.h: No trusted certificate found",
            ("verify issuer-unknown",),
            (
                "javax.net.ssl.SSLHandshakeException: com.ibm.jsse2.util.h: No trusted"
                " certificate found"
            ),
            _IBM,
        ),
        Saying(
            "com.ibm.jsse2.util.j: No trusted certificate found",
            ("verify issuer-unknown",),
            (
                "javax.net.ssl.SSLHandshakeException: com.ibm.jsse2.util.j: No trusted"
                " certificate found"
            ),
            _IBM,
        ),
        Saying(
            "com.ibm.jsse2.util.j: End user tried to act as a CA",
            ("verify purpose",),
            (
                "javax.net.ssl.SSLHandshakeException: com.ibm.jsse2.util.j: End user tried to"
                " act as a CA"
            ),
            _IBM,
        ),
        Saying(
            "The certificate expired at",
            ("verify expired",),
            (
                "java.security.cert.CertificateExpiredException: NotAfter: Fri Mar 01 00:00:00"
                " UTC 2024; The certificate expired at Fri Mar 01 00:00:00 UTC 2024; internal"
                " cause is: java.security.cert.CertificateExpiredException"
            ),
            _IBM,
        ),
        Saying(
            "RSA premaster secret error",
            ("algorithm-disabled",),
            "javax.net.ssl.SSLKeyException: RSA premaster secret error",
            "com.ibm.jsse2, sun.security.ssl; unlimited policy files missing",
        ),
    ),
)
