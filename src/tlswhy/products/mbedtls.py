"""mbedTLS: the library of ESP-IDF and Arduino boards, OpenWrt, AWS' and Azure's device kits."""

from __future__ import annotations

import re

from tlswhy.model.diagnosis import Remedy
from tlswhy.products import Product, Recipe, Role
from tlswhy.products.saying import Saying

# mbedtls_strerror, library/error.c of 2.28 and 3.6.
_TEXTS: tuple[tuple[int, str, tuple[str, ...]], ...] = (
    (0x2700, "X509 - Certificate verification failed", ("verify failed",)),
    (0x3000, "X509 - A fatal error occurred, eg the chain is too long", ("verify failed",)),
    (0x2680, "X509 - Signature algorithms do not match", ("verify signature",)),
    (0x2600, "X509 - Signature algorithm (oid) is unsupported", ("verify weak",)),
    (0x2780, "X509 - Format not recognized as DER or PEM", ("cert-file",)),
    (0x2180, "X509 - The CRT/CRL/CSR format is invalid", ("cert-file",)),
    (0x1080, "PEM - No PEM header or footer found", ("cert-file",)),
    (0x3D00, "PK - Invalid key tag or value", ("client-key",)),
    (
        0x3B80,
        "PK - Given private key password does not allow for correct decryption",
        ("client-key",),
    ),
    (0x7180, "SSL - Verification of the message MAC failed", ("bad-record",)),
    (0x7200, "SSL - An invalid SSL record was received", ("not-tls",)),
    (0x7280, "SSL - The connection indicated an EOF", ("eof",)),
    (0x7300, "SSL - A message could not be parsed due to a syntactic error", ("bad-record",)),
    (
        0x7380,
        "SSL - The server has no ciphersuites in common with the client",
        ("no-shared-cipher", "side server"),
    ),
    (
        0x7480,
        "SSL - No client certification received from the client",
        ("client-cert-absent", "side server"),
    ),
    (
        0x7580,
        "SSL - No ALPN protocols supported that the client advertises",
        ("no-alpn", "side server"),
    ),
    (0x7600, "SSL - The own private key or pre-shared key is not set, but needed", ("client-key",)),
    (0x7680, "SSL - No CA Chain is set, but required to operate", ("no-trust-store",)),
    (0x7700, "SSL - An unexpected message was received from our peer", ("alert-sent 10",)),
    (0x7780, "SSL - A fatal alert message was received from our peer", ("handshake-failed",)),
    (
        0x7800,
        "SSL - No server could be identified matching the client's SNI",
        ("sni-unknown", "side server"),
    ),
    (0x7800, "SSL - Verification of our peer failed", ("verify failed",)),
    (0x7880, "SSL - The peer notified us that the connection is going to be closed", ("eof",)),
    (
        0x7900,
        "SSL - Processing of the ClientHello handshake message failed",
        ("client-version", "side server"),
    ),
    (
        0x7980,
        "SSL - Processing of the ServerHello handshake message failed",
        ("no-parameters", "side client"),
    ),
    (0x7A00, "SSL - Processing of the Certificate handshake message failed", ("verify failed",)),
    (
        0x7B00,
        "SSL - Processing of the ServerKeyExchange handshake message failed",
        ("bad-signature", "side client"),
    ),
    (
        0x7D80,
        "SSL - Processing of the CertificateVerify handshake message failed",
        ("bad-signature",),
    ),
    (
        0x6980,
        "SSL - None of the common ciphersuites is usable",
        ("no-shared-cipher", "side server"),
    ),
    (0x6E80, "SSL - Handshake protocol not within min/max boundaries", ("no-parameters",)),
    (0x6E00, "SSL - The handshake negotiation failed", ("no-parameters",)),
    (0x6C80, "SSL - Unknown identity received (eg, PSK identity)", ("psk-unknown", "side server")),
    (0x6800, "SSL - The operation timed out", ("handshake-timeout",)),
    (0x52, "NET - Failed to get an IP address for the given hostname", ("dns-failed",)),
    (0x44, "NET - The connection to the given server / port failed", ("refused",)),
    (0x50, "NET - Connection was reset by peer", ("reset",)),
    (0x4C, "NET - Reading information from the socket failed", ("reset",)),
)

