"""Telegraf and the InfluxDB clients."""

from __future__ import annotations

from tlswhy.products import Product, Role
from tlswhy.products.saying import Saying

PRODUCT = Product(
    name="Telegraf",
    roles=(Role.CLIENT,),
    speaks=("side client",),
    sayings=(
        Saying(
            "When writing to [https",
            ("side client",),
            (
                "2024-03-04T10:11:12Z E! [outputs.influxdb_v2] When writing to"
                " [https://influx.example.com:8086/api/v2/write]: Post"
                ' "https://influx.example.com:8086/api/v2/write": tls: failed to verify'
                " certificate: x509: certificate signed by unknown authority"
            ),
            "plugins/outputs/influxdb, 1.10 to 1.31",
            pattern=r"When writing to \[(?P<host>https?://[\w.-]{1,253}(?::\d{1,5})?)",
        ),
        Saying(
            "E! [agent] Error writing to outputs.",
            ("handshake-failed",),
            (
                "2024-03-04T10:11:12Z E! [agent] Error writing to outputs.kafka: kafka: client"
                " has run out of available brokers to talk to: EOF"
            ),
            "agent/agent.go, 1.10 to 1.31",
            certain=False,
        ),
        Saying(
            "could not parse any PEM certificates",
            ("ca-file",),
            (
                "Error running agent: could not parse any PEM certificates"
                ' "/etc/telegraf/ca.pem": <nil>'
            ),
            "plugins/common/tls/config.go, 1.8 to 1.31",
        ),
        Saying(
            "could not load keypair",
            ("client-key", "cert-file"),
            (
                "Error running agent: could not load keypair"
                " /etc/telegraf/cert.pem:/etc/telegraf/key.pem: tls: private key does not match"
                " public key"
            ),
            "plugins/common/tls/config.go, 1.8 to 1.31",
        ),
        Saying(
            "could not read certificate",
            ("ca-file",),
            (
                'Error running agent: could not read certificate "/etc/telegraf/ca.pem": open'
                " /etc/telegraf/ca.pem: no such file or directory"
            ),
            "plugins/common/tls/config.go, 1.8 to 1.31",
            pattern=r'could not read certificate \\?"[^"]{1,200}": open',
        ),
    ),
)
