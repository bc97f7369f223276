"""Cisco's web appliance (WSA), Umbrella and firewalls, which inspect TLS and filter."""

from __future__ import annotations

from tlswhy.products import Product, Role
from tlswhy.products.saying import Saying

_SAYINGS = (
    Saying(
        "Cisco Umbrella Root CA",
        ("issuer interceptor",),
        "issuer=O = Cisco, CN = Cisco Umbrella Root CA",
        "Cisco Umbrella's root",
    ),
    Saying(
        "Cisco Umbrella Secondary SubCA",
        ("issuer interceptor",),
        "issuer=O = Cisco, CN = Cisco Umbrella Secondary SubCA lon-SG",
        "Cisco Umbrella's issuing CAs",
    ),
    Saying(
        "This site is blocked due to content filtering",
        ("blocked",),
        "This site is blocked due to content filtering. www.example.org",
        "Cisco Umbrella's block page",
    ),
    Saying(
        "block.opendns.com",
        ("blocked",),
        "Location: http://block.opendns.com/?url=158283",
        "OpenDNS's block page",
    ),
    Saying(
        "Based on your organization's access policies, access to this web site",
        ("blocked", "proxy-answered 403"),
        (
            "Based on your organization's access policies, access to this web site ( "
            "https://www.example.org/ ) has been blocked."
        ),
        "AsyncOS, end-user notification pages",
    ),
    Saying(
        "Based on your corporate access policies, access to this web site",
        ("blocked", "proxy-answered 403"),
        ("Based on your corporate access policies, access to this web site has been blocked."),
        "AsyncOS, end-user notification pages",
    ),
    Saying(
        "Notification Codes: (1, WEBCAT,",
        ("blocked", "proxy-answered 403"),
        "Notification Codes: (1, WEBCAT, BLOCK-WEBCAT, 0x04d10ffc)",
        "AsyncOS, end-user notification pages",
    ),
)

PRODUCT = Product(
    name="Cisco security",
    roles=(Role.NETWORK,),
    sayings=_SAYINGS,
    speaks=("role intercepting", "role filter"),
)
