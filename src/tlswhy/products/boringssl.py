"""BoringSSL: the library of Chromium, Android, Envoy, gRPC, Flutter, Electron and Bun."""

from __future__ import annotations

from collections.abc import Iterator

from tlswhy.products import Product, Role
from tlswhy.products.saying import Saying

# Reasons that Dart, Android and others print without the library's name before them.
_ALONE: tuple[tuple[str, tuple[str, ...], int], ...] = (
    ("CERTIFICATE_VERIFY_FAILED", ("verify failed",), 0x1000007D),
    ("NO_SHARED_CIPHER", ("no-shared-cipher", "side server"), 0x100000B8),
    ("HANDSHAKE_FAILURE_ON_CLIENT_HELLO", ("alert-received 40", "side client"), 0x1000009A),
    ("NO_COMMON_SIGNATURE_ALGORITHMS", ("no-shared-sigalg",), 0x100000FD),
    ("NO_SHARED_GROUP", ("no-shared-group", "side server"), 0x1000010A),
    ("NO_SUPPORTED_VERSIONS_ENABLED", ("no-version",), 0x10000118),
    ("PEER_DID_NOT_RETURN_A_CERTIFICATE", ("client-cert-absent", "side server"), 0x100000C0),
    ("UNSAFE_LEGACY_RENEGOTIATION_DISABLED", ("legacy-renegotiation",), 0x100000EC),
    ("DECRYPTION_FAILED_OR_BAD_RECORD_MAC", ("bad-record",), 0x1000008B),
    ("CERTIFICATE_AND_PRIVATE_KEY_MISMATCH", ("key-mismatch",), 0x10000112),
    ("KEY_VALUES_MISMATCH", ("key-mismatch",), 0x0B000074),
    ("KEY_USAGE_BIT_INCORRECT", ("verify purpose",), 0x1000012E),
    ("NEGOTIATED_ALPS_WITHOUT_ALPN", ("no-alpn",), 0x10000134),
    ("TLS13_DOWNGRADE", ("fallback", "side client"), 0x10000129),
    ("INAPPROPRIATE_FALLBACK", ("fallback", "side server"), 0x1000009D),
    ("HTTPS_PROXY_REQUEST", ("plain-received connect", "side server"), 0x1000009B),
    ("NO_START_LINE", ("cert-file",), 0x0900006E),
    ("ECH_REJECTED", ("ech-failed", "side client"), 0x1000013F),
)


def _alone() -> Iterator[Saying]:
    for words, means, code in _ALONE:
        library = "PEM" if code >> 24 == 9 else "X.509" if code >> 24 == 11 else "SSL"
        example = f"error:{code:08x}:{library} routines:OPENSSL_internal:{words}"
        yield Saying(words, means, example, "crypto/err/ssl.errordata")


PRODUCT = Product(
    name="BoringSSL",
    roles=(Role.CLIENT, Role.SERVER),
    sayings=(
        *_alone(),
        *(
            Saying(
                words,
                (),
                f"error:{code:08x}:SSL routines:OPENSSL_internal:{words}",
                "crypto/err/ssl.errordata",
                pattern=rf"(?P<code>.{{0,200}}?{words}.{{0,160}})",
                decode="openssl_reason",
            )
            for words, code in (
                ("WRONG_VERSION_NUMBER", 0x100000F7),
                ("UNSUPPORTED_PROTOCOL", 0x100000F0),
            )
        ),
        Saying(
            "routines:OPENSSL_internal:",
            (),
            "TLS error: 268436501:SSL routines:OPENSSL_internal:SSLV3_ALERT_CERTIFICATE_EXPIRED",
            "crypto/err/err.c; Envoy prints the code in decimal",
            pattern=r"\b(?P<code>1[0-9a-f]{7}|2684\d{5}):SSL routines:OPENSSL_internal:",
            decode="openssl_code",
        ),
        Saying(
            "routines:OPENSSL_internal:",
            (),
            "error:0b000074:X.509 certificate routines:OPENSSL_internal:KEY_VALUES_MISMATCH",
            "crypto/err/err.c",
            pattern=r"routines:OPENSSL_internal:(?!WRONG_VERSION|UNSUPPORTED_PROTOCOL)(?P<code>[A-Z0-9_]{4,60})",
            decode="openssl_reason",
        ),
        Saying(
            "26843",
            (),
            "TLS error: 268435703",
            "crypto/err/err.c, printed as a number",
            pattern=r"(?:ssl|tls).{0,200}?\b(?P<code>26843[56]\d{3})\b",
            decode="openssl_code",
        ),
        Saying(
            "handshake_client.cc",
            ("side client",),
            "TLSV1_ALERT_INTERNAL_ERROR(../ssl/handshake_client.cc:654)",
            "ssl/handshake_client.cc",
        ),
        Saying(
            "handshake_server.cc",
            ("side server",),
            "error:100000b8:SSL routines:OPENSSL_internal:NO_SHARED_CIPHER(handshake_server.cc:1011)",
            "ssl/handshake_server.cc",
        ),
        Saying(
            "Handshake error in client (OS Error:",
            ("side client",),
            "HandshakeException: Handshake error in client (OS Error: CERTIFICATE_VERIFY_FAILED: unable to get local issuer certificate(handshake.cc:393))",
            "Dart runtime/bin/secure_socket_filter.cc",
        ),
        Saying(
            "Handshake error in server (OS Error:",
            ("side server",),
            "HandshakeException: Handshake error in server (OS Error: SSLV3_ALERT_CERTIFICATE_UNKNOWN(tls_record.cc:594))",
            "Dart runtime/bin/secure_socket_filter.cc",
        ),
        Saying(
            "Connection terminated during handshake",
            ("eof", "side client"),
            "HandshakeException: Connection terminated during handshake",
            "Dart sdk/lib/io/secure_socket.dart",
        ),
        Saying(
            "Cannot check peer: missing selected ALPN property",
            ("no-alpn", "side client"),
            "failed to connect to all addresses; last error: UNKNOWN: ipv4:192.0.2.1:443: Cannot check peer: missing selected ALPN property.",
            "gRPC src/core/lib/security/security_connector/ssl_utils.cc, 1.67",
        ),
        Saying(
            "is not in peer certificate",
            ("verify name", "side client"),
            "UNKNOWN: ipv4:192.0.2.1:443: Peer name a.example is not in peer certificate",
            "gRPC src/core/lib/security/security_connector/ssl_utils.cc",
            pattern=r"Peer name (?P<host>[\w.:-]{1,253}) is not in peer certificate",
        ),
    ),
)
