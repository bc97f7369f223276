"""gRPC-Java."""

from __future__ import annotations

from tlswhy.products import Product, Role
from tlswhy.products.saying import Saying

PRODUCT = Product(
    name="gRPC-Java",
    roles=(Role.CLIENT, Role.SERVER),
    sayings=(
        Saying(
            "Failed ALPN negotiation: Unable to find compatible protocol",
            ("no-alpn",),
            (
                "io.grpc.StatusRuntimeException: UNAVAILABLE: Failed ALPN negotiation: Unable"
                " to find compatible protocol"
            ),
            "netty ProtocolNegotiators.java, 1.0 to 1.60",
        ),
        Saying(
            "Could not find TLS ALPN provider",
            ("no-alpn", "config-error"),
            (
                "java.lang.IllegalStateException: Could not find TLS ALPN provider; no working"
                " netty-tcnative, Conscrypt, or Jetty NPN/ALPN available"
            ),
            "netty GrpcSslContexts.java, 1.0 to 1.60",
        ),
        Saying(
            "Jetty ALPN/NPN has not been properly configured",
            ("no-alpn", "config-error"),
            (
                "java.lang.IllegalArgumentException: Jetty ALPN/NPN has not been properly"
                " configured."
            ),
            "netty GrpcSslContexts.java, 1.0 to 1.60",
        ),
        Saying(
            "UNAVAILABLE: io exception",
            ("handshake-failed", "side client"),
            "io.grpc.StatusRuntimeException: UNAVAILABLE: io exception",
            "netty Utils.java, 1.0 to 1.60",
            certain=False,
        ),
        Saying(
            "UNAVAILABLE: ssl exception",
            ("handshake-failed",),
            "io.grpc.StatusRuntimeException: UNAVAILABLE: ssl exception",
            "netty Utils.java, 1.40",
        ),
        Saying(
            "UNAVAILABLE: Network closed for unknown reason",
            ("eof", "side client"),
            "io.grpc.StatusRuntimeException: UNAVAILABLE: Network closed for unknown reason",
            "netty NettyClientHandler.java, 1.0 to 1.60",
            certain=False,
        ),
        Saying(
            "Connection closed while performing TLS negotiation",
            ("eof",),
            (
                "io.grpc.StatusRuntimeException: UNAVAILABLE: Connection closed while"
                " performing TLS negotiation"
            ),
            "netty ProtocolNegotiators.java, 1.20",
        ),
        Saying(
            "Connection broken while performing TLS negotiation",
            ("eof",),
            (
                "io.grpc.StatusRuntimeException: UNAVAILABLE: Connection broken while"
                " performing TLS negotiation"
            ),
            "netty ProtocolNegotiators.java, 1.0 to 1.20",
        ),
        Saying(
            "Cannot verify hostname:",
            ("verify name", "side client"),
            "javax.net.ssl.SSLPeerUnverifiedException: Cannot verify hostname: app.example.com",
            "okhttp OkHttpTlsUpgrader.java, 1.0 to 1.60",
            pattern=r"Cannot verify hostname: (?P<host>[\w.:-]{1,253})",
        ),
    ),
)
