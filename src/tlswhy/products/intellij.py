"""IntelliJ IDEA, Android Studio and the other IDEs of JetBrains."""

from __future__ import annotations

from tlswhy.products import Product, Role
from tlswhy.products.saying import Saying

PRODUCT = Product(
    name="IntelliJ",
    roles=(Role.CLIENT,),
    speaks=("side client",),
    sayings=(
        Saying(
            "Server's certificate is not trusted",
            ("verify issuer-unknown",),
            (
                "Server's certificate is not trusted. Certificate details: Issued To CN (Common"
                " Name) app.example.com"
            ),
            "platform CertificateWarningDialog, 13 to 2024",
            pattern=r"Server's certificate is not trusted.{0,200}Issued To",
        ),
        Saying(
            "Untrusted Server's Certificate",
            ("verify issuer-unknown",),
            "Untrusted Server's Certificate: Server's certificate is not trusted",
            "platform CertificateWarningDialog, 13 to 2024",
        ),
        Saying(
            "com.intellij.util.net.ssl.ConfirmingTrustManager",
            ("side client",),
            (
                "at"
                " com.intellij.util.net.ssl.ConfirmingTrustManager.checkServerTrusted(ConfirmingTrustManager.java:215)"
            ),
            "platform util/net/ssl",
        ),
    ),
)
