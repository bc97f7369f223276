"""Bouncy Castle: its TLS, its JSSE provider and its path validation."""

from __future__ import annotations

from tlswhy.products import Product, Role
from tlswhy.products.saying import Saying

_TLS = "org.bouncycastle.tls, 1.60 to 1.80"
_JSSE = "org.bouncycastle.jsse.provider, 1.60 to 1.80"
_PATH = "org.bouncycastle.jce.provider, 1.40 to 1.80"

PRODUCT = Product(
    name="Bouncy Castle",
    roles=(Role.CLIENT, Role.SERVER),
    sayings=(
        Saying(
            "TlsFatalAlertReceived:",
            (),
            "org.bouncycastle.tls.TlsFatalAlertReceived: handshake_failure(40)",
            _TLS,
            pattern=r"TlsFatalAlertReceived: [a-z_]{3,40}\((?P<code>\d{1,3})\)",
            decode="alert",
        ),
        Saying(
            "TlsFatalAlert:",
            (),
            "org.bouncycastle.tls.TlsFatalAlert: certificate_unknown(46)",
            _TLS,
            pattern=r"TlsFatalAlert: [a-z_]{3,40}\((?P<code>\d{1,3})\)",
            decode="alert_sent",
        ),
        Saying(
            "] received fatal(2)",
            ("side {end}",),
            (
                "Mar 04, 2024 10:11:12 AM org.bouncycastle.jsse.provider.ProvTlsClient"
                " notifyAlertReceived INFO: [client #1 @1a2b3c4d] received fatal(2)"
                " handshake_failure(40) alert"
            ),
            _JSSE,
            pattern=(
                r"\[(?P<end>client|server) #\d{1,9} [^\]]{0,40}\] received fatal\(2\)"
                r" [a-z_]{3,40}\((?P<code>\d{1,3})\) alert"
            ),
            decode="alert",
        ),
        Saying(
            "] raised fatal(2)",
            ("side {end}",),
            (
                "Mar 04, 2024 10:11:12 AM org.bouncycastle.jsse.provider.ProvTlsClient"
                " notifyAlertRaised WARNING: [client #1 @1a2b3c4d] raised fatal(2)"
                " certificate_unknown(46) alert: Failed to read record"
            ),
            _JSSE,
            pattern=(
                r"\[(?P<end>client|server) #\d{1,9} [^\]]{0,40}\] raised fatal\(2\)"
                r" [a-z_]{3,40}\((?P<code>\d{1,3})\) alert"
            ),
            decode="alert_sent",
        ),
        Saying(
            "No close_notify alert received before connection closed",
            ("eof",),
            (
                "org.bouncycastle.tls.TlsNoCloseNotifyException: No close_notify alert received"
                " before connection closed"
            ),
            _TLS,
        ),
        Saying(
            "found no selectable cipher suite among the",
            ("no-shared-cipher", "side server"),
            (
                "[server #1 @1a2b3c4d] found no selectable cipher suite among the 3 offered:"
                " [{0x00,0x2F}(TLS_RSA_WITH_AES_128_CBC_SHA)]"
            ),
            _JSSE,
        ),
        Saying(
            "No issuer certificate for certificate in certification path found",
            ("verify issuer-missing",),
            (
                "java.security.cert.CertPathBuilderException: No issuer certificate for"
                " certificate in certification path found."
            ),
            _PATH,
        ),
        Saying(
            "Could not validate certificate: certificate expired on",
            ("verify expired",),
            (
                "ExtCertPathValidatorException: Could not validate certificate: certificate"
                " expired on 20240301000000GMT+00:00"
            ),
            _PATH,
        ),
        Saying(
            "Could not validate certificate: certificate not valid till",
            ("verify not-yet-valid",),
            (
                "ExtCertPathValidatorException: Could not validate certificate: certificate not"
                " valid till 20240305000000GMT+00:00"
            ),
            _PATH,
        ),
        Saying(
            "Could not validate certificate: Certificate expired at",
            ("verify expired",),
            (
                "ExtCertPathValidatorException: Could not validate certificate: Certificate"
                " expired at Fri Mar 01 00:00:00 GMT 2024 (compared to Mon Mar 04 10:11:12 GMT"
                " 2024)"
            ),
            "conscrypt OpenSSLX509Certificate.java",
        ),
        Saying(
            "Could not validate certificate: Certificate not valid until",
            ("verify not-yet-valid",),
            (
                "ExtCertPathValidatorException: Could not validate certificate: Certificate not"
                " valid until Tue Mar 05 00:00:00 GMT 2024 (compared to Mon Mar 04 10:11:12 GMT"
                " 2024)"
            ),
            "conscrypt OpenSSLX509Certificate.java",
        ),
        Saying(
            "Could not validate certificate signature",
            ("verify signature",),
            "ExtCertPathValidatorException: Could not validate certificate signature.",
            _PATH,
        ),
        Saying(
            "TrustAnchor found but certificate validation failed",
            ("verify failed",),
            (
                "java.security.cert.CertPathBuilderException: TrustAnchor found but certificate"
                " validation failed."
            ),
            _PATH,
        ),
        Saying(
            "Unable to construct path",
            ("verify issuer-unknown",),
            "java.security.cert.CertificateException: Unable to construct path",
            _JSSE,
            pattern=r"CertificateException: Unable to construct path",
        ),
    ),
)
