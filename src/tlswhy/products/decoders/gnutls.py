"""GnuTLS' errors: number, name without GNUTLS_E_, text as gnutls_strerror gives it, keys.

From lib/errors.c and include/gnutls/gnutls.h, 3.7; where 2.x and 3.x differ in a text both stand.
"""

from __future__ import annotations

ROWS: tuple[tuple[int, str, str, tuple[str, ...]], ...] = (
    (
        -3,
        "UNKNOWN_COMPRESSION_ALGORITHM",
        "Could not negotiate a supported compression method",
        ("no-parameters",),
    ),
    (
        -8,
        "UNSUPPORTED_VERSION_PACKET",
        "A packet with illegal or unsupported version was received",
        ("server-version",),
    ),
    (-9, "UNEXPECTED_PACKET_LENGTH", "Error decoding the received TLS packet", ("bad-record",)),
    (-9, "UNEXPECTED_PACKET_LENGTH", "A TLS packet with unexpected length was received", ("eof",)),
    (
        -10,
        "INVALID_SESSION",
        "The specified session has been invalidated for some reason",
        ("eof",),
    ),
    (-15, "UNEXPECTED_PACKET", "An unexpected TLS packet was received", ("not-tls",)),
    (
        -18,
        "ERROR_IN_FINISHED_PACKET",
        "An error was encountered at the TLS Finished packet calculation",
        ("bad-record",),
    ),
    (
        -19,
        "UNEXPECTED_HANDSHAKE_PACKET",
        "An unexpected TLS handshake packet was received",
        ("alert-sent 10",),
    ),
    (
        -21,
        "UNKNOWN_CIPHER_SUITE",
        "Could not negotiate a supported cipher suite",
        ("no-shared-cipher",),
    ),
    (
        -22,
        "UNWANTED_ALGORITHM",
        "An algorithm that is not enabled was negotiated",
        ("algorithm-disabled",),
    ),
    (-24, "DECRYPTION_FAILED", "Decryption has failed", ("bad-record",)),
    (
        -32,
        "INSUFFICIENT_CREDENTIALS",
        "Insufficient credentials for that request",
        ("no-certificate",),
    ),
    (-34, "BASE64_DECODING_ERROR", "Base64 decoding error", ("cert-file",)),
    (-43, "CERTIFICATE_ERROR", "Error in the certificate.", ("verify failed",)),
    (
        -47,
        "X509_UNSUPPORTED_CRITICAL_EXTENSION",
        "Unsupported critical extension in X.509 certificate",
        ("verify strict",),
    ),
    (
        -48,
        "KEY_USAGE_VIOLATION",
        "Key usage violation in certificate has been detected",
        ("verify purpose",),
    ),
    (-49, "NO_CERTIFICATE_FOUND", "No certificate was found.", ("client-cert-absent",)),
    (-49, "NO_CERTIFICATE_FOUND", "The peer did not send any certificate", ("client-cert-absent",)),
    (-53, "PUSH_ERROR", "Error in the push function", ("reset",)),
    (-54, "PULL_ERROR", "Error in the pull function", ("reset",)),
    (
        -55,
        "RECEIVED_ILLEGAL_PARAMETER",
        "An illegal parameter has been received",
        ("alert-sent 47",),
    ),
    (-58, "RECEIVED_ILLEGAL_EXTENSION", "An illegal TLS extension was received", ("bad-record",)),
    (
        -60,
        "CERTIFICATE_KEY_MISMATCH",
        "The certificate and the given key do not match",
        ("key-mismatch",),
    ),
    (
        -61,
        "UNSUPPORTED_CERTIFICATE_TYPE",
        "The certificate type is not supported",
        ("verify purpose",),
    ),
    (
        -63,
        "DH_PRIME_UNACCEPTABLE",
        "The Diffie-Hellman prime sent by the server is not acceptable",
        ("dh-too-small", "side client"),
    ),
    (-64, "FILE_ERROR", "Error while reading file.", ("cert-file",)),
    (
        -80,
        "UNKNOWN_PK_ALGORITHM",
        "An unknown public key algorithm was encountered",
        ("no-shared-sigalg",),
    ),
    (
        -82,
        "RECEIVED_DISALLOWED_NAME",
        "A disallowed SNI server name has been received",
        ("sni-unknown", "side server"),
    ),
    (-87, "NO_CIPHER_SUITES", "No supported cipher suites have been found", ("no-shared-cipher",)),
    (
        -89,
        "PK_SIG_VERIFY_FAILED",
        "Public key signature verification has failed",
        ("bad-signature",),
    ),
    (-93, "NO_TEMPORARY_DH_PARAMS", "No temporary DH parameters were found", ("no-shared-cipher",)),
    (
        -95,
        "X509_UNSUPPORTED_ATTRIBUTE",
        "The certificate has unsupported attributes",
        ("verify strict",),
    ),
    (
        -100,
        "MAC_VERIFY_FAILED",
        "The Message Authentication Code verification failed",
        ("bad-record",),
    ),
    (
        -106,
        "UNSUPPORTED_SIGNATURE_ALGORITHM",
        "The signature algorithm is not supported",
        ("no-shared-sigalg",),
    ),
    (-107, "SAFE_RENEGOTIATION_FAILED", "Safe renegotiation failed", ("legacy-renegotiation",)),
    (-108, "UNSAFE_RENEGOTIATION_DENIED", "Unsafe renegotiation denied", ("legacy-renegotiation",)),
    (-109, "UNKNOWN_SRP_USERNAME", "The username supplied is unknown.", ("psk-unknown",)),
    (-110, "PREMATURE_TERMINATION", "The TLS connection was non-properly terminated", ("eof",)),
    (-112, "CERTIFICATE_REQUIRED", "Certificate is required", ("client-cert-absent",)),
    (-207, "BASE64_UNEXPECTED_HEADER_ERROR", "Base64 unexpected header error", ("cert-file",)),
    (-210, "HANDSHAKE_TOO_LARGE", "The handshake data size is too large", ("bad-record",)),
    (
        -217,
        "INSUFFICIENT_SECURITY",
        "One of the involved algorithms has insufficient security level",
        ("algorithm-disabled",),
    ),
    (-294, "UNRECOGNIZED_NAME", "The SNI host name not recognised", ("sni-unknown", "side server")),
    (-300, "PKCS11_ERROR", "PKCS #11 error.", ("client-key",)),
    (-303, "PKCS11_PIN_ERROR", "Error in provided PIN.", ("client-key",)),
    (-319, "TIMEDOUT", "The operation timed out", ("handshake-timeout",)),
    (-321, "ECC_NO_SUPPORTED_CURVES", "No supported ECC curves were found", ("no-shared-group",)),
    (-322, "ECC_UNSUPPORTED_CURVE", "The curve is unsupported", ("no-shared-group",)),
    (
        -324,
        "CERTIFICATE_LIST_UNSORTED",
        "The provided X.509 certificate list is not sorted",
        ("cert-file",),
    ),
    (
        -326,
        "NO_PRIORITIES_WERE_SET",
        "No or insufficient priorities were set",
        ("no-version", "no-cipher"),
    ),
    (-328, "SESSION_EOF", "Peer has terminated the connection", ("eof",)),
    (-340, "NO_CERTIFICATE_STATUS", "There is no certificate status (OCSP)", ("verify staple",)),
    (-341, "OCSP_RESPONSE_ERROR", "The OCSP response is invalid", ("verify staple",)),
    (-343, "AUTH_ERROR", "Could not authenticate peer", ("verify failed",)),
    (
        -344,
        "NO_APPLICATION_PROTOCOL",
        "No common application protocol could be negotiated",
        ("no-alpn",),
    ),
    (
        -347,
        "INAPPROPRIATE_FALLBACK",
        "A connection with inappropriate fallback was attempted",
        ("fallback", "side server"),
    ),
    (
        -348,
        "CERTIFICATE_VERIFICATION_ERROR",
        "Error in the certificate verification",
        ("verify failed",),
    ),
    (-409, "PK_INVALID_PUBKEY", "The public key is invalid.", ("verify weak",)),
    (-411, "NOT_YET_ACTIVATED", "The certificate is not yet activated", ("verify not-yet-valid",)),
    (-416, "CERTIFICATE_TIME_ERROR", "Error in the time fields of certificate", ("verify strict",)),
    (-417, "RECORD_OVERFLOW", "A TLS record packet with invalid length was received", ("not-tls",)),
    (
        -419,
        "INCOMPATIBLE_SIG_WITH_KEY",
        "The signature is incompatible with the public key",
        ("no-shared-sigalg",),
    ),
    (
        -422,
        "OCSP_MISMATCH_WITH_CERTS",
        "The OCSP response provided doesn't match the available certificates",
        ("verify staple",),
    ),
    (-423, "NO_COMMON_KEY_SHARE", "No common key share with peer", ("no-shared-group",)),
    (
        -426,
        "CRL_VERIFICATION_ERROR",
        "Error in the CRL verification",
        ("verify revocation-unknown",),
    ),
    (-427, "MISSING_EXTENSION", "An required TLS extension was received", ("alert-sent 109",)),
    (
        -430,
        "X509_DUPLICATE_EXTENSION",
        "Duplicate extension in X.509 certificate",
        ("verify strict",),
    ),
)

_KEYS: dict[str, tuple[str, ...]] = {}
for _number, _name, _, _keys in ROWS:
    _KEYS[str(_number)] = _keys
    _KEYS[_name] = _keys


def decode(code: str) -> tuple[str, ...]:
    """The keys of `-110` or `GNUTLS_E_PREMATURE_TERMINATION`; a positive number is none."""
    return _KEYS.get(code.strip().upper().removeprefix("GNUTLS_E_"), ())
