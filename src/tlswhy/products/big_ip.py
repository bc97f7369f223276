"""F5 BIG-IP."""

from __future__ import annotations

from tlswhy.products import Product, Role
from tlswhy.products.saying import Saying

_SOURCE = "BIG-IP, /var/log/ltm, 11 to 17"

PRODUCT = Product(
    name="BIG-IP",
    roles=(Role.REVERSE_PROXY, Role.FORWARD_PROXY),
    sayings=(
        Saying(
            "SSL Handshake failed for TCP",
            ("handshake-failed",),
            (
                "May  6 07:08:09 lb1 warning tmm2[11526]: 01260013:4: SSL Handshake failed for "
                "TCP 192.0.2.7:61863 -> 192.0.2.1:443"
            ),
            _SOURCE,
            pattern=r"SSL Handshake failed for TCP (?P<client>[\da-f.:]{3,45}):\d{1,5} ->",
        ),
        # The number behind the reason is the alert that is sent.
        Saying(
            "Connection error: ssl_",
            ("alert-sent {alert}", "side server"),
            (
                "May  6 07:08:09 lb1 warning tmm[9244]: 01260009:4: Connection error: "
                "ssl_hs_rxhello:7699: unsupported version (40)"
            ),
            _SOURCE,
            pattern=r"Connection error: (?:hud_)?ssl_\w{2,40}:\d{1,5}: .{2,80}? \((?P<alert>\d{1,3})\)",
        ),
        Saying(
            ": unsupported version (",
            ("client-version", "side server"),
            (
                "May  6 07:08:09 lb1 warning tmm[9244]: 01260009:4: Connection error: "
                "ssl_hs_rxhello:7699: unsupported version (40)"
            ),
            _SOURCE,
            pattern=r"Connection error: ssl_\w{2,40}:\d{1,5}: unsupported version \(",
        ),
        Saying(
            ": no shared ciphers (",
            ("no-shared-cipher", "side server"),
            (
                "May  6 07:08:09 lb1 warning tmm[9244]: 01260009:4: Connection error: "
                "ssl_select_suite:8181: no shared ciphers (40)"
            ),
            _SOURCE,
            pattern=r"Connection error: ssl_\w{2,40}:\d{1,5}: no shared ciphers \(",
        ),
        Saying(
            "No shared ciphers between SSL peers",
            ("no-shared-cipher", "side server"),
            (
                "May  6 07:08:09 lb1 warning tmm[9244]: 01260026:4: No shared ciphers between "
                "SSL peers 192.0.2.7.32962:192.0.2.1.636."
            ),
            _SOURCE,
        ),
        Saying(
            ": not SSL (",
            ("plain-received", "side server"),
            (
                "May  6 07:08:09 lb1 warning tmm1[23068]: 01260009:4: Connection error: "
                "ssl_passthru:5234: not SSL (40)"
            ),
            _SOURCE,
            pattern=r"Connection error: ssl_\w{2,40}:\d{1,5}: not SSL \(",
        ),
        Saying(
            "key and certificate do not match",
            ("key-mismatch", "config-error", "side server"),
            "01070317:3: profile /Common/clientssl's key and certificate do not match",
            _SOURCE,
            pattern=r"profile .{1,200}'s key and certificate do not match",
        ),
    ),
)
