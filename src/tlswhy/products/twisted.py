"""Twisted, Scrapy and treq: pyOpenSSL with service_identity."""

from __future__ import annotations

from tlswhy.products import WEB, Product, Role
from tlswhy.products.saying import Saying

PRODUCT = Product(
    name="Twisted",
    roles=(Role.CLIENT, Role.SERVER),
    services=WEB,
    sayings=(
        Saying(
            "DNSMismatch(mismatched_id=",
            ("verify name", "side client"),
            "service_identity.exceptions.VerificationError: VerificationError(errors=[DNSMismatch(mismatched_id=DNS_ID(hostname=b'a.example'))])",
            "service_identity src/service_identity/exceptions.py",
            pattern=r"DNSMismatch\(mismatched_id=DNS_ID\(hostname=b'(?P<host>[\w.-]{1,253})'",
        ),
        Saying(
            "IPAddressMismatch(mismatched_id=",
            ("verify ip-name", "side client"),
            "VerificationError(errors=[IPAddressMismatch(mismatched_id=IPAddress_ID(ip=IPv4Address('192.0.2.1')))])",
            "service_identity src/service_identity/exceptions.py",
            pattern=r"IPAddressMismatch\(.{0,60}Address\('(?P<host>[\da-fA-F.:]{2,45})'",
        ),
        Saying(
            "Remote certificate is not valid for hostname",
            ("verify name", "side client"),
            'WARNING: Remote certificate is not valid for hostname "a.example"; VerificationError(errors=[DNSMismatch()])',
            "scrapy scrapy/core/downloader/tls.py",
            pattern=r"not valid for hostname \"(?P<host>[\w.-]{1,253})\"",
        ),
        Saying(
            "Could not open CONNECT tunnel with proxy",
            ("proxy-answered {status}", "leg proxy", "side client"),
            "scrapy.core.downloader.handlers.http11.TunnelError: Could not open CONNECT tunnel with proxy proxy.example:3128 [{'status': 407, 'reason': b'Proxy Authentication Required'}]",
            "scrapy scrapy/core/downloader/handlers/http11.py",
            pattern=r"tunnel with proxy (?P<proxy>[\w.-]{1,253}:\d{1,5}) \[\{'status': (?P<status>\d{3})",
        ),
        Saying(
            "twisted.web._newclient.ResponseNeverReceived",
            ("side client",),
            "twisted.web._newclient.ResponseNeverReceived: [<twisted.python.failure.Failure twisted.internet.error.ConnectionLost: Connection to the other side was lost in a non-clean fashion.>]",
            "twisted src/twisted/web/_newclient.py",
            certain=False,
        ),
        Saying(
            "Connection to the other side was lost in a non-clean fashion",
            ("eof",),
            "twisted.internet.error.ConnectionLost: Connection to the other side was lost in a non-clean fashion.",
            "twisted src/twisted/internet/error.py",
            certain=False,
        ),
        Saying(
            "twisted.internet.error.SSLError",
            ("handshake-failed",),
            "twisted.internet.error.SSLError: SSL error",
            "twisted src/twisted/internet/error.py",
        ),
    ),
)
