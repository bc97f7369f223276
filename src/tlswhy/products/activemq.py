"""ActiveMQ, Classic and Artemis."""

from __future__ import annotations

from tlswhy.products import Product, Role
from tlswhy.products.saying import Saying

_SOURCE = "artemis-server, ActiveMQServerLogger.java, 2"

PRODUCT = Product(
    name="ActiveMQ",
    roles=(Role.SERVER,),
    speaks=("side server",),
    sayings=(
        Saying(
            "Could not accept connection",
            ("handshake-failed",),
            (
                "2024-05-06 07:08:09,123 | ERROR | Could not accept connection from "
                "tcp://192.0.2.7:50000: javax.net.ssl.SSLException: Unsupported or "
                "unrecognized SSL message (Unsupported or unrecognized SSL message) | "
                "org.apache.activemq.broker.TransportConnector"
            ),
            "activemq-broker, TransportConnector.java, 5.17",
            pattern=r"Could not accept connection(?: from \S{3,80}?)? ?: .{0,80}(?:javax\.net\.ssl|SSL)",
        ),
        Saying(
            "AMQ222208:",
            ("handshake-failed",),
            (
                "2024-05-06 07:08:09,123 WARN  [org.apache.activemq.artemis.core.server] "
                "AMQ222208: SSL handshake failed for client from /192.0.2.7:39532: "
                "java.security.cert.CertificateException"
            ),
            _SOURCE,
            pattern=(
                r"AMQ222208: SSL handshake failed for client from"
                r" /(?P<client>[\da-f.:]{3,45}):\d{1,5}"
            ),
        ),
        Saying(
            "AMQ224088:",
            ("handshake-timeout",),
            (
                "2024-05-06 07:08:09,123 ERROR [org.apache.activemq.artemis.core.server] "
                "AMQ224088: Timeout (10 seconds) while handshaking has occurred."
            ),
            _SOURCE,
            certain=False,
        ),
        Saying(
            "Unable to authenticate transport without SSL certificate",
            ("client-cert-absent",),
            (
                "java.lang.SecurityException: Unable to authenticate transport without SSL "
                "certificate."
            ),
            "activemq-broker, JaasCertificateAuthenticationBroker.java, 5.17",
        ),
        Saying(
            "No user for client certificate:",
            ("client-cert-refused",),
            (
                "javax.security.auth.login.FailedLoginException: No user for client "
                "certificate: CN=alice"
            ),
            "activemq-jaas, CertificateLoginModule.java, 5.17",
        ),
        Saying(
            "Client certificates not found. Cannot authenticate",
            ("client-cert-absent",),
            (
                "javax.security.auth.login.LoginException: Client certificates not found. "
                "Cannot authenticate."
            ),
            "activemq-jaas, TextFileCertificateLoginModule.java, 5.17",
        ),
    ),
)
