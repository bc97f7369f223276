"""Results of OpenSSL's certificate verification: number, name or text.

Numbers from include/openssl/x509_vfy.h, texts from crypto/x509/x509_txt.c, OpenSSL 3.0; 62 to 64
are in use since 1.0.2, 79 to 94 since 3.0. 24 was `invalid CA certificate` before 3.0.
"""

from __future__ import annotations

from functools import cache

# Number, name without X509_V_ERR_, text, values of `verify`.
ROWS: tuple[tuple[int, str, str, str], ...] = (
    (1, "UNSPECIFIED", "unspecified certificate verification error", "failed"),
    (2, "UNABLE_TO_GET_ISSUER_CERT", "unable to get issuer certificate", "issuer-missing"),
    (3, "UNABLE_TO_GET_CRL", "unable to get certificate CRL", "crl-missing"),
    (
        4,
        "UNABLE_TO_DECRYPT_CERT_SIGNATURE",
        "unable to decrypt certificate's signature",
        "signature",
    ),
    (
        5,
        "UNABLE_TO_DECRYPT_CRL_SIGNATURE",
        "unable to decrypt CRL's signature",
        "revocation-unknown",
    ),
    (6, "UNABLE_TO_DECODE_ISSUER_PUBLIC_KEY", "unable to decode issuer public key", "signature"),
    (7, "CERT_SIGNATURE_FAILURE", "certificate signature failure", "signature"),
    (8, "CRL_SIGNATURE_FAILURE", "CRL signature failure", "revocation-unknown"),
    (9, "CERT_NOT_YET_VALID", "certificate is not yet valid", "not-yet-valid"),
    (10, "CERT_HAS_EXPIRED", "certificate has expired", "expired"),
    (11, "CRL_NOT_YET_VALID", "CRL is not yet valid", "crl-expired"),
    (12, "CRL_HAS_EXPIRED", "CRL has expired", "crl-expired"),
    (
        13,
        "ERROR_IN_CERT_NOT_BEFORE_FIELD",
        "format error in certificate's notBefore field",
        "strict",
    ),
    (14, "ERROR_IN_CERT_NOT_AFTER_FIELD", "format error in certificate's notAfter field", "strict"),
    (
        15,
        "ERROR_IN_CRL_LAST_UPDATE_FIELD",
        "format error in CRL's lastUpdate field",
        "revocation-unknown",
    ),
    (
        16,
        "ERROR_IN_CRL_NEXT_UPDATE_FIELD",
        "format error in CRL's nextUpdate field",
        "revocation-unknown",
    ),
    (18, "DEPTH_ZERO_SELF_SIGNED_CERT", "self-signed certificate", "self-signed"),
    (
        19,
        "SELF_SIGNED_CERT_IN_CHAIN",
        "self-signed certificate in certificate chain",
        "self-signed-in-chain",
    ),
    (
        20,
        "UNABLE_TO_GET_ISSUER_CERT_LOCALLY",
        "unable to get local issuer certificate",
        "issuer-missing",
    ),
    (
        21,
        "UNABLE_TO_VERIFY_LEAF_SIGNATURE",
        "unable to verify the first certificate",
        "issuer-missing",
    ),
    (22, "CERT_CHAIN_TOO_LONG", "certificate chain too long", "depth"),
    (23, "CERT_REVOKED", "certificate revoked", "revoked"),
    (24, "NO_ISSUER_PUBLIC_KEY", "issuer certificate doesn't have a public key", "purpose"),
    (25, "PATH_LENGTH_EXCEEDED", "path length constraint exceeded", "depth"),
    (26, "INVALID_PURPOSE", "unsuitable certificate purpose", "purpose"),
    (27, "CERT_UNTRUSTED", "certificate not trusted", "issuer-unknown"),
    (28, "CERT_REJECTED", "certificate rejected", "distrusted"),
    (29, "SUBJECT_ISSUER_MISMATCH", "subject issuer mismatch", "issuer-missing"),
    (30, "AKID_SKID_MISMATCH", "authority and subject key identifier mismatch", "issuer-missing"),
    (
        31,
        "AKID_ISSUER_SERIAL_MISMATCH",
        "authority and issuer serial number mismatch",
        "issuer-missing",
    ),
    (32, "KEYUSAGE_NO_CERTSIGN", "key usage does not include certificate signing", "purpose"),
    (33, "UNABLE_TO_GET_CRL_ISSUER", "unable to get CRL issuer certificate", "crl-missing"),
    (34, "UNHANDLED_CRITICAL_EXTENSION", "unhandled critical extension", "strict"),
    (35, "KEYUSAGE_NO_CRL_SIGN", "key usage does not include CRL signing", "revocation-unknown"),
    (
        36,
        "UNHANDLED_CRITICAL_CRL_EXTENSION",
        "unhandled critical CRL extension",
        "revocation-unknown",
    ),
    (37, "INVALID_NON_CA", "invalid non-CA certificate (has CA markings)", "purpose"),
    (38, "PROXY_PATH_LENGTH_EXCEEDED", "proxy path length constraint exceeded", "depth"),
    (
        39,
        "KEYUSAGE_NO_DIGITAL_SIGNATURE",
        "key usage does not include digital signature",
        "purpose",
    ),
    (
        40,
        "PROXY_CERTIFICATES_NOT_ALLOWED",
        "proxy certificates not allowed, please set the appropriate flag",
        "purpose",
    ),
    (41, "INVALID_EXTENSION", "invalid or inconsistent certificate extension", "strict"),
    (
        42,
        "INVALID_POLICY_EXTENSION",
        "invalid or inconsistent certificate policy extension",
        "strict",
    ),
    (43, "NO_EXPLICIT_POLICY", "no explicit policy", "purpose"),
    (44, "DIFFERENT_CRL_SCOPE", "different CRL scope", "revocation-unknown"),
    (45, "UNSUPPORTED_EXTENSION_FEATURE", "unsupported extension feature", "strict"),
    (
        46,
        "UNNESTED_RESOURCE",
        "RFC 3779 resource not subset of parent's resources",
        "name-constraints",
    ),
    (47, "PERMITTED_VIOLATION", "permitted subtree violation", "name-constraints"),
    (48, "EXCLUDED_VIOLATION", "excluded subtree violation", "name-constraints"),
    (
        49,
        "SUBTREE_MINMAX",
        "name constraints minimum and maximum not supported",
        "name-constraints",
    ),
    (50, "APPLICATION_VERIFICATION", "application verification failure", "failed"),
    (51, "UNSUPPORTED_CONSTRAINT_TYPE", "unsupported name constraint type", "name-constraints"),
    (
        52,
        "UNSUPPORTED_CONSTRAINT_SYNTAX",
        "unsupported or invalid name constraint syntax",
        "name-constraints",
    ),
    (53, "UNSUPPORTED_NAME_SYNTAX", "unsupported or invalid name syntax", "name-constraints"),
    (54, "CRL_PATH_VALIDATION_ERROR", "CRL path validation error", "revocation-unknown"),
    (55, "PATH_LOOP", "path loop", "issuer-missing"),
    (56, "SUITE_B_INVALID_VERSION", "Suite B: certificate version invalid", "strict"),
    (57, "SUITE_B_INVALID_ALGORITHM", "Suite B: invalid public key algorithm", "weak"),
    (58, "SUITE_B_INVALID_CURVE", "Suite B: invalid ECC curve", "weak"),
    (59, "SUITE_B_INVALID_SIGNATURE_ALGORITHM", "Suite B: invalid signature algorithm", "weak"),
    (60, "SUITE_B_LOS_NOT_ALLOWED", "Suite B: curve not allowed for this LOS", "weak"),
    (61, "SUITE_B_CANNOT_SIGN_P_384_WITH_P_256", "Suite B: cannot sign P-384 with P-256", "weak"),
    (62, "HOSTNAME_MISMATCH", "hostname mismatch", "name"),
    (63, "EMAIL_MISMATCH", "email address mismatch", "name"),
    (64, "IP_ADDRESS_MISMATCH", "IP address mismatch", "ip-name"),
    (65, "DANE_NO_MATCH", "no matching DANE TLSA records", "pin"),
    (66, "EE_KEY_TOO_SMALL", "EE certificate key too weak", "weak"),
    (67, "CA_KEY_TOO_SMALL", "CA certificate key too weak", "weak"),
    (68, "CA_MD_TOO_WEAK", "CA signature digest algorithm too weak", "weak"),
    (69, "INVALID_CALL", "invalid certificate verification context", "failed"),
    (70, "STORE_LOOKUP", "issuer certificate lookup error", "issuer-missing"),
    (
        71,
        "NO_VALID_SCTS",
        "Certificate Transparency required, but no valid SCTs found",
        "distrusted",
    ),
    (72, "PROXY_SUBJECT_NAME_VIOLATION", "proxy subject name violation", "name"),
    (73, "OCSP_VERIFY_NEEDED", "OCSP verification needed", "staple"),
    (74, "OCSP_VERIFY_FAILED", "OCSP verification failed", "staple"),
    (75, "OCSP_CERT_UNKNOWN", "OCSP unknown cert", "revocation-unknown"),
    (76, "UNSUPPORTED_SIGNATURE_ALGORITHM", "Cannot find certificate signature algorithm", "weak"),
    (
        77,
        "SIGNATURE_ALGORITHM_MISMATCH",
        "subject signature algorithm and issuer public key algorithm mismatch",
        "signature",
    ),
    (
        78,
        "SIGNATURE_ALGORITHM_INCONSISTENCY",
        "cert info signature and signature algorithm mismatch",
        "strict",
    ),
    (79, "INVALID_CA", "invalid CA certificate", "purpose"),
    (80, "PATHLEN_INVALID_FOR_NON_CA", "Path length invalid for non-CA cert", "strict"),
    (
        81,
        "PATHLEN_WITHOUT_KU_KEY_CERT_SIGN",
        "Path length given without key usage keyCertSign",
        "strict",
    ),
    (
        82,
        "KU_KEY_CERT_SIGN_INVALID_FOR_NON_CA",
        "Key usage keyCertSign invalid for non-CA cert",
        "strict",
    ),
    (83, "ISSUER_NAME_EMPTY", "Issuer name empty", "strict"),
    (84, "SUBJECT_NAME_EMPTY", "Subject name empty", "strict"),
    (85, "MISSING_AUTHORITY_KEY_IDENTIFIER", "Missing Authority Key Identifier", "strict"),
    (86, "MISSING_SUBJECT_KEY_IDENTIFIER", "Missing Subject Key Identifier", "strict"),
    (87, "EMPTY_SUBJECT_ALT_NAME", "Empty Subject Alternative Name extension", "strict"),
    (
        88,
        "EMPTY_SUBJECT_SAN_NOT_CRITICAL",
        "Subject empty and Subject Alt Name extension not critical",
        "strict",
    ),
    (89, "CA_BCONS_NOT_CRITICAL", "Basic Constraints of CA cert not marked critical", "strict"),
    (90, "AUTHORITY_KEY_IDENTIFIER_CRITICAL", "Authority Key Identifier marked critical", "strict"),
    (91, "SUBJECT_KEY_IDENTIFIER_CRITICAL", "Subject Key Identifier marked critical", "strict"),
    (92, "CA_CERT_MISSING_KEY_USAGE", "CA cert does not include key usage extension", "strict"),
    (93, "EXTENSIONS_REQUIRE_VERSION_3", "Using cert extension requires at least X509v3", "strict"),
    (94, "EC_KEY_EXPLICIT_PARAMS", "Certificate public key has explicit ECC parameters", "strict"),
)

# As 1.1.1 and before, BoringSSL and LibreSSL write some of them.
ALSO: tuple[tuple[int, str], ...] = (
    (18, "self signed certificate"),
    (19, "self signed certificate in certificate chain"),
    (26, "unsupported certificate purpose"),
)


def _plain(text: str) -> str:
    words = text.lower().replace("_", " ").replace("-", " ").split()
    return " ".join(words).removeprefix("x509 v err ")


@cache
def _keys() -> dict[str, str]:
    keys: dict[str, str] = {}
    for number, name, text, value in ROWS:
        keys |= dict.fromkeys((str(number), _plain(name), _plain(text)), f"verify {value}")
    for number, text in ALSO:
        keys[_plain(text)] = keys[str(number)]
    return keys


def decode(code: str) -> tuple[str, ...]:
    """`verify X`. `code`: 20, X509_V_ERR_CERT_REVOKED or the text."""
    found = _keys().get(_plain(code))
    return (found,) if found else ()
