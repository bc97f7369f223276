"""Hadoop: HDFS, YARN, Hive, Ranger and Spark around it."""

from __future__ import annotations

from tlswhy.products import Product, Role
from tlswhy.products.saying import Saying

PRODUCT = Product(
    name="Hadoop",
    roles=(Role.CLIENT, Role.SERVER),
    sayings=(
        Saying(
            "Problem in starting http server. Server handlers failed",
            ("cert-file", "config-error"),
            "java.io.IOException: Problem in starting http server. Server handlers failed",
            "HttpServer2.java, 2 to 3",
            certain=False,
        ),
        Saying(
            "FileBasedKeyStoresFactory",
            ("cert-file", "config-error"),
            (
                "java.security.GeneralSecurityException: The property"
                " 'ssl.server.keystore.location' has not been set in the ssl configuration"
                " file. at org.apache.hadoop.security.ssl.FileBasedKeyStoresFactory.init"
            ),
            "security/ssl/FileBasedKeyStoresFactory.java, 2 to 3",
        ),
        Saying(
            "has not been set in the ssl configuration file",
            ("config-error", "cert-file"),
            (
                "java.security.GeneralSecurityException: The property"
                " 'ssl.server.keystore.location' has not been set in the ssl configuration"
                " file."
            ),
            "security/ssl/FileBasedKeyStoresFactory.java, 2 to 3",
        ),
        Saying(
            "TTransportException: javax.net.ssl.SSL",
            ("handshake-failed",),
            (
                "org.apache.thrift.transport.TTransportException: javax.net.ssl.SSLException:"
                " Unsupported or unrecognized SSL message"
            ),
            "Thrift, Hive",
        ),
        Saying(
            "Could not open client transport with JDBC Uri:",
            ("handshake-failed", "side client"),
            (
                "java.sql.SQLException: Could not open client transport with JDBC Uri:"
                " jdbc:hive2://hive.example.com:10000/;ssl=true: Invalid status 21"
            ),
            "Hive HiveConnection.java, 1 to 4",
            pattern=r"JDBC Uri: jdbc:hive2://(?P<host>[\w.-]{1,253}):(?P<port>\d{1,5}).{0,600}ssl=true",
            certain=False,
        ),
        Saying(
            "Invalid status 21",
            ("http-wants-tls", "side client"),
            "org.apache.thrift.transport.TTransportException: Invalid status 21",
            "Thrift TSaslTransport.java",
            pattern=(
                r"(?:Could not open client transport|TTransportException).{0,400}Invalid status"
                r" 21\b"
            ),
        ),
        Saying(
            "Invalid status 72",
            ("not-tls http",),
            "org.apache.thrift.transport.TTransportException: Invalid status 72",
            "Thrift TSaslTransport.java",
            pattern=(
                r"(?:Could not open client transport|TTransportException).{0,400}Invalid status"
                r" 72\b"
            ),
        ),
        Saying(
            "Invalid status 22",
            ("tls-received", "side server"),
            "org.apache.thrift.transport.TTransportException: Invalid status 22",
            "Thrift TSaslTransport.java",
            pattern=(
                r"(?:Could not open client transport|TTransportException).{0,400}Invalid status"
                r" 22\b"
            ),
        ),
    ),
)
