"""Cisco's AnyConnect (Secure Client), and the ASA and FTD firewalls it connects to."""

from __future__ import annotations

from tlswhy.products import Product, Role
from tlswhy.products.saying import Saying

_CLIENT = "AnyConnect 3 to Secure Client 5, messages and DART logs"
_ASA = "Cisco ASA 9, syslog messages 717009 to 725015"

PRODUCT = Product(
    name="Cisco VPN",
    roles=(
        Role.CLIENT,
        Role.SERVER,
    ),
    sayings=(
        Saying(
            "The certificate on the secure gateway is invalid",
            ("verify failed", "side client"),
            "The certificate on the secure gateway is invalid. A VPN connection will not be established.",
            _CLIENT,
        ),
        Saying(
            "AnyConnect cannot verify server",
            ("verify failed", "side client"),
            "Security Warning: Untrusted Server Certificate! AnyConnect cannot verify server: vpn.example.org",
            _CLIENT,
        ),
        Saying(
            "Cisco Secure Client cannot verify server",
            ("verify failed", "side client"),
            "Cisco Secure Client cannot verify server: vpn.example.org",
            _CLIENT,
        ),
        Saying(
            "Security Warning: Untrusted Server Certificate",
            ("verify failed", "side client"),
            "Security Warning: Untrusted Server Certificate!",
            _CLIENT,
        ),
        Saying(
            "Certificate does not match the server name",
            ("verify name", "side client"),
            "- Certificate does not match the server name.",
            _CLIENT,
        ),
        Saying(
            "Certificate is from an untrusted source",
            ("verify issuer-unknown", "side client"),
            "- Certificate is from an untrusted source.",
            _CLIENT,
        ),
        Saying(
            "Certificate is not identified for this purpose",
            ("verify purpose", "side client"),
            "- Certificate is not identified for this purpose.",
            _CLIENT,
        ),
        Saying(
            "Untrusted Server Blocked",
            ("verify failed", "side client"),
            "Untrusted Server Blocked! AnyConnect cannot verify server: vpn.example.org",
            _CLIENT,
        ),
        Saying(
            "cannot confirm it is connected to your secure gateway",
            ("verify failed", "side client"),
            "AnyConnect cannot confirm it is connected to your secure gateway. The local network may not be trustworthy. Please try another network.",
            _CLIENT,
        ),
        Saying(
            "Connection attempt has failed due to server certificate problem",
            ("verify failed", "side client"),
            "Connection attempt has failed due to server certificate problem",
            _CLIENT,
        ),
        Saying(
            "No valid certificates available for authentication",
            ("client-cert-absent", "side client"),
            "No valid certificates available for authentication",
            _CLIENT,
        ),
        Saying(
            "Certificate Validation Failure",
            ("client-cert-refused", "client-cert-absent", "side client"),
            "AnyConnect: Certificate Validation Failure",
            _CLIENT,
            pattern=r"(?:AnyConnect|Secure Client|VPN|vpn).{0,80}?Certificate Validation Failure",
        ),
        Saying(
            "The service provider in your current location is restricting access to the Internet",
            ("verify failed", "side client"),
            "The service provider in your current location is restricting access to the Internet. You need to log on with the service provider before you can establish a VPN session.",
            _CLIENT,
        ),
        Saying(
            "CERTIFICATE_ERROR_VERIFY_",
            ("verify failed", "side client"),
            "Return Code: -31391723 (0xFE210015) Description: CERTIFICATE_ERROR_VERIFY_FAILED",
            _CLIENT,
        ),
        Saying(
            "CTRANSPORT_ERROR_TIMEOUT",
            ("connect-timeout", "side client"),
            "Return Code: -30015446 (0xFE36002A) Description: CTRANSPORT_ERROR_TIMEOUT",
            _CLIENT,
        ),
        Saying(
            "CTRANSPORT_ERROR_CONN_UNKNOWN",
            ("unreachable", "side client"),
            "Description: CTRANSPORT_ERROR_CONN_UNKNOWN",
            _CLIENT,
        ),
        Saying(
            "CTRANSPORT_ERROR_PROXY_AUTH_REQD",
            ("proxy-answered 407", "side client"),
            "Description: CTRANSPORT_ERROR_PROXY_AUTH_REQD",
            _CLIENT,
        ),
        Saying(
            "SOCKETTRANSPORT_ERROR_CONNECT_TIMEOUT",
            ("connect-timeout", "side client"),
            "Description: SOCKETTRANSPORT_ERROR_CONNECT_TIMEOUT",
            _CLIENT,
        ),
        Saying(
            "-725006: Device failed SSL handshake with",
            ("handshake-failed", "side server"),
            "%ASA-6-725006: Device failed SSL handshake with client outside:192.0.2.7/55555 to 198.51.100.1/443 for TLSv1.2 session",
            _ASA,
        ),
        Saying(
            "-725014: SSL lib error",
            ("handshake-failed", "side server"),
            "%ASA-7-725014: SSL lib error. Function: ssl3_get_client_hello Reason: no shared cipher",
            _ASA,
        ),
        Saying(
            "-725015 Error verifying client certificate",
            ("client-verify failed", "side server"),
            "%ASA-3-725015 Error verifying client certificate. Public key size in client certificate exceeds the maximum supported key size.",
            _ASA,
        ),
        Saying(
            "-717027: Certificate chain failed validation",
            ("client-verify failed", "side server"),
            "%ASA-3-717027: Certificate chain failed validation. No suitable trustpoint was found to validate chain.",
            _ASA,
        ),
        Saying(
            "-717009: Certificate validation failed",
            ("client-verify failed", "side server"),
            "%ASA-3-717009: Certificate validation failed. No suitable trustpoints found to validate certificate serial number: 01",
            _ASA,
        ),
        Saying(
            "No suitable trustpoint was found to validate chain",
            ("client-verify issuer-unknown", "side server"),
            "Certificate chain failed validation. No suitable trustpoint was found to validate chain.",
            _ASA,
        ),
        Saying(
            "No suitable trustpoints found to validate certificate",
            ("client-verify issuer-unknown", "side server"),
            "Certificate validation failed. No suitable trustpoints found to validate certificate serial number: 01",
            _ASA,
        ),
        Saying(
            "Peer certificate key usage is invalid",
            ("client-verify purpose", "side server"),
            "%ASA-3-717009: Certificate validation failed. Peer certificate key usage is invalid, serial number: 01",
            _ASA,
        ),
    ),
)
