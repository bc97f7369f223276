"""Cloudflare: the pages of its edge, its gateway, and cloudflared."""

from __future__ import annotations

from tlswhy.model.diagnosis import Remedy
from tlswhy.products import Product, Recipe, Role
from tlswhy.products.saying import Saying

_SAYINGS = (
    Saying(
        "520",
        ("http-status 520", "upstream-failed", "leg upstream"),
        "Error code 520",
        "Cloudflare's documentation, 5xx errors",
        pattern=(
            r"(?:\berror(?: code)?:?|\bHTTP(?:/[0-9.]{1,3})?:?|\bstatus(?:[ "
            r"""_]?code)?[\"']?\s?[:=]?|\bcode:?|\breturn(?:s|ed|ing)?|\bCloudflare)"""
            r"""\s?[\"']?520\b"""
        ),
    ),
    Saying(
        "Error 520: Web server is returning an unknown error",
        ("http-status 520", "upstream-failed", "leg upstream"),
        "www.example.com | Error 520: Web server is returning an unknown error",
        "Cloudflare's documentation, 5xx errors",
    ),
    Saying(
        "521",
        ("http-status 521", "refused", "upstream-failed", "leg upstream"),
        "Error code 521",
        "Cloudflare's documentation, 5xx errors",
        pattern=(
            r"(?:\berror(?: code)?:?|\bHTTP(?:/[0-9.]{1,3})?:?|\bstatus(?:[ "
            r"""_]?code)?[\"']?\s?[:=]?|\bcode:?|\breturn(?:s|ed|ing)?|\bCloudflare)"""
            r"""\s?[\"']?521\b"""
        ),
    ),
    Saying(
        "Error 521: Web server is down",
        ("http-status 521", "refused", "upstream-failed", "leg upstream"),
        "www.example.com | Error 521: Web server is down",
        "Cloudflare's documentation, 5xx errors",
    ),
    Saying(
        "522",
        ("http-status 522", "connect-timeout", "upstream-failed", "leg upstream"),
        "Error code 522",
        "Cloudflare's documentation, 5xx errors",
        pattern=(
            r"(?:\berror(?: code)?:?|\bHTTP(?:/[0-9.]{1,3})?:?|\bstatus(?:[ "
            r"""_]?code)?[\"']?\s?[:=]?|\bcode:?|\breturn(?:s|ed|ing)?|\bCloudflare)"""
            r"""\s?[\"']?522\b"""
        ),
    ),
    Saying(
        "Error 522: Connection timed out",
        ("http-status 522", "connect-timeout", "upstream-failed", "leg upstream"),
        "www.example.com | Error 522: Connection timed out",
        "Cloudflare's documentation, 5xx errors",
    ),
    Saying(
        "523",
        ("http-status 523", "unreachable", "upstream-failed", "leg upstream"),
        "Error code 523",
        "Cloudflare's documentation, 5xx errors",
        pattern=(
            r"(?:\berror(?: code)?:?|\bHTTP(?:/[0-9.]{1,3})?:?|\bstatus(?:[ "
            r"""_]?code)?[\"']?\s?[:=]?|\bcode:?|\breturn(?:s|ed|ing)?|\bCloudflare)"""
            r"""\s?[\"']?523\b"""
        ),
    ),
    Saying(
        "Error 523: Origin is unreachable",
        ("http-status 523", "unreachable", "upstream-failed", "leg upstream"),
        "www.example.com | Error 523: Origin is unreachable",
        "Cloudflare's documentation, 5xx errors",
    ),
    Saying(
        "524",
        ("http-status 524", "upstream-failed", "leg upstream"),
        "Error code 524",
        "Cloudflare's documentation, 5xx errors",
        pattern=(
            r"(?:\berror(?: code)?:?|\bHTTP(?:/[0-9.]{1,3})?:?|\bstatus(?:[ "
            r"""_]?code)?[\"']?\s?[:=]?|\bcode:?|\breturn(?:s|ed|ing)?|\bCloudflare)"""
            r"""\s?[\"']?524\b"""
        ),
    ),
    Saying(
        "Error 524: A timeout occurred",
        ("http-status 524", "upstream-failed", "leg upstream"),
        "www.example.com | Error 524: A timeout occurred",
        "Cloudflare's documentation, 5xx errors",
    ),
    Saying(
        "525",
        ("http-status 525", "handshake-failed", "upstream-failed", "leg upstream"),
        "Error code 525",
        "Cloudflare's documentation, 5xx errors",
        pattern=(
            r"(?:\berror(?: code)?:?|\bHTTP(?:/[0-9.]{1,3})?:?|\bstatus(?:[ "
            r"""_]?code)?[\"']?\s?[:=]?|\bcode:?|\breturn(?:s|ed|ing)?|\bCloudflare)"""
            r"""\s?[\"']?525\b"""
        ),
    ),
    Saying(
        "Error 525: SSL handshake failed",
        ("http-status 525", "handshake-failed", "upstream-failed", "leg upstream"),
        "www.example.com | Error 525: SSL handshake failed",
        "Cloudflare's documentation, 5xx errors",
    ),
    Saying(
        "526",
        ("http-status 526", "upstream-refused-cert", "verify failed", "leg upstream"),
        "Error code 526",
        "Cloudflare's documentation, 5xx errors",
        pattern=(
            r"(?:\berror(?: code)?:?|\bHTTP(?:/[0-9.]{1,3})?:?|\bstatus(?:[ "
            r"""_]?code)?[\"']?\s?[:=]?|\bcode:?|\breturn(?:s|ed|ing)?|\bCloudflare)"""
            r"""\s?[\"']?526\b"""
        ),
    ),
    Saying(
        "Error 526: Invalid SSL certificate",
        ("http-status 526", "upstream-refused-cert", "verify failed", "leg upstream"),
        "www.example.com | Error 526: Invalid SSL certificate",
        "Cloudflare's documentation, 5xx errors",
    ),
    Saying(
        "530",
        ("http-status 530", "dns-failed", "upstream-failed", "leg upstream"),
        "Error code 530",
        "Cloudflare's documentation, 5xx errors",
        pattern=(
            r"(?:\berror(?: code)?:?|\bHTTP(?:/[0-9.]{1,3})?:?|\bstatus(?:[ "
            r"""_]?code)?[\"']?\s?[:=]?|\bcode:?|\breturn(?:s|ed|ing)?|\bCloudflare)"""
            r"""\s?[\"']?530\b"""
        ),
    ),
    Saying(
        "Error 530: Origin DNS error",
        ("http-status 530", "dns-failed", "upstream-failed", "leg upstream"),
        "www.example.com | Error 530: Origin DNS error",
        "Cloudflare's documentation, 5xx errors",
    ),
    Saying(
        "SSL handshake failed Error code 525",
        ("http-status 525", "handshake-failed", "upstream-failed", "leg upstream"),
        "SSL handshake failed Error code 525 Visit cloudflare.com for more information.",
        "Cloudflare's documentation, 5xx errors",
    ),
    Saying(
        "Invalid SSL certificate Error code 526",
        ("http-status 526", "upstream-refused-cert", "verify failed", "leg upstream"),
        ("Invalid SSL certificate Error code 526 Visit cloudflare.com for more information."),
        "Cloudflare's documentation, 5xx errors",
    ),
    Saying(
        "Cloudflare is unable to establish an SSL connection to the origin server",
        ("http-status 525", "handshake-failed", "upstream-failed", "leg upstream"),
        "Cloudflare is unable to establish an SSL connection to the origin server.",
        "Cloudflare's documentation, 5xx errors",
    ),
    Saying(
        "It appears that the SSL configuration used is not compatible with Cloudflare",
        ("http-status 525", "handshake-failed", "upstream-failed", "leg upstream"),
        (
            "It appears that the SSL configuration used is not compatible with Cloudflare. "
            "This could happen for a several reasons, including no shared cipher suites."
        ),
        "Cloudflare's documentation, 5xx errors",
    ),
    Saying(
        "The origin web server does not have a valid SSL certificate",
        ("http-status 526", "upstream-refused-cert", "verify failed", "leg upstream"),
        "The origin web server does not have a valid SSL certificate.",
        "Cloudflare's documentation, 5xx errors",
    ),
    Saying(
        "SSL handshake failed between Cloudflare and the origin",
        ("http-status 525", "handshake-failed", "leg upstream"),
        "The SSL handshake failed between Cloudflare and the origin web server.",
        "Cloudflare's documentation, 5xx errors",
    ),
    Saying(
        "HTTP/1.1 525 Origin SSL Handshake Error",
        ("http-status 525", "handshake-failed", "upstream-failed", "leg upstream"),
        "HTTP/1.1 525 Origin SSL Handshake Error",
        "Cloudflare's documentation, 5xx errors",
    ),
    Saying(
        "HTTP/1.1 526 Origin SSL Certificate Error",
        ("http-status 526", "upstream-refused-cert", "verify failed", "leg upstream"),
        "HTTP/1.1 526 Origin SSL Certificate Error",
        "Cloudflare's documentation, 5xx errors",
    ),
    Saying(
        "Insecure upstream",
        ("upstream-refused-cert", "verify failed", "leg upstream", "role intercepting"),
        "HTTP response code: 526 Insecure upstream",
        "Cloudflare Gateway's documentation, untrusted certificates",
        pattern="(?:526|Gateway|Cloudflare).{0,60}Insecure upstream",
    ),
    Saying(
        "Gateway CA - Cloudflare Managed",
        ("issuer interceptor", "role intercepting"),
        "issuer=C = US, O = Cloudflare, CN = Gateway CA - Cloudflare Managed G1",
        "Cloudflare Gateway's root",
    ),
    Saying(
        "Cloudflare for Teams ECC Certificate Authority",
        ("issuer interceptor", "role intercepting"),
        (
            "issuer=C = US, O = Cloudflare, Inc., CN = Cloudflare for Teams ECC "
            "Certificate Authority"
        ),
        "Cloudflare Gateway's root, to 2025",
    ),
    Saying(
        "CloudFlare Origin SSL Certificate Authority",
        ("issuer private",),
        ("issuer=C = US, O = CloudFlare, Inc., OU = CloudFlare Origin SSL Certificate Authority"),
        "Cloudflare's origin CA, trusted by its edge alone",
    ),
    Saying(
        "CloudFlare Origin Certificate",
        ("issuer private",),
        (
            "subject=O = CloudFlare, Inc., OU = CloudFlare Origin CA, CN = CloudFlare "
            "Origin Certificate"
        ),
        "Cloudflare's origin CA, trusted by its edge alone",
    ),
    Saying(
        "400 No required SSL certificate was sent cloudflare",
        ("client-cert-absent",),
        "400 No required SSL certificate was sent cloudflare",
        "Cloudflare's edge, client certificates required",
    ),
    Saying(
        "Unable to reach the origin service",
        ("upstream-failed", "leg upstream"),
        (
            '2024-05-06T07:08:09Z ERR  error="Unable to reach the origin service. The '
            "service may be down or it may not be responding to traffic from cloudflared: "
            'EOF" connIndex=0 originService=https://localhost:8443'
        ),
        "cloudflared: proxy/proxy.go, 2024.4",
        pattern=(
            r"Unable to reach the origin "
            r"service(?:.{0,400}originService=(?P<upstream>https?://[^\s\"]{1,200}))?"
        ),
    ),
    Saying(
        "it may not be responding to traffic from cloudflared",
        ("upstream-failed", "leg upstream"),
        (
            "The service may be down or it may not be responding to traffic from cloudflared: "
            "x509: certificate is valid for www.example.org, not app.example.com"
        ),
        "cloudflared: proxy/proxy.go, 2024.4",
    ),
    Saying(
        "Failed to dial a quic connection",
        ("udp-blocked",),
        (
            '2024-05-06T07:08:09Z ERR Failed to dial a quic connection error="failed to '
            'dial to edge with quic: timeout: no recent network activity" connIndex=0'
        ),
        "cloudflared: supervisor/tunnel.go, 2024.4",
    ),
    Saying(
        "failed to dial to edge with quic",
        ("udp-blocked",),
        "failed to dial to edge with quic: timeout: no recent network activity",
        "cloudflared: connection/quic.go, 2024.4",
    ),
    Saying(
        "getting its egress UDP to port 7844 (or others) blocked or dropped",
        ("udp-blocked",),
        (
            "If this log occurs persistently, and cloudflared is unable to connect to "
            "Cloudflare Network with `quic` protocol, then most likely your "
            "machine/network is getting its egress UDP to port 7844 (or others) blocked or "
            "dropped."
        ),
        "cloudflared: supervisor/tunnel.go, 2024.4",
    ),
    Saying(
        "Allow outbound QUIC traffic on port 7844",
        ("udp-blocked",),
        "Allow outbound QUIC traffic on port 7844 or use HTTP2",
        "cloudflared: 2025",
    ),
    Saying(
        "TLS handshake with edge error:",
        ("handshake-failed", "side client"),
        (
            "2024-05-06T07:08:09Z ERR Unable to establish connection with Cloudflare edge "
            'error="TLS handshake with edge error: x509: certificate signed by unknown '
            'authority" connIndex=0'
        ),
        "cloudflared: edgediscovery/dial.go, 2024.4",
    ),
    Saying(
        "TLS handshake with edge error: read tcp",
        ("reset", "side client"),
        (
            "TLS handshake with edge error: read tcp 192.0.2.7:50000->198.51.100.9:7844: "
            "read: connection reset by peer"
        ),
        "cloudflared: edgediscovery/dial.go, 2024.4",
    ),
    Saying(
        "TLS handshake with edge error: EOF",
        ("eof", "side client"),
        "TLS handshake with edge error: EOF",
        "cloudflared: edgediscovery/dial.go, 2024.4",
    ),
    Saying(
        "Unable to establish connection with Cloudflare edge",
        ("handshake-failed", "side client"),
        (
            "2024-05-06T07:08:09Z ERR Unable to establish connection with Cloudflare edge "
            'error="DialContext error: dial tcp 198.51.100.9:7844: i/o timeout" connIndex=0'
        ),
        "cloudflared: supervisor/tunnel.go, 2024.4",
    ),
    Saying(
        "DialContext error: dial tcp",
        ("connect-timeout", "side client"),
        "DialContext error: dial tcp 198.51.100.9:7844: i/o timeout",
        "cloudflared: edgediscovery/dial.go, 2024.4",
        pattern=r"DialContext error: dial tcp \S{3,60}: i/o timeout",
    ),
    Saying(
        "Error loading cert pool",
        ("ca-file",),
        "Error loading cert pool: could not append the CA certificate to the cert pool",
        "cloudflared: tlsconfig/certreloader.go, 2024.4",
    ),
    Saying(
        "Cannot determine default origin certificate path",
        ("client-key",),
        (
            "Cannot determine default origin certificate path. No file cert.pem in "
            "[~/.cloudflared ~/.cloudflare-warp]"
        ),
        "cloudflared: credentials/origin_cert.go, 2024.4",
    ),
)

PRODUCT = Product(
    name="Cloudflare",
    roles=(
        Role.REVERSE_PROXY,
        Role.NETWORK,
    ),
    recipes={
        Remedy.VERIFY_ORIGIN_NAME: Recipe(
            "cloudflared: the name for the leg to the origin, in the ingress rule.",
            ("originRequest:", "  originServerName: {name}"),
        ),
        Remedy.TRUST_CA: Recipe(
            "cloudflared: the CA of the leg to the origin, in the ingress rule.",
            ("originRequest:", "  caPool: /etc/cloudflared/{ca}.pem"),
        ),
        Remedy.ALLOW_UDP: Recipe(
            "cloudflared: TCP instead, where UDP 7844 cannot be opened.",
            ("cloudflared tunnel --protocol http2 run",),
        ),
    },
    sayings=_SAYINGS,
    speaks=("role reverse-proxy",),
)
