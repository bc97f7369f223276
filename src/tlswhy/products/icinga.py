"""Icinga 2."""

from __future__ import annotations

from tlswhy.products import Product, Role
from tlswhy.products.saying import Saying

_API = "lib/remote/apilistener.cpp, 2.13"
_UTIL = "lib/base/tlsutility.cpp, 2.13"

_SAYINGS = (
    Saying(
        "Client TLS handshake failed",
        ("handshake-failed", "side server"),
        (
            "[2024-05-06 07:08:09 +0000] critical/ApiListener: Client TLS handshake failed "
            "(from [192.0.2.7]:40112): unexpected eof"
        ),
        _API,
        pattern=(
            r"Client TLS handshake failed \(from \[?(?P<client>[0-9a-fA-F.:]{2,"
            r"45}?)\]?:\d{1,5}\)"
        ),
    ),
    Saying(
        "Client TLS handshake failed (to",
        ("handshake-failed", "side client"),
        (
            "[2024-05-06 07:08:09 +0000] critical/ApiListener: Client TLS handshake failed "
            "(to [192.0.2.7]:5665): certificate verify failed"
        ),
        _API,
        pattern=(
            r"Client TLS handshake failed \(to \[?(?P<host>[\w.:-]{1,253}?)"
            r"\]?:(?P<port>\d{1,5})\)"
        ),
    ),
    Saying(
        "Timeout while processing incoming connection from",
        ("handshake-timeout", "side server"),
        (
            "[2024-05-06 07:08:09 +0000] warning/ApiListener: Timeout while processing "
            "incoming connection from [192.0.2.7]:40112"
        ),
        _API,
        certain=False,
    ),
    Saying(
        "No data received on new API connection from",
        ("eof", "side server"),
        (
            "[2024-05-06 07:08:09 +0000] information/ApiListener: No data received on new "
            "API connection from [192.0.2.7]:40112 for identity 'agent'. Ensure that the "
            "remote endpoints are properly configured in a cluster setup."
        ),
        _API,
        certain=False,
    ),
    Saying(
        "Certificate validation failed for endpoint",
        ("verify failed",),
        (
            "[2024-05-06 07:08:09 +0000] warning/ApiListener: Certificate validation failed "
            "for endpoint 'agent.example.com': code 18: self signed certificate"
        ),
        _API,
        pattern=(
            "Certificate validation failed for endpoint '(?P<host>[^']{1,253})"
            r"'(?:: code (?P<code>\d{1,3}))?"
        ),
        decode="verify_code",
    ),
    Saying(
        "(certificate validation failed: ",
        ("verify failed",),
        (
            "[2024-05-06 07:08:09 +0000] information/ApiListener: New client connection for "
            "identity 'agent' from [192.0.2.7]:40112 (certificate validation failed: code "
            "20: unable to get local issuer certificate)"
        ),
        _API,
        pattern=r"\(certificate validation failed: code (?P<code>\d{1,3})",
        decode="verify_code",
    ),
    Saying(
        "(no client certificate)",
        ("client-cert-absent", "side server"),
        (
            "[2024-05-06 07:08:09 +0000] information/ApiListener: New client connection from "
            "[192.0.2.7]:40112 (no client certificate)"
        ),
        _API,
    ),
    Saying(
        "Unexpected certificate common name while connecting to endpoint",
        ("verify name", "side client"),
        (
            "[2024-05-06 07:08:09 +0000] warning/ApiListener: Unexpected certificate common "
            "name while connecting to endpoint 'agent.example.com': got 'other.example.com'"
        ),
        _API,
        pattern="while connecting to endpoint '(?P<host>[^']{1,253})'",
    ),
    Saying(
        "Cannot make SSL context",
        ("cert-file", "config-error"),
        (
            "[2024-05-06 07:08:09 +0000] critical/ApiListener: Cannot make SSL context for "
            "cert path: '/var/lib/icinga2/certs/agent.crt' key path: "
            "'/var/lib/icinga2/certs/agent.key' ca path: '/var/lib/icinga2/certs/ca.crt'."
        ),
        _API,
    ),
    Saying(
        "Error with public key file '",
        ("cert-file",),
        (
            "[2024-05-06 07:08:09 +0000] critical/SSL: Error with public key file "
            "'/var/lib/icinga2/certs/agent.crt': 33558530"
        ),
        _UTIL,
    ),
    Saying(
        "Error with private key file '",
        ("cert-file",),
        (
            "[2024-05-06 07:08:09 +0000] critical/SSL: Error with private key file "
            "'/var/lib/icinga2/certs/agent.key': 33558530"
        ),
        _UTIL,
    ),
    Saying(
        "Error checking private key '",
        ("key-mismatch", "cert-file"),
        (
            "[2024-05-06 07:08:09 +0000] critical/SSL: Error checking private key "
            "'/var/lib/icinga2/certs/agent.key': 185073780"
        ),
        _UTIL,
    ),
    Saying(
        "Error loading and verifying locations in ca key file '",
        ("ca-file",),
        (
            "[2024-05-06 07:08:09 +0000] critical/SSL: Error loading and verifying locations "
            "in ca key file '/var/lib/icinga2/certs/ca.crt': 33558530"
        ),
        _UTIL,
    ),
    Saying(
        "Cannot set cipher list to SSL context",
        ("config-error", "no-cipher"),
        (
            "[2024-05-06 07:08:09 +0000] critical/ApiListener: Cannot set cipher list to SSL "
            "context for cipher list: 'NOPE'."
        ),
        _API,
    ),
    Saying(
        "Peer did not present a valid certificate",
        ("client-cert-absent",),
        "[2024-05-06 07:08:09 +0000] critical/cli: Peer did not present a valid certificate.",
        "lib/remote/pkiutility.cpp, 2.13",
    ),
    Saying(
        "Peer certificate does not match trusted certificate",
        ("verify pin", "side client"),
        (
            "[2024-05-06 07:08:09 +0000] critical/cli: Peer certificate does not match "
            "trusted certificate."
        ),
        "lib/remote/pkiutility.cpp, 2.13",
    ),
)

PRODUCT = Product(
    name="Icinga",
    roles=(
        Role.SERVER,
        Role.CLIENT,
    ),
    sayings=_SAYINGS,
)
