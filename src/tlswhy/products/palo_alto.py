"""Palo Alto Networks' firewalls, which inspect TLS and filter."""

from __future__ import annotations

from tlswhy.products import Product, Role
from tlswhy.products.saying import Saying

_SAYINGS = (
    Saying(
        "Received fatal alert ",
        ("side server", "leg downstream"),
        "General TLS protocol error. Received fatal alert UnknownCA from client.",
        "PAN-OS 10.2, decryption log errors",
        pattern="Received fatal alert (?P<code>[A-Z][A-Za-z]{3,40}) from client",
        decode="alert",
    ),
    Saying(
        "Received fatal alert ",
        ("leg upstream", "side client"),
        "General TLS protocol error. Received fatal alert HandshakeFailure from server.",
        "PAN-OS 10.2, decryption log errors",
        pattern="Received fatal alert (?P<code>[A-Z][A-Za-z]{3,40}) from server",
        decode="alert",
    ),
    Saying(
        "General TLS protocol error",
        ("handshake-failed",),
        "General TLS protocol error.",
        "PAN-OS 10.2, decryption log errors",
    ),
    Saying(
        "Client and decrypt device version mismatch",
        ("client-version", "side server"),
        (
            "Client and decrypt device version mismatch. Supported client version bitmask: "
            "0x08. Supported decrypt device version bitmask: 0x70."
        ),
        "PAN-OS 10.2, decryption log errors",
    ),
    Saying(
        "Client and decrypt profile version mismatch",
        ("client-version", "side server"),
        (
            "Client and decrypt profile version mismatch. Supported client version "
            "bitmask: 0x08. Supported decrypt profile version bitmask: 0x70."
        ),
        "PAN-OS 10.2, decryption log errors",
    ),
    Saying(
        "Client and decrypt profile mismatch",
        ("no-parameters", "side server"),
        "Client and decrypt profile mismatch.",
        "PAN-OS 10.2, decryption log errors",
    ),
    Saying(
        "Server and decrypt profile version mismatch",
        ("server-version", "leg upstream"),
        "Server and decrypt profile version mismatch.",
        "PAN-OS 10.2, decryption log errors",
    ),
    Saying(
        "Client and decrypt device cipher mismatch",
        ("no-shared-cipher", "side server"),
        (
            "Client and decrypt device cipher mismatch. Supported client cipher bitmask: "
            "0x60. Supported decrypt device cipher bitmask: 0x00."
        ),
        "PAN-OS 10.2, decryption log errors",
    ),
    Saying(
        "decrypt-cert-validation",
        ("upstream-refused-cert", "verify failed", "leg upstream"),
        "session end reason decrypt-cert-validation",
        "PAN-OS 10.2, traffic log: session end reason",
    ),
    Saying(
        "decrypt-unsupport-param",
        ("no-parameters", "handshake-failed"),
        "session end reason decrypt-unsupport-param",
        "PAN-OS 10.2, traffic log: session end reason",
    ),
    Saying(
        "decrypt-error",
        ("handshake-failed",),
        "session end reason decrypt-error",
        "PAN-OS 10.2, traffic log: session end reason",
    ),
    Saying(
        ("There is an issue with the SSL certificate of the server you are trying to contact"),
        ("upstream-refused-cert", "verify failed", "leg upstream"),
        (
            "Certificate Error There is an issue with the SSL certificate of the server "
            "you are trying to contact."
        ),
        "PAN-OS, response pages: SSL certificate errors notify page",
    ),
    Saying(
        (
            "Access to the web page you were trying to visit has been blocked in "
            "accordance with company policy"
        ),
        ("blocked",),
        (
            "Web Page Blocked Access to the web page you were trying to visit has been "
            "blocked in accordance with company policy."
        ),
        "PAN-OS, response pages: URL filtering",
    ),
)

PRODUCT = Product(
    name="Palo Alto Networks",
    roles=(Role.NETWORK,),
    sayings=_SAYINGS,
    speaks=("role intercepting", "role filter"),
)
