"""Grafana, and what LDAP libraries for Go print in it."""

from __future__ import annotations

from tlswhy.products import Product, Role
from tlswhy.products.saying import Saying

_HTTP = "pkg/api/http_server.go, 5 to 11"

PRODUCT = Product(
    name="Grafana",
    roles=(Role.SERVER, Role.CLIENT),
    sayings=(
        Saying(
            "cert_file cannot be empty when using HTTPS",
            ("no-certificate", "config-error", "side server"),
            "cert_file cannot be empty when using HTTPS",
            _HTTP,
        ),
        Saying(
            "cert_key cannot be empty when using HTTPS",
            ("no-certificate", "config-error", "side server"),
            "cert_key cannot be empty when using HTTPS",
            _HTTP,
        ),
        Saying(
            "cannot find SSL cert_file at",
            ("cert-file", "side server"),
            'cannot find SSL cert_file at "/etc/grafana/grafana.crt"',
            _HTTP,
        ),
        Saying(
            "cannot find SSL key_file at",
            ("cert-file", "side server"),
            'cannot find SSL key_file at "/etc/grafana/grafana.key"',
            _HTTP,
        ),
        Saying(
            'LDAP Result Code 200 "Network Error":',
            ("handshake-failed", "side client", "role directory"),
            (
                'LDAP Result Code 200 "Network Error": tls: failed to verify certificate: x509:'
                " certificate signed by unknown authority"
            ),
            "go-ldap v2, v3",
        ),
        Saying(
            'LDAP Result Code 200 \\"Network Error\\":',
            ("handshake-failed", "side client", "role directory"),
            (
                'error="LDAP Result Code 200 \\"Network Error\\": tls: failed to verify'
                ' certificate: x509: certificate signed by unknown authority"'
            ),
            "go-ldap v2, v3",
        ),
        Saying(
            "logger=ngalert.notifier.email",
            ("side client",),
            (
                'logger=ngalert.notifier.email t=2024-03-04T10:11:12Z level=error msg="Failed'
                ' to send email" err="gomail: tls: failed to verify certificate: x509:'
                ' certificate signed by unknown authority"'
            ),
            "pkg/services/notifications, 8 to 11",
            certain=False,
        ),
    ),
)
