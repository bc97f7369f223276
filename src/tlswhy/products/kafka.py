"""Apache Kafka: brokers, Java clients, Connect."""

from __future__ import annotations

from tlswhy.model.diagnosis import Remedy
from tlswhy.products import Product, Recipe, Role
from tlswhy.products.saying import Saying

_CLIENT = "clients/NetworkClient.java, 1.0 to 4"
_SELECTOR = "clients/common/network/Selector.java, 1.0 to 4"
_ENGINE = "clients/common/security/ssl/DefaultSslEngineFactory.java, 2.6 to 4"

PRODUCT = Product(
    name="Kafka",
    roles=(Role.SERVER, Role.CLIENT),
    recipes={
        Remedy.TRUST_CA: Recipe(
            "PEM since 2.7; before that a JKS or PKCS12 store and its password.",
            ("ssl.truststore.type=PEM", "ssl.truststore.location=/etc/kafka/{ca}.pem"),
        ),
        Remedy.PRESENT_CLIENT_CERTIFICATE: Recipe(
            "One file, since 2.7: the key in PKCS #8, then the certificate and its chain.",
            ("ssl.keystore.type=PEM", "ssl.keystore.location=/etc/kafka/client.pem"),
        ),
        Remedy.USE_TLS_SCHEME: Recipe(
            "Of the client; SASL_SSL where it logs in with SASL.", ("security.protocol=SSL",)
        ),
        Remedy.USE_PLAIN_SCHEME: Recipe(
            "Of the client; SASL_PLAINTEXT where it logs in with SASL.",
            ("security.protocol=PLAINTEXT",),
        ),
    },
    sayings=(
        Saying(
            "failed authentication due to: SSL handshake failed",
            ("handshake-failed", "side client"),
            (
                "[Producer clientId=producer-1] Connection to node -1"
                " (kafka.example.com/192.0.2.7:9093) failed authentication due to: SSL"
                " handshake failed (org.apache.kafka.clients.NetworkClient)"
            ),
            _CLIENT,
            pattern=(
                r"Connection to node -?\d+ \((?P<host>[\w.-]{1,253})/[^)]{1,60}:"
                r"(?P<port>\d{1,5})\) failed auth"
            ),
        ),
        Saying(
            "org.apache.kafka.common.errors.SslAuthenticationException: SSL handshake failed",
            ("handshake-failed",),
            "org.apache.kafka.common.errors.SslAuthenticationException: SSL handshake failed",
            "clients/common/network/SslTransportLayer.java, 1.0 to 4",
        ),
        Saying(
            "(SSL handshake failed)",
            ("handshake-failed", "side server"),
            (
                "[SocketServer listenerType=ZK_BROKER, nodeId=0] Failed authentication with"
                " /192.0.2.7 (SSL handshake failed) (org.apache.kafka.common.network.Selector)"
            ),
            _SELECTOR,
            pattern=(
                r"Failed authentication with (?:[\w.-]{0,253})/(?P<client>[\d.a-f:]{3,45})(?:"
                r" \(channelId=[^)]{1,80}\))? \(SSL handshake failed\)"
            ),
        ),
        Saying(
            "SSL handshake failed caused by",
            ("handshake-failed",),
            "errorMessage=SSL handshake failed caused by Empty client certificate chain",
            _SELECTOR,
        ),
        Saying(
            (
                "terminated during authentication. This may happen due to any of the following"
                " reasons"
            ),
            ("eof", "side client"),
            (
                "[AdminClient clientId=adminclient-1] Connection to node -1"
                " (kafka.example.com/192.0.2.7:9093) terminated during authentication. This may"
                " happen due to any of the following reasons: (1) Authentication failed due to"
                " invalid credentials with brokers older than 1.0.0, (2) Firewall blocking"
                " Kafka TLS traffic (eg it may only allow HTTPS traffic), (3) Transient network"
                " issue."
            ),
            _CLIENT,
            pattern=r"\((?P<host>[\w.-]{1,253})/[^)]{1,60}:(?P<port>\d{1,5})\) terminated during auth",
        ),
        Saying(
            "disconnected (org.apache.kafka.clients.NetworkClient)",
            ("eof", "side client"),
            (
                "[Producer clientId=producer-1] Bootstrap broker kafka.example.com:9093 (id: -1"
                " rack: null) disconnected (org.apache.kafka.clients.NetworkClient)"
            ),
            _CLIENT,
            pattern=r"Bootstrap broker (?P<host>[\w.-]{1,253}):(?P<port>\d{1,5}) .{0,60}disconnected",
            certain=False,
        ),
        Saying(
            "Invalid receive (size =",
            (),
            (
                "org.apache.kafka.common.network.InvalidReceiveException: Invalid receive (size"
                " = 369296128 larger than 104857600)"
            ),
            "clients/common/network/NetworkReceive.java, 0.8 to 4",
            pattern=r"Invalid receive \(size = (?P<code>-?\d{5,11}) larger than",
            decode="length_word",
        ),
        Saying(
            "Failed to load SSL keystore",
            ("cert-file", "client-key"),
            (
                "org.apache.kafka.common.KafkaException: Failed to load SSL keystore"
                " /etc/kafka/kafka.keystore.jks of type JKS"
            ),
            _ENGINE,
        ),
        Saying(
            "Failed to load PEM SSL keystore",
            ("cert-file", "client-key"),
            (
                "org.apache.kafka.common.errors.InvalidConfigurationException: Failed to load"
                " PEM SSL keystore"
            ),
            _ENGINE,
        ),
        Saying(
            "Failed to load SSL truststore",
            ("ca-file",),
            (
                "org.apache.kafka.common.KafkaException: Failed to load SSL truststore"
                " /etc/kafka/kafka.truststore.jks of type JKS"
            ),
            _ENGINE,
        ),
        Saying(
            "SSL key store is not specified, but key store password is specified",
            ("config-error",),
            (
                "org.apache.kafka.common.KafkaException: SSL key store is not specified, but"
                " key store password is specified."
            ),
            _ENGINE,
        ),
        Saying(
            "SSL trust store is not specified, but trust store password is specified",
            ("config-error",),
            (
                "org.apache.kafka.common.KafkaException: SSL trust store is not specified, but"
                " trust store password is specified."
            ),
            _ENGINE,
        ),
        Saying(
            "SSL private key can be specified only for PEM, but key store type is",
            ("config-error",),
            (
                "org.apache.kafka.common.errors.InvalidConfigurationException: SSL private key"
                " can be specified only for PEM, but key store type is JKS."
            ),
            _ENGINE,
        ),
        Saying(
            "SSL PEM key store is specified, but",
            ("config-error", "client-key"),
            (
                "org.apache.kafka.common.errors.InvalidConfigurationException: SSL PEM key"
                " store is specified, but key password is not specified."
            ),
            _ENGINE,
        ),
        Saying(
            "No matching PRIVATE KEY entries in PEM file",
            ("cert-file", "client-key"),
            (
                "org.apache.kafka.common.errors.InvalidConfigurationException: No matching"
                " PRIVATE KEY entries in PEM file"
            ),
            _ENGINE,
        ),
        Saying(
            "No matching CERTIFICATE entries in PEM file",
            ("cert-file", "client-key"),
            (
                "org.apache.kafka.common.errors.InvalidConfigurationException: No matching"
                " CERTIFICATE entries in PEM file"
            ),
            _ENGINE,
        ),
        Saying(
            "Invalid PEM keystore configs",
            ("cert-file", "client-key"),
            (
                "org.apache.kafka.common.errors.InvalidConfigurationException: Invalid PEM"
                " keystore configs"
            ),
            _ENGINE,
        ),
        Saying(
            (
                "A client SSLEngine created with the provided settings can't connect to a"
                " server SSLEngine"
            ),
            ("config-error", "side server"),
            (
                "org.apache.kafka.common.config.ConfigException: Invalid value"
                " javax.net.ssl.SSLHandshakeException: PKIX path validation failed for"
                " configuration A client SSLEngine created with the provided settings can't"
                " connect to a server SSLEngine created with those settings."
            ),
            "clients/common/security/ssl/SslFactory.java, 2.0 to 4",
        ),
        Saying(
            "Unexpected Kafka request of type METADATA during SASL handshake",
            ("config-error", "side server"),
            (
                "org.apache.kafka.common.errors.IllegalSaslStateException: Unexpected Kafka"
                " request of type METADATA during SASL handshake."
            ),
            "clients/common/security/authenticator/SaslServerAuthenticator.java",
            certain=False,
        ),
        Saying(
            "Unexpected handshake request with client mechanism",
            ("config-error", "side client"),
            (
                "org.apache.kafka.common.errors.IllegalSaslStateException: Unexpected handshake"
                " request with client mechanism PLAIN, enabled mechanisms are []"
            ),
            "clients/common/security/authenticator/SaslClientAuthenticator.java",
            certain=False,
        ),
    ),
)
