"""The Proxy-Status header by which intermediaries say what failed (RFC 9209)."""

from __future__ import annotations

from tlswhy.products import Product, Role
from tlswhy.products.saying import Saying

_SAYINGS = (
    Saying(
        "error=dns_timeout",
        ("dns-failed", "leg upstream", "upstream-failed"),
        "Proxy-Status: edge.example.com; error=dns_timeout",
        "RFC 9209 section 2.3",
        certain=False,
    ),
    Saying(
        "error=dns_error",
        ("dns-failed", "leg upstream", "upstream-failed"),
        "Proxy-Status: edge.example.com; error=dns_error",
        "RFC 9209 section 2.3",
        certain=False,
    ),
    Saying(
        "error=destination_not_found",
        ("leg upstream", "upstream-failed"),
        "Proxy-Status: edge.example.com; error=destination_not_found",
        "RFC 9209 section 2.3",
        certain=False,
    ),
    Saying(
        "error=destination_unavailable",
        ("leg upstream", "upstream-failed"),
        "Proxy-Status: edge.example.com; error=destination_unavailable",
        "RFC 9209 section 2.3",
        certain=False,
    ),
    Saying(
        "error=destination_ip_prohibited",
        ("blocked", "leg upstream"),
        "Proxy-Status: edge.example.com; error=destination_ip_prohibited",
        "RFC 9209 section 2.3",
        certain=False,
    ),
    Saying(
        "error=destination_ip_unroutable",
        ("unreachable", "leg upstream", "upstream-failed"),
        "Proxy-Status: edge.example.com; error=destination_ip_unroutable",
        "RFC 9209 section 2.3",
        certain=False,
    ),
    Saying(
        "error=connection_refused",
        ("refused", "leg upstream", "upstream-failed"),
        "Proxy-Status: edge.example.com; error=connection_refused",
        "RFC 9209 section 2.3",
        certain=False,
    ),
    Saying(
        "error=connection_terminated",
        ("eof", "leg upstream", "upstream-failed"),
        "Proxy-Status: edge.example.com; error=connection_terminated",
        "RFC 9209 section 2.3",
        certain=False,
    ),
    Saying(
        "error=connection_timeout",
        ("connect-timeout", "leg upstream", "upstream-failed"),
        "Proxy-Status: edge.example.com; error=connection_timeout",
        "RFC 9209 section 2.3",
        certain=False,
    ),
    Saying(
        "error=connection_read_timeout",
        ("leg upstream", "upstream-failed"),
        "Proxy-Status: edge.example.com; error=connection_read_timeout",
        "RFC 9209 section 2.3",
        certain=False,
    ),
    Saying(
        "error=connection_limit_reached",
        ("leg upstream", "upstream-failed"),
        "Proxy-Status: edge.example.com; error=connection_limit_reached",
        "RFC 9209 section 2.3",
        certain=False,
    ),
    Saying(
        "error=tls_protocol_error",
        ("handshake-failed", "leg upstream", "upstream-failed"),
        "Proxy-Status: edge.example.com; error=tls_protocol_error",
        "RFC 9209 section 2.3",
    ),
    Saying(
        "error=tls_certificate_error",
        ("upstream-refused-cert", "verify failed", "leg upstream"),
        "Proxy-Status: edge.example.com; error=tls_certificate_error",
        "RFC 9209 section 2.3",
    ),
    Saying(
        "error=proxy_loop_detected",
        ("http-status 502",),
        "Proxy-Status: edge.example.com; error=proxy_loop_detected",
        "RFC 9209 section 2.3",
        certain=False,
    ),
    Saying(
        "error=tls_alert_received",
        ("leg upstream", "upstream-failed", "handshake-failed"),
        (
            "Proxy-Status: edge.example.com; error=tls_alert_received; alert-id=40; "
            'alert-message="handshake_failure"'
        ),
        "RFC 9209 section 2.3.16",
        pattern=r"error=tls_alert_received(?:;\s?alert-id=(?P<code>\d{1,3}))?",
        decode="alert",
    ),
)

PRODUCT = Product(
    name="Proxy-Status",
    roles=(
        Role.FORWARD_PROXY,
        Role.REVERSE_PROXY,
    ),
    sayings=_SAYINGS,
)