# mbedtls_x509_crt_verify_info, library/x509_crt.c and include/mbedtls/x509.h.
_VERIFICATION: tuple[tuple[str, str], ...] = (
    ("The certificate validity has expired", "expired"),
    ("The certificate validity starts in the future", "not-yet-valid"),
    ("The certificate has been revoked (is on a CRL)", "revoked"),
    ("does not match with the expected CN", "name"),
    ("The certificate is not correctly signed by the trusted CA", "issuer-unknown"),
    ("The CRL is not correctly signed by the trusted CA", "revocation-unknown"),
    ("The CRL is expired", "crl-expired"),
    ("The CRL is from the future", "crl-expired"),
    ("Usage does not match the keyUsage extension", "purpose"),
    ("Usage does not match the extendedKeyUsage extension", "purpose"),
    ("Usage does not match the nsCertType extension", "purpose"),
    ("The certificate is signed with an unacceptable hash", "weak"),
    ("The certificate is signed with an unacceptable PK alg", "weak"),
    ("The certificate is signed with an unacceptable key", "weak"),
)


def _number(words: str, example: str, source: str) -> Saying:
    return Saying(
        words,
        (),
        example,
        source,
        pattern=rf"{re.escape(words)}.{{0,40}}?(?P<code>-?0x[0-9a-f]{{2,4}}|-\d{{2,5}})\b",
        decode="mbedtls",
    )


