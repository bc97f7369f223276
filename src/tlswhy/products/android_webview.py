"""Android's WebView: the numbers and names of its errors, and the dialogs of apps around it."""

from __future__ import annotations

from tlswhy.products import Product, Role
from tlswhy.products.saying import Saying

_SRC = "Android 4 to 15, android/net/http/SslError.java, WebViewClient.java"
_NET = "Chromium, net/android/java/src/org/chromium/net/X509Util.java"
_BROWSER = "Android 4 to 15, Browser and WebView strings.xml"
_GOOGLE = "Android 4 to 15, system messages"
_MAIL = "Android 2 to 6, Email strings.xml; K-9 Mail"

PRODUCT = Product(
    name="Android WebView",
    roles=(Role.CLIENT,),
    sayings=(
        Saying(
            "onReceivedSslError",
            ("verify failed",),
            "W/WebViewClient: onReceivedSslError primary error: 3",
            _SRC,
        ),
        Saying(
            "primary error: ",
            ("verify not-yet-valid",),
            "primary error: 0 certificate: Issued to: CN=www.example.org",
            _SRC,
            pattern=r"primary error: 0 certificate",
        ),
        Saying(
            "primary error: ",
            ("verify expired",),
            "primary error: 1 certificate: Issued to: CN=www.example.org",
            _SRC,
            pattern=r"primary error: 1 certificate",
        ),
        Saying(
            "primary error: ",
            ("verify name",),
            "primary error: 2 certificate: Issued to: CN=www.example.org",
            _SRC,
            pattern=r"primary error: 2 certificate",
        ),
        Saying(
            "primary error: ",
            ("verify issuer-unknown",),
            "primary error: 3 certificate: Issued to: CN=www.example.org",
            _SRC,
            pattern=r"primary error: 3 certificate",
        ),
        Saying(
            "primary error: ",
            ("verify expired",),
            "primary error: 4 certificate: Issued to: CN=www.example.org",
            _SRC,
            pattern=r"primary error: 4 certificate",
        ),
        Saying(
            "primary error: ",
            ("verify failed",),
            "primary error: 5 certificate: Issued to: CN=www.example.org",
            _SRC,
            pattern=r"primary error: 5 certificate",
        ),
        Saying(
            "SSL_IDMISMATCH",
            ("verify name",),
            "SslError.SSL_IDMISMATCH",
            _SRC,
        ),
        Saying(
            "SSL_UNTRUSTED",
            ("verify issuer-unknown",),
            "SslError.SSL_UNTRUSTED",
            _SRC,
            pattern=r"(?<![A-Z_])SSL_UNTRUSTED(?![A-Z_])",
        ),
        Saying(
            "SSL_NOTYETVALID",
            ("verify not-yet-valid",),
            "SslError.SSL_NOTYETVALID",
            _SRC,
        ),
        Saying(
            "SSL_DATE_INVALID",
            ("verify expired",),
            "SslError.SSL_DATE_INVALID",
            _SRC,
            pattern=r"(?<![A-Z_])SSL_DATE_INVALID",
        ),
        Saying(
            "ERROR_FAILED_SSL_HANDSHAKE",
            ("handshake-failed",),
            "WebViewClient.ERROR_FAILED_SSL_HANDSHAKE (-11)",
            _SRC,
        ),
        Saying(
            "Failed to validate the certificate chain, error",
            ("verify failed",),
            "I/X509Util: Failed to validate the certificate chain, error: java.security.cert.CertPathValidatorException: Trust anchor for certification path not found.",
            _NET,
        ),
        Saying(
            "There are problems with the security certificate for this site",
            ("verify failed",),
            "There are problems with the security certificate for this site",
            _BROWSER,
        ),
        Saying(
            "This certificate isn't from a trusted authority",
            ("verify issuer-unknown",),
            "This certificate isn't from a trusted authority",
            _BROWSER,
        ),
        Saying(
            "This certificate is not from a trusted authority",
            ("verify issuer-unknown",),
            "This certificate is not from a trusted authority",
            _BROWSER,
        ),
        Saying(
            "The name of the site doesn't match the name on the certificate",
            ("verify name",),
            "The name of the site doesn't match the name on the certificate",
            _BROWSER,
        ),
        Saying(
            "The name of the site does not match the name on the certificate",
            ("verify name",),
            "The name of the site does not match the name on the certificate",
            _BROWSER,
        ),
        Saying(
            "This certificate has expired",
            ("verify expired",),
            "Security warning This certificate has expired.",
            _BROWSER,
        ),
        Saying(
            "This certificate isn't valid yet",
            ("verify not-yet-valid",),
            "This certificate isn't valid yet",
            _BROWSER,
        ),
        Saying(
            "This certificate is not valid yet",
            ("verify not-yet-valid",),
            "This certificate is not valid yet",
            _BROWSER,
        ),
        Saying(
            "This certificate has an invalid date",
            ("verify expired",),
            "This certificate has an invalid date",
            _BROWSER,
        ),
        Saying(
            "There is a problem communicating securely with Google servers",
            ("handshake-failed",),
            "There was a problem communicating with Google servers. There is a problem communicating securely with Google servers",
            _GOOGLE,
        ),
        Saying(
            "Unable to open connection to server due to security error",
            ("handshake-failed", "role mail"),
            "Couldn't open connection to server due to security error. Unable to open connection to server due to security error.",
            _MAIL,
        ),
        Saying(
            "Couldn't open connection to server due to security error",
            ("handshake-failed", "role mail"),
            "Couldn't finish Couldn't open connection to server due to security error.",
            _MAIL,
        ),
        Saying(
            "Can't safely connect to server. (Certificate not valid",
            ("verify failed", "role mail"),
            "Can't safely connect to server. (Certificate not valid: mail.example.org)",
            _MAIL,
        ),
        Saying(
            "Cannot safely connect to server. (java.security.cert",
            ("verify failed", "role mail"),
            "Cannot safely connect to server. (java.security.cert.CertPathValidatorException: Trust anchor for certification path not found.)",
            _MAIL,
        ),
        Saying(
            "Cannot safely connect to server",
            ("verify failed", "role mail"),
            "Setup could not finish. Cannot safely connect to server.",
            _MAIL,
        ),
        Saying(
            "TLS required but not supported by server",
            ("starttls-missing", "role mail"),
            "TLS required but not supported by server.",
            _MAIL,
        ),
        Saying(
            "Network may be monitored by an unknown third party",
            ("issuer interceptor",),
            "Network may be monitored By an unknown third party. Network may be monitored by an unknown third party",
            _GOOGLE,
        ),
    ),
    speaks=("side client",),
)
