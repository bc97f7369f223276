"""Eclipse Paho, MQTT clients in C, Java and Python."""

from __future__ import annotations

from tlswhy.products import Product, Role
from tlswhy.products.saying import Saying

_PAHO = "paho.mqtt.python, src/paho/mqtt/client.py, 1.6"
_PAHO_C = "paho.mqtt.c, src/SSLSocket.c, 1.3"
_PAHO_JAVA = "paho.mqtt.java, org/eclipse/paho/client/mqttv3/internal/nls/messages.properties, 1.2"

_SAYINGS = (
    Saying(
        "SSL/TLS has already been configured",
        ("config-error", "side client"),
        "ValueError: SSL/TLS has already been configured.",
        _PAHO,
    ),
    Saying(
        "in SSL_connect for socket",
        ("handshake-failed", "side client"),
        "SSL error SSL_ERROR_SSL(1) in SSL_connect for socket 5 rc -1 errno 0",
        _PAHO_C,
        pattern=r"in SSL_connect for socket \d{1,6} rc",
    ),
    Saying(
        "MqttException (0) - javax.net.ssl",
        ("handshake-failed", "side client"),
        "MqttException (0) - javax.net.ssl.SSLHandshakeException: PKIX path building failed",
        _PAHO_JAVA,
    ),
    Saying(
        "Unable to connect to server (32103)",
        ("side client",),
        "Unable to connect to server (32103) - java.net.ConnectException: Connection refused",
        _PAHO_JAVA,
        certain=False,
    ),
    Saying(
        "Connection lost (32109)",
        ("eof", "side client"),
        "Connection lost (32109) - java.io.EOFException",
        _PAHO_JAVA,
        certain=False,
    ),
)

PRODUCT = Product(
    name="Paho",
    roles=(Role.CLIENT,),
    services=(
        "mqtt",
        "mqtts",
    ),
    sayings=_SAYINGS,
    speaks=("side client",),
)