PRODUCT = Product(
    name="mbedTLS",
    roles=(Role.CLIENT, Role.SERVER),
    recipes={
        Remedy.TRUST_CA: Recipe(
            "ESP-IDF: the CA in the program, as PEM; Arduino: setCACert before connect.",
            (
                "esp_http_client_config_t config = { .url = URL, .cert_pem = ca_pem };",
                "client.setCACert(ca_pem);",
            ),
        ),
        Remedy.UPDATE_TRUST_STORE: Recipe(
            "ESP-IDF, in sdkconfig: all of Mozilla's roots, and chains through cross-signed ones.",
            (
                "CONFIG_MBEDTLS_CERTIFICATE_BUNDLE=y",
                "CONFIG_MBEDTLS_CERTIFICATE_BUNDLE_DEFAULT_FULL=y",
                "CONFIG_MBEDTLS_CERTIFICATE_BUNDLE_CROSS_SIGNED_VERIFY=y",
            ),
        ),
        Remedy.RAISE_CLIENT_VERSION: Recipe(
            "ESP-IDF, in sdkconfig.",
            ("CONFIG_MBEDTLS_SSL_PROTO_TLS1_2=y", "CONFIG_MBEDTLS_SSL_PROTO_TLS1_3=y"),
        ),
        Remedy.FIX_CLOCK: Recipe(
            "ESP-IDF and Arduino: boards have no clock; ask for the time before the first handshake.",
            ('configTime(0, 0, "pool.ntp.org");',),
        ),
    },
    sayings=(
        *(
            Saying(
                words,
                keys,
                f"[ssl_client.cpp:37] _handle_error(): [start_ssl_client():273]: (-{number}) {words}",
                "library/error.c, 2.28 and 3.6",
            )
            for number, words, keys in _TEXTS
        ),
        *(
            Saying(
                words,
                (f"verify {value}",),
                f"verification info:   ! {'The certificate Common Name (CN) ' * (words[0] == 'd')}{words}",
                "library/x509_crt.c, 2.28 and 3.6",
            )
            for words, value in _VERIFICATION
        ),
        _number(
            "mbedtls_ssl_handshake",
            "E (5520) esp-tls-mbedtls: mbedtls_ssl_handshake returned -0x2700",
            "ESP-IDF components/esp-tls/esp_tls_mbedtls.c",
        ),
        _number(
            "start_ssl_client:",
            "[E][WiFiClientSecure.cpp:144] connect(): start_ssl_client: -29312",
            "arduino-esp32 libraries/WiFiClientSecure",
        ),
        _number(
            "last mbedtls failure",
            "I (8470) HTTP_CLIENT: Last mbedtls failure: 0x2700",
            "ESP-IDF examples/protocols/esp_http_client",
        ),
        Saying(
            "mbedtls_net_connect returned -52",
            ("dns-failed", "side client"),
            "E (5520) example: mbedtls_net_connect returned -52",
            "ESP-IDF examples/protocols/https_mbedtls",
        ),
        Saying(
            "mbedtls_net_connect returned -44",
            ("refused", "side client"),
            "E (5520) example: mbedtls_net_connect returned -44",
            "ESP-IDF examples/protocols/https_mbedtls",
        ),
        _number(
            "x509_verify_cert() returned",
            "ssl_tls.c:7352: x509_verify_cert() returned -9984 (-0x2700)",
            "library/ssl_tls.c, at debug level",
        ),
        Saying(
            "got an alert message, type: [2:",
            (),
            "ssl_msg.c:4977: got an alert message, type: [2:40]",
            "library/ssl_msg.c, at debug level",
            pattern=r"got an alert message, type: \[2:(?P<code>\d{1,3})\]",
            decode="alert",
        ),
        Saying(
            "is a fatal alert message (msg",
            (),
            "ssl_msg.c:4985: is a fatal alert message (msg 48)",
            "library/ssl_msg.c, at debug level",
            pattern=r"is a fatal alert message \(msg (?P<code>\d{1,3})\)",
            decode="alert",
        ),
        Saying(
            "send alert level=2",
            (),
            "ssl_msg.c:5069: send alert level=2 message=48",
            "library/ssl_msg.c, at debug level",
            pattern=r"send alert level=2 message=(?P<code>\d{1,3})",
            decode="alert_sent",
        ),
        Saying(
            "got no certificate to send",
            ("client-cert-absent",),
            "ssl_tls.c:6680: got no certificate to send",
            "library/ssl_tls.c, at debug level",
        ),
        Saying(
            "got no ciphersuites in common",
            ("no-shared-cipher", "side server"),
            "ssl_srv.c:2110: got no ciphersuites in common",
            "library/ssl_srv.c, at debug level",
        ),
        Saying(
            "No matching trusted root certificate found",
            ("verify issuer-unknown", "side client"),
            "I (8460) esp-x509-crt-bundle: No matching trusted root certificate found",
            "ESP-IDF components/mbedtls/esp_crt_bundle/esp_crt_bundle.c",
        ),
        Saying(
            "esp-x509-crt-bundle: Failed to verify certificate",
            ("verify failed", "side client"),
            "E (8464) esp-x509-crt-bundle: Failed to verify certificate",
            "ESP-IDF components/mbedtls/esp_crt_bundle/esp_crt_bundle.c",
        ),
        Saying(
            "esp-x509-crt-bundle: PK verify failed",
            ("verify signature", "side client"),
            "E (131582) esp-x509-crt-bundle: PK verify failed with error 0x4290",
            "ESP-IDF components/mbedtls/esp_crt_bundle/esp_crt_bundle.c",
        ),
        Saying(
            "No server verification option set in esp_tls_cfg_t",
            ("no-trust-store", "side client"),
            "E (5210) esp-tls-mbedtls: No server verification option set in esp_tls_cfg_t structure.",
            "ESP-IDF components/esp-tls/esp_tls_mbedtls.c",
        ),
        Saying(
            "couldn't get hostname for",
            ("dns-failed", "side client"),
            "E (5210) esp-tls: couldn't get hostname for :a.example: getaddrinfo() returns 202",
            "ESP-IDF components/esp-tls/esp_tls.c",
            pattern=r"couldn't get hostname for :(?P<host>[\w.-]{1,253}):",
        ),
        Saying(
            "esp-tls: Failed to open new connection in specified timeout",
            ("connect-timeout", "side client"),
            "E (15210) esp-tls: Failed to open new connection in specified timeout",
            "ESP-IDF components/esp-tls/esp_tls.c",
        ),
        Saying(
            "Failed to verify peer certificate!",
            ("verify failed",),
            "W (5520) example: Failed to verify peer certificate!",
            "ESP-IDF components/esp-tls/esp_tls_mbedtls.c, examples of mbedTLS",
        ),
        Saying(
            "Unable to verify the server's certificate. Either it is invalid",
            ("verify failed", "side client"),
            "ERROR: iot_tls_connect L#177 Unable to verify the server's certificate. Either it is invalid,",
            "AWS IoT device SDK platform/linux/mbedtls, mbedTLS programs/ssl/ssl_client2.c",
        ),
    ),
)
