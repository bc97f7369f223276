"""WebSphere and Open Liberty, with the TLS of IBM Java (JSSE2)."""

from __future__ import annotations

from tlswhy.products import Product, Role
from tlswhy.products.saying import Saying

_CW = "OpenLiberty dev/com.ibm.ws.ssl/resources/com/ibm/ws/ssl/resources/ssl.nlsprops, 24"
_CHANNEL = (
    "OpenLiberty dev/com.ibm.ws.channel.ssl/resources/com/ibm/ws/channel/ssl/internal/resources/"
    "SSLChannelMessages.nlsprops, 24"
)
_WAS = "WebSphere 7 to 9, SystemOut.log"
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
            "CWPKI0824E: SSL HANDSHAKE FAILURE:  Host name verification error while connecting to host [app.example.com].  The host name used to access the server does not match the server certificate's SubjectDN or Subject Alternative Name information.",
            _CW,
            pattern=r"SSL HANDSHAKE FAILURE: Host name verification error while connecting to host \[(?P<host>[\w.-]{1,253})\]",
        ),
        Saying(
            "CWPKI0828E:",
            ("verify issuer-unknown",),
            "CWPKI0828E: The trustDefaultCerts attribute is enabled but trust was not established by using the default truststore. The extended error message from the SSL handshake exception is: PKIX path building failed.",
            _CW,
        ),
        Saying(
            "CWPKI0040I:",
            ("verify issuer-unknown", "side client"),
            "CWPKI0040I: An SSL handshake error occurred from a secure client.  The server SSL signer has to be added to the client trust store.",
            _CW,
        ),
        Saying(
            "*** SSL SIGNER EXCHANGE PROMPT ***",
            ("verify issuer-unknown", "side client"),
            "*** SSL SIGNER EXCHANGE PROMPT *** The SSL signer from target host is not found in trust store /opt/IBM/trust.p12.",
            _CW,
        ),
        Saying(
            "CWPKI0017E:",
            ("cert-file",),
            "CWPKI0017E: The certificate with alias default from keyStore NodeDefaultKeyStore is expired.",
            _CW,
        ),
        Saying(
            "CWPKI0023E:",
            ("client-key",),
            "CWPKI0023E: The app certificate alias specified by the attribute clientKeyAlias is either not found in KeyStore key.p12 or it is invalid.",
            _CW,
        ),
        Saying(
            "CWPKI0024E:",
            ("cert-file",),
            "CWPKI0024E: The app certificate alias specified by the attribute serverKeyAlias is either not found in KeyStore key.p12 or it is invalid.",
            _CW,
        ),
        Saying(
            "CWPKI0028E:",
            ("config-error",),
            "CWPKI0028E: SSL handshake protocol TLSv9 is not valid.  This protocol is specified in the SSL configuration alias defaultSSLConfig loaded from SSL configuration file server.xml.",
            _CW,
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
            "CWPKI0428I: The signer might need to be added to the local trust store. You can use the Retrieve from port option in the administrative console",
            _WAS,
        ),
        Saying(
            "CWPKI0809W:",
            ("cert-file", "client-key"),
            "CWPKI0809W: There is a failure loading the defaultKeyStore keystore. If an SSL configuration references the defaultKeyStore keystore, then the SSL configuration will fail to initialize.",
            _CW,
        ),
        Saying(
            "CWPKI0812E:",
            ("cert-file", "client-key"),
            "CWPKI0812E: Error while trying to get the [app] key from the [defaultKeyStore] keystore. Check to make sure the entry is a key and the key password is correct.",
            _CW,
        ),
        Saying(
            "CWPKI0813E:",
            ("cert-file", "client-key"),
            "CWPKI0813E: Error while trying to initialize the keymanager for the keystore [defaultKeyStore]. The private key password is not correct or the keystore has multiple private keys with different passwords.  This keystore can not be used for SSL.",
            _CW,
        ),
        Saying(
            "CWPKI0818E:",
            ("config-error", "cert-file"),
            "CWPKI0818E: The default SSL configuration references a <keyStore> element with an id value of app, which does not exist in the configuration or whose definition is missing a password.",
            _CW,
        ),
        Saying(
            "CWWKO0801E:",
            ("handshake-failed", "side server"),
            "CWWKO0801E: The SSL connection cannot be initialized from the 192.0.2.7 host and 40112 port on the remote client to the 192.0.2.8 host and 9443 port on the local server. Exception: javax.net.ssl.SSLHandshakeException: no cipher suites in common",
            _CHANNEL,
            pattern=r"CWWKO0801E:(?: The SSL connection cannot be initialized from the (?P<client>[\w.:-]{1,253}) host)?",
        ),
        Saying(
            "CWWKO0800E:",
            ("config-error",),
            "CWWKO0800E: The SSL channel cannot be started due to the following incorrect settings: keyStore",
            _CHANNEL,
        ),
        Saying(
            "SSLC0008E:",
            ("handshake-failed", "side server"),
            "[5/6/24 7:08:09:896 UTC] 0000000b SSLHandshakeE E   SSLC0008E: Unable to initialize SSL connection.  Unauthorized access was denied or security settings have expired.  Exception is javax.net.ssl.SSLException: Unrecognized SSL message, plaintext connection?",
            _WAS,
        ),
        Saying(
            "CWWKS9582E:",
            ("cert-file", "config-error"),
            "CWWKS9582E: The [defaultSSLConfig] sslRef attributes required by the orb element with the defaultOrb id have not been resolved within 10 seconds.",
            "OpenLiberty dev/com.ibm.ws.security.client_fat, 24",
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
            "No trusted certificate found",
            ("verify issuer-unknown",),
            "javax.net.ssl.SSLHandshakeException: com.ibm.jsse2.util.h: No trusted certificate found",
            _IBM,
            pattern=r"com\.ibm\.jsse2\.util\.[a-z]{1,2}: No trusted certificate found",
        ),
        Saying(
            "The certificate expired at",
            ("verify expired",),
            "java.security.cert.CertPathValidatorException: The certificate expired at Fri Mar 01 00:00:00 UTC 2024; internal cause is: java.security.cert.CertificateExpiredException: NotAfter: Fri Mar 01 00:00:00 UTC 2024",
            _IBM,
            pattern=r"The certificate expired at .{10,40}; internal cause is",
        ),
        Saying(
            "RSA premaster secret error",
            ("algorithm-disabled",),
            "javax.net.ssl.SSLKeyException: RSA premaster secret error",
            "com.ibm.jsse2, sun.security.ssl; unlimited policy files missing",
        ),
    ),
)
