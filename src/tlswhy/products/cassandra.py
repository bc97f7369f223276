"""Apache Cassandra, and the DataStax drivers."""

from __future__ import annotations

from tlswhy.products import Product, Role
from tlswhy.products.saying import Saying

_SRV = "net/InboundConnectionInitiator.java, security/SSLFactory.java, 2 to 5"

PRODUCT = Product(
    name="Cassandra",
    roles=(Role.SERVER, Role.CLIENT),
    speaks=("role database",),
    sayings=(
        Saying(
            "attempted to establish an unencrypted connection",
            ("plain-received", "side server"),
            (
                "peer /192.0.2.7:51234 attempted to establish an unencrypted connection"
                " (broadcast address /192.0.2.7:7000)"
            ),
            _SRV,
        ),
        Saying(
            "Failed to properly handshake with peer",
            ("handshake-failed", "side server"),
            (
                "ERROR [Messaging-EventLoop-3-4] InboundConnectionInitiator.java - Failed to"
                " properly handshake with peer /192.0.2.7:51234. Closing the channel."
            ),
            _SRV,
        ),
        Saying(
            "Failed to create SSL context using",
            ("cert-file", "config-error", "side server"),
            (
                "org.apache.cassandra.exceptions.ConfigurationException: Failed to create SSL"
                " context using server_encryption_options"
            ),
            _SRV,
        ),
        Saying(
            "Error creating/initializing the SSL Context",
            ("cert-file", "config-error"),
            "java.io.IOException: Error creating/initializing the SSL Context",
            _SRV,
        ),
        Saying(
            "failed to build trust manager store for secure connections",
            ("ca-file",),
            (
                "javax.net.ssl.SSLException: failed to build trust manager store for secure"
                " connections"
            ),
            _SRV,
        ),
        Saying(
            "failed to build key manager store for secure connections",
            ("cert-file",),
            (
                "javax.net.ssl.SSLException: failed to build key manager store for secure"
                " connections"
            ),
            _SRV,
        ),
        Saying(
            "Filtering out [",
            ("no-cipher",),
            (
                "WARN  [main] SSLFactory.java:181 - Filtering out"
                " [TLS_RSA_WITH_AES_256_CBC_SHA] as it isn't supported by the socket"
            ),
            "SSLFactory.java, 2 to 4",
            pattern=r"Filtering out \[[^\]]{3,800}\] as it isn't supported by the socket",
        ),
        Saying(
            (
                "com.datastax.driver.core.exceptions.NoHostAvailableException: All host(s)"
                " tried for query failed"
            ),
            ("handshake-failed", "side client"),
            (
                "com.datastax.driver.core.exceptions.NoHostAvailableException: All host(s)"
                " tried for query failed (tried: /192.0.2.7:9042"
                " (com.datastax.driver.core.exceptions.TransportException: [/192.0.2.7:9042]"
                " Channel has been closed))"
            ),
            "java-driver 3",
            certain=False,
        ),
        Saying(
            "Channel has been closed",
            ("eof", "side client"),
            (
                "com.datastax.driver.core.exceptions.TransportException: [/192.0.2.7:9042]"
                " Channel has been closed"
            ),
            "java-driver 3",
            pattern=r"datastax.{1,160}Channel has been closed",
            certain=False,
        ),
        Saying(
            "AllNodesFailedException: Could not reach any contact point",
            ("handshake-failed", "side client"),
            (
                "com.datastax.oss.driver.api.core.AllNodesFailedException: Could not reach any"
                " contact point, make sure you've provided valid addresses"
            ),
            "java-driver 4",
            certain=False,
        ),
    ),
)
