"""Apache ZooKeeper, server and client."""

from __future__ import annotations

from tlswhy.products import Product, Role
from tlswhy.products.saying import Saying

PRODUCT = Product(
    name="ZooKeeper",
    roles=(Role.SERVER, Role.CLIENT),
    sayings=(
        Saying(
            "Failed to verify both host address and host name",
            ("verify name",),
            (
                "java.security.cert.CertificateException: Failed to verify both host "
                "address and host name"
            ),
            "ZKTrustManager.java, 3.5 to 3.9",
        ),
        Saying(
            "Failed to verify host address, and reverse lookup is disabled",
            ("verify ip-name",),
            (
                "java.security.cert.CertificateException: Failed to verify host address, "
                "and reverse lookup is disabled"
            ),
            "ZKTrustManager.java, 3.9",
        ),
        Saying(
            "SSL isn't supported in NIOServerCnxn",
            (
                "config-error",
                "side server",
            ),
            "java.lang.UnsupportedOperationException: SSL isn't supported in NIOServerCnxn",
            "NIOServerCnxnFactory.java, 3.5 to 3.9",
        ),
        Saying(
            "Unsuccessful handshake with session 0x0",
            ("handshake-failed", "side server"),
            (
                "ERROR [nioEventLoopGroup-4-1:NettyServerCnxnFactory$CertificateVerifier] -"
                " Unsuccessful handshake with session 0x0"
            ),
            "NettyServerCnxnFactory.java, 3.5 to 3.9",
        ),
        Saying(
            "java.io.IOException: Len error",
            (),
            "java.io.IOException: Len error 369295617",
            "NIOServerCnxn.java, 3.4 to 3.9",
            pattern=r"IOException: Len error (?P<code>-?\d{5,11})",
            decode="length_word",
        ),
        Saying(
            "java.io.IOException: Packet len",
            (),
            "java.io.IOException: Packet len 352518400 is out of range!",
            "ClientCnxnSocket.java, 3.4 to 3.9",
            pattern=r"Packet len ?(?P<code>-?\d{5,11}) is out of range",
            decode="length_word",
        ),
        Saying(
            "Failed to verify hostname:",
            ("verify name",),
            ("ERROR [ListenerHandler:ZKTrustManager] - Failed to verify hostname: zk1.example.com"),
            "ZKTrustManager.java, 3.5 to 3.9",
            pattern=r"Failed to verify hostname: (?P<host>[\w.-]{1,253})",
        ),
        Saying(
            "Failed to verify host address:",
            ("verify ip-name",),
            "ERROR [ListenerHandler:ZKTrustManager] - Failed to verify host address: 192.0.2.7",
            "ZKTrustManager.java, 3.5 to 3.9",
        ),
        Saying(
            "Failed to create KeyManager",
            ("cert-file", "client-key"),
            (
                "org.apache.zookeeper.common.X509Exception$SSLContextException: Failed to"
                " create KeyManager"
            ),
            "X509Util.java, 3.5 to 3.9",
            pattern=r"SSLContextException: Failed to create KeyManager",
        ),
        Saying(
            "Failed to create TrustManager",
            ("ca-file",),
            (
                "org.apache.zookeeper.common.X509Exception$SSLContextException: Failed to"
                " create TrustManager"
            ),
            "X509Util.java, 3.5 to 3.9",
            pattern=r"SSLContextException: Failed to create TrustManager",
        ),
    ),
)
