"""Prometheus, Alertmanager, the exporters, and Loki with Promtail and Alloy."""

from __future__ import annotations

from tlswhy.model.diagnosis import Remedy
from tlswhy.products import Product, Recipe, Role
from tlswhy.products.saying import Saying

_COMMON = "prometheus/common config/http_config.go, 0.2 to 0.60"

PRODUCT = Product(
    name="Prometheus",
    roles=(Role.CLIENT, Role.SERVER),
    recipes={
        Remedy.TRUST_CA: Recipe(
            "In the scrape_config, remote_write or alertmanager entry.",
            ("tls_config:", "  ca_file: /etc/prometheus/{ca}.pem"),
        ),
        Remedy.CONNECT_BY_LISTED_NAME: Recipe(
            "In the same place.", ("tls_config:", "  server_name: {name}")
        ),
        Remedy.PRESENT_CLIENT_CERTIFICATE: Recipe(
            "In the same place.",
            (
                "tls_config:",
                "  cert_file: /etc/prometheus/client.pem",
                "  key_file: /etc/prometheus/client.key",
            ),
        ),
        Remedy.USE_PLAIN_SCHEME: Recipe("In the scrape_config.", ("scheme: http",)),
        Remedy.USE_TLS_SCHEME: Recipe("In the scrape_config.", ("scheme: https",)),
    },
    sayings=(
        Saying(
            "unable to load specified CA cert",
            ("ca-file", "side client"),
            (
                'err="error creating HTTP client: unable to load specified CA cert'
                " /etc/prometheus/ca.crt: open /etc/prometheus/ca.crt: no such file or"
                ' directory"'
            ),
            _COMMON,
        ),
        Saying(
            "unable to use specified CA cert",
            ("ca-file", "side client"),
            'err="unable to use specified CA cert /etc/prometheus/ca.crt"',
            _COMMON,
        ),
        Saying(
            "unable to read CA cert",
            ("ca-file", "side client"),
            (
                'err="unable to read CA cert /etc/prometheus/ca.crt: open'
                ' /etc/prometheus/ca.crt: no such file or directory"'
            ),
            _COMMON,
        ),
        Saying(
            "unable to use specified client cert",
            ("client-key", "side client"),
            (
                'err="unable to use specified client cert (/etc/prometheus/client.crt) & key'
                ' (/etc/prometheus/client.key): tls: private key does not match public key"'
            ),
            _COMMON,
        ),
        Saying(
            "unable to read specified client cert",
            ("client-key", "side client"),
            (
                'err="unable to read specified client cert (/etc/prometheus/client.crt): open:'
                ' no such file or directory"'
            ),
            _COMMON,
        ),
        Saying(
            (
                "exactly one of key or key_file must be configured when a client certificate is"
                " configured"
            ),
            ("client-key", "config-error"),
            (
                "exactly one of key or key_file must be configured when a client certificate is"
                " configured"
            ),
            _COMMON,
        ),
        Saying(
            "failed to load X509KeyPair",
            ("cert-file",),
            (
                'err="failed to load X509KeyPair: open /etc/node_exporter/server.crt: no such'
                ' file or directory"'
            ),
            "exporter-toolkit web/tls_config.go, 0.1 to 0.13",
        ),
        Saying(
            "Client CA's have been configured without a Client Auth Policy",
            ("config-error",),
            "Client CA's have been configured without a Client Auth Policy",
            "exporter-toolkit web/tls_config.go",
        ),
        Saying(
            "error sending batch, will retry",
            ("side client",),
            (
                'level=warn component=client host=loki.example.com msg="error sending batch,'
                ' will retry" status=-1 error="Post'
                ' \\"https://loki.example.com/loki/api/v1/push\\": tls: failed to verify'
                ' certificate: x509: certificate signed by unknown authority"'
            ),
            "Promtail client.go, 1 to 3",
            pattern=(
                r'error sending batch, will retry.{0,60}error="Post \\{0,3}"'
                r"(?P<host>https?://[\w.-]{1,253}(?::\d{1,5})?)"
            ),
        ),
        Saying(
            "final error sending batch",
            ("side client",),
            (
                'level=error component=client msg="final error sending batch" status=-1'
                ' error="Post \\"https://loki.example.com/loki/api/v1/push\\": tls: failed to'
                ' verify certificate: x509: certificate signed by unknown authority"'
            ),
            "Promtail client.go, 1 to 3",
            pattern=(
                r'final error sending batch.{0,60}error="Post \\{0,3}"'
                r"(?P<host>https?://[\w.-]{1,253}(?::\d{1,5})?)"
            ),
        ),
        Saying(
            "Failed to send batch, retrying",
            ("side client",),
            (
                "ts=2024-03-04T10:11:12.000Z caller=dedupe.go:112 component=remote level=warn"
                ' msg="Failed to send batch, retrying" err="Post'
                ' \\"https://mimir.example.com/api/v1/push\\": tls: failed to verify'
                ' certificate: x509: certificate signed by unknown authority"'
            ),
            "storage/remote/queue_manager.go, 2 to 3",
            pattern=(
                r'Failed to send batch, retrying.{0,60}err="Post \\{0,3}"'
                r"(?P<host>https?://[\w.-]{1,253}(?::\d{1,5})?)"
            ),
        ),
        Saying(
            "Error sending alert",
            ("side client",),
            (
                "level=error component=notifier"
                ' alertmanager=https://am.example.com/api/v2/alerts count=1 msg="Error sending'
                ' alert" err="Post \\"https://am.example.com/api/v2/alerts\\": tls: failed to'
                ' verify certificate: x509: certificate signed by unknown authority"'
            ),
            "notifier/notifier.go, 2 to 3",
            pattern=(
                r'Error sending alerts?".{0,80}err="Post \\{0,3}"'
                r"(?P<host>https?://[\w.-]{1,253}(?::\d{1,5})?)"
            ),
        ),
        Saying(
            "Error for HTTP request",
            ("side client",),
            (
                "ts=2024-03-04T10:11:12.000Z caller=main.go:181 module=http_2xx"
                ' target=https://app.example.com level=error msg="Error for HTTP request"'
                ' err="Get \\"https://app.example.com\\": tls: failed to verify certificate:'
                ' x509: certificate signed by unknown authority"'
            ),
            "blackbox_exporter prober/http.go, 0.10 to 0.25",
            pattern=(
                r'Error for HTTP request" err="Get \\{0,3}"'
                r"(?P<host>https?://[\w.-]{1,253}(?::\d{1,5})?)"
            ),
        ),
        Saying(
            "Notify for alerts failed",
            ("side client",),
            (
                'level=error component=dispatcher msg="Notify for alerts failed" num_alerts=1'
                ' err="default/email[0]: notify retry canceled after 7 attempts: send STARTTLS'
                " command: tls: failed to verify certificate: x509: certificate signed by"
                ' unknown authority"'
            ),
            "alertmanager dispatch.go, 0.20 to 0.27",
            certain=False,
        ),
        Saying(
            "send STARTTLS command:",
            ("side client",),
            (
                'err="default/email[0]: notify retry canceled after 7 attempts: send STARTTLS'
                " command: tls: failed to verify certificate: x509: certificate signed by"
                ' unknown authority"'
            ),
            "alertmanager notify/email, 0.20 to 0.27",
        ),
        Saying(
            "does not advertise the STARTTLS extension",
            ("starttls-missing", "side client"),
            (
                "'require_tls' is true (default) but \"mail.example.com:25\" does not advertise"
                " the STARTTLS extension"
            ),
            "alertmanager notify/email, 0.15 to 0.27",
        ),
    ),
)
