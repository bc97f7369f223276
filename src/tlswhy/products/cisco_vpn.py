"""Cisco's AnyConnect (Secure Client), and the ASA and FTD firewalls it connects to."""

from __future__ import annotations

from tlswhy.products import Product, Role
from tlswhy.products.saying import Saying

_CLIENT = "AnyConnect 3 to Secure Client 5: the text of vpnui and of `vpn connect`"
_CODES = (
    "Secure Client 5.1, strings of libvpnapi.so and libvpncommoncrypt.so, as listed in"
    " dantte-lp/ocserv-modern; AnyConnect 3 and 4 in syslog"
)
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
            ("verify failed", "place captive", "side client"),
            "The service provider in your current location is restricting access to the Internet. You need to log on with the service provider before you can establish a VPN session.",
            _CLIENT,
        ),
        Saying(
            "CERTIFICATE_ERROR_VERIFY_",
            ("verify failed", "side client"),
            "Function: VerifyServerCertificate File: Certificates/FileCertStore.cpp Line: 790 Invoked Function: CFileCertificate::Verify Return Code: -31326191 (0xFE220011) Description: CERTIFICATE_ERROR_VERIFY_CHAIN_POLICY_FAILED",
            _CODES,
        ),
        Saying(
            "CERTIFICATE_ERROR_VERIFY_CERT_PIN_CHECK_FAILED",
            ("verify pin", "side client"),
            "Description: CERTIFICATE_ERROR_VERIFY_CERT_PIN_CHECK_FAILED",
            _CODES,
        ),
        Saying(
            "CERTIFICATE_ERROR_VERIFY_ENHKEYUSAGE_FAILED",
            ("verify purpose", "side client"),
            "Description: CERTIFICATE_ERROR_VERIFY_ENHKEYUSAGE_FAILED",
            _CODES,
        ),
        Saying(
            "CERTIFICATE_ERROR_VERIFY_KEYSIZE_FAILED",
            ("verify weak", "side client"),
            "Description: CERTIFICATE_ERROR_VERIFY_KEYSIZE_FAILED",
            _CODES,
        ),
        Saying(
            "CERTIFICATE_ERROR_VERIFY_SIGNATURE_ALGORITHM_FAILED",
            ("verify weak", "side client"),
            "Description: CERTIFICATE_ERROR_VERIFY_SIGNATURE_ALGORITHM_FAILED",
            _CODES,
        ),
        Saying(
            "CERTIFICATE_ERROR_VERIFY_SAN_NOT_FOUND",
            ("verify no-san", "side client"),
            "Description: CERTIFICATE_ERROR_VERIFY_SAN_NOT_FOUND",
            _CODES,
        ),
        Saying(
            "CERTIFICATE_ERROR_UNTRUSTED_CERT_DISALLOWED",
            ("verify failed", "side client"),
            "Description: CERTIFICATE_ERROR_UNTRUSTED_CERT_DISALLOWED:An untrusted certificate was received while in always-on mode.",
            _CODES,
        ),
        Saying(
            "An untrusted certificate was received while in",
            ("verify failed", "side client"),
            "An untrusted certificate was received while in always-on mode.",
            _CODES,
        ),
        Saying(
            "Certificate pinning verification failed",
            ("verify pin", "side client"),
            "Certificate pinning verification failed. Pin match not found in the server certificate chain.",
            _CODES,
        ),
        Saying(
            "CTRANSPORT_ERROR_PEER_CERT_REJECTED",
            ("verify failed", "side client"),
            "Function: connect File: ConnectIfc.cpp Line: 452 Invoked Function: ConnectIfc::sendRequest Return Code: -29949919 (0xFE370021) Description: CTRANSPORT_ERROR_PEER_CERT_REJECTED",
            _CODES,
        ),
        Saying(
            "CTRANSPORT_ERROR_HOST_RESOLUTION",
            ("dns-failed", "side client"),
            "Description: CTRANSPORT_ERROR_HOST_RESOLUTION",
            _CODES,
        ),
        Saying(
            "CTRANSPORT_ERROR_CONNECT_FAILED",
            ("unreachable", "side client"),
            "Description: CTRANSPORT_ERROR_CONNECT_FAILED",
            _CODES,
        ),
        Saying(
            "CTRANSPORT_ERROR_NO_INTERNET_CONNECTION",
            ("unreachable", "side client"),
            "Description: CTRANSPORT_ERROR_NO_INTERNET_CONNECTION",
            _CODES,
        ),
        Saying(
            "CONNECTIFC_ERROR_PROXY_AUTH_REQUIRED",
            ("proxy-answered 407", "side client"),
            "Description: CONNECTIFC_ERROR_PROXY_AUTH_REQUIRED",
            _CODES,
        ),
        Saying(
            "CONNECTIFC_ERROR_CAPTIVE_PORTAL_REDIRECT",
            ("verify failed", "place captive", "side client"),
            "Description: CONNECTIFC_ERROR_CAPTIVE_PORTAL_REDIRECT",
            _CODES,
        ),
        Saying(
            "such as a proxy server or captive portal, is blocking Internet access",
            ("verify failed", "place captive", "side client"),
            "Cisco Secure Client cannot establish a VPN session because a device in the network, such as a proxy server or captive portal, is blocking Internet access.",
            _CODES,
        ),
        Saying(
            "CONNECTMGR_ERROR_NO_CLIENT_AUTH_CERT_AVAILABLE",
            ("client-cert-absent", "side client"),
            "Description: CONNECTMGR_ERROR_NO_CLIENT_AUTH_CERT_AVAILABLE",
            _CODES,
        ),
        Saying(
            "Connection attempt failed due to certificate problems",
            ("verify failed", "side client"),
            "Termination reason code 59: Connection attempt failed due to certificate problems.",
            _CLIENT,
        ),
        Saying(
            "AnyConnect cannot verify the VPN server",
            ("verify failed", "side client"),
            "AnyConnect cannot verify the VPN server: vpn.example.org",
            _CLIENT,
        ),
        Saying(
            "CTRANSPORT_ERROR_TIMEOUT",
            ("connect-timeout", "side client"),
            "Function: SendRequest File: CTransportCurlStatic.cpp Line: 2046 Invoked Function: curl_easy_perform Return Code: -29949904 (0xFE370030) Description: CTRANSPORT_ERROR_TIMEOUT 28 : Error",
            _CODES,
        ),
        Saying(
            "CTRANSPORT_ERROR_CONN_UNKNOWN",
            ("unreachable", "side client"),
            "Description: CTRANSPORT_ERROR_CONN_UNKNOWN",
            _CLIENT,
        ),
        Saying(
            "SOCKETTRANSPORT_ERROR_CONNECT_TIMEOUT",
            ("connect-timeout", "side client"),
            "Return Code: -31588316 (0xFE1E0024) Description: SOCKETTRANSPORT_ERROR_CONNECT_TIMEOUT",
            _CODES,
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
