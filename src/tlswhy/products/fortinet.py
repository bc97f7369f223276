"""FortiGate and FortiSASE, which inspect TLS and filter."""

from __future__ import annotations

from tlswhy.products import Product, Role
from tlswhy.products.saying import Saying

_SAYINGS = (
    Saying(
        "certificate-status: untrusted",
        ("verify issuer-unknown", "upstream-refused-cert", "leg upstream"),
        (
            'date=2024-05-06 time=07:08:09 logid="1700062303" type="utm" subtype="ssl" '
            'eventtype="ssl-anomaly" level="warning" action="blocked" service="SSL" '
            'hostname="www.example.org" eventsubtype="certificate-anomaly" msg="SSL '
            'connection is blocked, certificate-status: untrusted."'
        ),
        "FortiOS log reference, 7.2: ssl-anomaly",
    ),
    Saying(
        "certificate-status: expired",
        ("verify expired", "upstream-refused-cert", "leg upstream"),
        (
            'date=2024-05-06 time=07:08:09 logid="1700062303" type="utm" subtype="ssl" '
            'eventtype="ssl-anomaly" level="warning" action="blocked" service="SSL" '
            'hostname="www.example.org" eventsubtype="certificate-anomaly" msg="SSL '
            'connection is blocked, certificate-status: expired."'
        ),
        "FortiOS log reference, 7.2: ssl-anomaly",
    ),
    Saying(
        "certificate-status: revoked",
        ("verify revoked", "upstream-refused-cert", "leg upstream"),
        (
            'date=2024-05-06 time=07:08:09 logid="1700062303" type="utm" subtype="ssl" '
            'eventtype="ssl-anomaly" level="warning" action="blocked" service="SSL" '
            'hostname="www.example.org" eventsubtype="certificate-anomaly" msg="SSL '
            'connection is blocked, certificate-status: revoked."'
        ),
        "FortiOS log reference, 7.2: ssl-anomaly",
    ),
    Saying(
        "certificate-status: self-signed",
        ("verify self-signed", "upstream-refused-cert", "leg upstream"),
        (
            'date=2024-05-06 time=07:08:09 logid="1700062303" type="utm" subtype="ssl" '
            'eventtype="ssl-anomaly" level="warning" action="blocked" service="SSL" '
            'hostname="www.example.org" eventsubtype="certificate-anomaly" msg="SSL '
            'connection is blocked, certificate-status: self-signed."'
        ),
        "FortiOS log reference, 7.2: ssl-anomaly",
    ),
    Saying(
        "certificate-status: not_yet_valid",
        ("verify not-yet-valid", "upstream-refused-cert", "leg upstream"),
        (
            'date=2024-05-06 time=07:08:09 logid="1700062303" type="utm" subtype="ssl" '
            'eventtype="ssl-anomaly" level="warning" action="blocked" service="SSL" '
            'hostname="www.example.org" eventsubtype="certificate-anomaly" msg="SSL '
            'connection is blocked, certificate-status: not_yet_valid."'
        ),
        "FortiOS log reference, 7.2: ssl-anomaly",
    ),
    Saying(
        "certificate-status: validation_timeout",
        ("verify revocation-unknown", "upstream-refused-cert", "leg upstream"),
        (
            'date=2024-05-06 time=07:08:09 logid="1700062303" type="utm" subtype="ssl" '
            'eventtype="ssl-anomaly" level="warning" action="blocked" service="SSL" '
            'hostname="www.example.org" eventsubtype="certificate-anomaly" msg="SSL '
            'connection is blocked, certificate-status: validation_timeout."'
        ),
        "FortiOS log reference, 7.2: ssl-anomaly",
    ),
    Saying(
        "certificate-status: invalid",
        ("verify failed", "upstream-refused-cert", "leg upstream"),
        (
            'date=2024-05-06 time=07:08:09 logid="1700062303" type="utm" subtype="ssl" '
            'eventtype="ssl-anomaly" level="warning" action="blocked" service="SSL" '
            'hostname="www.example.org" eventsubtype="certificate-anomaly" msg="SSL '
            'connection is blocked, certificate-status: invalid."'
        ),
        "FortiOS log reference, 7.2: ssl-anomaly",
    ),
    Saying(
        "Server certificate is re-signed as untrusted",
        ("upstream-refused-cert", "leg upstream"),
        (
            'date=2024-05-06 time=07:08:09 logid="1700062303" type="utm" subtype="ssl" '
            'eventtype="ssl-anomaly" level="warning" action="blocked" service="SSL" '
            'hostname="www.example.org" eventsubtype="certificate-anomaly" msg="Server '
            'certificate is re-signed as untrusted, certificate-status: untrusted"'
        ),
        "FortiOS log reference, 7.2: ssl-anomaly",
    ),
    Saying(
        "SSL connection is blocked",
        ("blocked", "handshake-failed"),
        (
            'date=2024-05-06 time=07:08:09 logid="1702062101" type="utm" subtype="ssl" '
            'eventtype="ssl-negotiation" action="blocked" '
            'eventsubtype="unsupported-cipher" msg="SSL connection is blocked."'
        ),
        "FortiOS log reference, 7.2: ssl-negotiation",
    ),
    Saying(
        "block-cert-invalid",
        ("verify failed", "upstream-refused-cert", "leg upstream"),
        (
            'type="utm" subtype="ssl" eventtype="ssl-anomalies" action="blocked" '
            'msg="Server certificate blocked" reason="block-cert-invalid"'
        ),
        "FortiOS log reference, 6.0",
    ),
    Saying(
        "block-cert-untrusted",
        ("verify issuer-unknown", "upstream-refused-cert", "leg upstream"),
        (
            'type="utm" subtype="ssl" eventtype="ssl-anomalies" action="blocked" '
            'msg="Server certificate blocked" reason="block-cert-untrusted"'
        ),
        "FortiOS log reference, 6.0",
    ),
    Saying(
        "block-cert-sni-mismatch",
        ("verify name", "upstream-refused-cert", "leg upstream"),
        (
            'type="utm" subtype="ssl" eventtype="ssl-anomalies" action="blocked" '
            'msg="Server certificate blocked" reason="block-cert-sni-mismatch"'
        ),
        "FortiOS log reference, 6.0",
    ),
    Saying(
        'eventsubtype="unexpected-protocol"',
        ("not-tls",),
        (
            'eventtype="ssl-negotiation" action="blocked" '
            'eventsubtype="unexpected-protocol" msg="SSL connection is blocked."'
        ),
        "FortiOS log reference, 7.2: ssl-negotiation",
    ),
    Saying(
        'eventsubtype="unsupported-cipher"',
        ("no-shared-cipher",),
        (
            'eventtype="ssl-negotiation" action="blocked" '
            'eventsubtype="unsupported-cipher" msg="SSL connection is blocked."'
        ),
        "FortiOS log reference, 7.2: ssl-negotiation",
    ),
    Saying(
        "Fortinet_CA_SSL",
        ("issuer interceptor",),
        "issuer=C = US, O = Fortinet, CN = Fortinet_CA_SSL",
        "FortiOS, ssl-ssh-profile: caname",
    ),
    Saying(
        "Fortinet_CA_Untrusted",
        ("issuer interceptor", "upstream-refused-cert", "leg upstream"),
        'set untrusted-caname "Fortinet_CA_Untrusted"',
        "FortiOS, ssl-ssh-profile: untrusted-caname",
    ),
    Saying(
        "Fortinet Untrusted CA",
        ("issuer interceptor", "upstream-refused-cert", "leg upstream"),
        "issuer=O = Fortinet, OU = Certificate Authority, CN = Fortinet Untrusted CA",
        "FortiOS, ssl-ssh-profile: untrusted-caname",
    ),
    Saying(
        "FortiGuard Intrusion Prevention - Access Blocked",
        ("blocked",),
        "FortiGuard Intrusion Prevention - Access Blocked Web Page Blocked!",
        "FortiOS, replacement messages",
    ),
    Saying(
        "The page you have requested has been blocked, because the URL is",
        ("blocked",),
        (
            "Web Page Blocked! The page you have requested has been blocked, because the "
            "URL is banned."
        ),
        "FortiOS, replacement messages",
    ),
)

PRODUCT = Product(
    name="Fortinet",
    roles=(Role.NETWORK,),
    sayings=_SAYINGS,
    speaks=("role intercepting", "role filter"),
)
