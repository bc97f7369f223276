"""Windows' errors of Schannel, CryptoAPI and certificate trust: value, name, text, keys.

From winerror.h and wincrypt.h of the Windows SDK 10; the texts are those of FormatMessage. Schannel
tells an alert that it received by one of these too, so some of them are both: its client says
SEC_E_ILLEGAL_MESSAGE for most, SEC_E_UNSUPPORTED_FUNCTION for protocol_version.
"""

from __future__ import annotations

ROWS: tuple[tuple[int, str, str, tuple[str, ...]], ...] = (
    (0x00090320, "SEC_I_INCOMPLETE_CREDENTIALS", "The credentials supplied were not complete, and could not be verified. Additional information can be returned from the context", ("client-cert-absent", "side client")),
    (0x80090302, "SEC_E_UNSUPPORTED_FUNCTION", "", ("alert-received 70", "no-parameters")),
    (0x80090304, "SEC_E_INTERNAL_ERROR", "", ("handshake-failed",)),
    (0x80090308, "SEC_E_INVALID_TOKEN", "The token supplied to the function is invalid", ("not-tls",)),
    (0x8009030D, "SEC_E_UNKNOWN_CREDENTIALS", "The credentials supplied to the package were not recognized", ("client-key", "cert-file")),
    (0x8009030E, "SEC_E_NO_CREDENTIALS", "No credentials are available in the security package", ("client-key", "no-certificate")),
    (0x8009030F, "SEC_E_MESSAGE_ALTERED", "The message or signature supplied for verification has been altered", ("bad-record",)),
    (0x80090317, "SEC_E_CONTEXT_EXPIRED", "The context has expired and can no longer be used", ("eof",)),
    (0x80090318, "SEC_E_INCOMPLETE_MESSAGE", "The supplied message is incomplete. The signature was not verified", ("bad-record",)),
    (0x80090320, "SEC_E_INCOMPLETE_CREDENTIALS", "The credentials supplied were not complete, and could not be verified. The context could not be initialized", ("client-cert-absent",)),
    (0x80090321, "SEC_E_BUFFER_TOO_SMALL", "The buffers supplied to a function was too small", ("handshake-failed", "bad-record")),
    (0x80090322, "SEC_E_WRONG_PRINCIPAL", "The target principal name is incorrect", ("verify name",)),
    (0x80090325, "SEC_E_UNTRUSTED_ROOT", "The certificate chain was issued by an authority that is not trusted", ("verify issuer-unknown",)),
    (0x80090326, "SEC_E_ILLEGAL_MESSAGE", "The message received was unexpected or badly formatted", ("handshake-failed", "alert-received 40")),
    (0x80090327, "SEC_E_CERT_UNKNOWN", "An unknown error occurred while processing the certificate", ("verify failed",)),
    (0x80090328, "SEC_E_CERT_EXPIRED", "The received certificate has expired", ("verify expired",)),
    (0x80090329, "SEC_E_ENCRYPT_FAILURE", "The specified data could not be encrypted", ("handshake-failed",)),
    (0x80090330, "SEC_E_DECRYPT_FAILURE", "The specified data could not be decrypted", ("bad-record",)),
    (0x80090331, "SEC_E_ALGORITHM_MISMATCH", "The client and server cannot communicate, because they do not possess a common algorithm", ("no-version", "no-parameters")),
    (0x80090337, "SEC_E_CRYPTO_SYSTEM_INVALID", "The cryptographic system or checksum function is not valid because a required function is unavailable", ("algorithm-disabled",)),
    (0x80090347, "SEC_E_MULTIPLE_ACCOUNTS", "The received certificate was mapped to multiple accounts", ("client-cert-refused", "side server")),
    (0x80090349, "SEC_E_CERT_WRONG_USAGE", "The certificate is not valid for the requested usage", ("verify purpose",)),
    (0x80090351, "SEC_E_SMARTCARD_CERT_REVOKED", "", ("client-verify revoked",)),
    (0x80090352, "SEC_E_ISSUING_CA_UNTRUSTED", "An untrusted certificate authority was detected while processing the smartcard certificate used for authentication", ("client-verify issuer-unknown",)),
    (0x80090353, "SEC_E_REVOCATION_OFFLINE_C", "", ("client-verify revocation-unknown",)),
    (0x80090355, "SEC_E_SMARTCARD_CERT_EXPIRED", "", ("client-verify expired",)),
    (0x80090358, "SEC_E_REVOCATION_OFFLINE_KDC", "", ("verify revocation-unknown",)),
    (0x80090359, "SEC_E_ISSUING_CA_UNTRUSTED_KDC", "", ("verify issuer-unknown",)),
    (0x8009035A, "SEC_E_KDC_CERT_EXPIRED", "", ("verify expired",)),
    (0x8009035B, "SEC_E_KDC_CERT_REVOKED", "", ("verify revoked",)),
    (0x80090367, "SEC_E_APPLICATION_PROTOCOL_MISMATCH", "", ("no-alpn",)),
    (0x8009000B, "NTE_BAD_KEY_STATE", "Key not valid for use in specified state", ("client-key", "cert-file")),
    (0x8009000D, "NTE_NO_KEY", "", ("client-key", "cert-file")),
    (0x80090010, "NTE_PERM", "", ("client-key", "cert-file")),
    (0x80090014, "NTE_BAD_PROV_TYPE", "Invalid provider type specified", ("client-key", "cert-file")),
    (0x80090016, "NTE_BAD_KEYSET", "Keyset does not exist", ("client-key", "cert-file")),
    (0x8009001A, "NTE_KEYSET_ENTRY_BAD", "", ("client-key", "cert-file")),
    (0x8009001D, "NTE_PROVIDER_DLL_FAIL", "Provider DLL failed to initialize correctly", ("client-key", "cert-file")),
    (0x80092002, "CRYPT_E_BAD_ENCODE", "", ("cert-file",)),
    (0x80092003, "CRYPT_E_FILE_ERROR", "", ("cert-file",)),
    (0x80092004, "CRYPT_E_NOT_FOUND", "Cannot find object or property", ("no-certificate", "client-key")),
    (0x80092009, "CRYPT_E_NO_MATCH", "Cannot find the requested object", ("cert-file",)),
    (0x8009200B, "CRYPT_E_NO_KEY_PROPERTY", "Cannot find the certificate and private key for decryption", ("cert-file", "client-key")),
    (0x8009200C, "CRYPT_E_NO_DECRYPT_CERT", "", ("cert-file", "client-key")),
    (0x80092010, "CRYPT_E_REVOKED", "The certificate is revoked", ("verify revoked",)),
    (0x80092011, "CRYPT_E_NO_REVOCATION_DLL", "", ("verify revocation-unknown",)),
    (0x80092012, "CRYPT_E_NO_REVOCATION_CHECK", "The revocation function was unable to check revocation for the certificate", ("verify revocation-unknown",)),
    (0x80092013, "CRYPT_E_REVOCATION_OFFLINE", "The revocation function was unable to check revocation because the revocation server was offline", ("verify revocation-unknown",)),
    (0x80092014, "CRYPT_E_NOT_IN_REVOCATION_DATABASE", "The certificate is not in the revocation server's database", ("verify revocation-unknown",)),
    (0x8009310B, "CRYPT_E_ASN1_BADTAG", "ASN1 bad tag value met", ("cert-file",)),
    (0x80093102, "CRYPT_E_ASN1_EOD", "ASN1 unexpected end of data", ("cert-file",)),
    (0x80096004, "TRUST_E_CERT_SIGNATURE", "The signature of the certificate cannot be verified", ("verify signature",)),
    (0x80096019, "TRUST_E_BASIC_CONSTRAINTS", "A certificate's basic constraint extension has not been observed", ("verify purpose",)),
    (0x8009601E, "TRUST_E_FINANCIAL_CRITERIA", "", ("verify failed",)),
    (0x800B0101, "CERT_E_EXPIRED", "A required certificate is not within its validity period when verifying against the current system clock or the timestamp in the signed file", ("verify expired",)),
    (0x800B0102, "CERT_E_VALIDITYPERIODNESTING", "The validity periods of the certification chain do not nest correctly", ("verify expired", "verify strict")),
    (0x800B0103, "CERT_E_ROLE", "A certificate that can only be used as an end-entity is being used as a CA or vice versa", ("verify ca-as-leaf", "verify purpose")),
    (0x800B0104, "CERT_E_PATHLENCONST", "A path length constraint in the certification chain has been violated", ("verify depth",)),
    (0x800B0105, "CERT_E_CRITICAL", "A certificate contains an unknown extension that is marked 'critical'", ("verify strict",)),
    (0x800B0106, "CERT_E_PURPOSE", "A certificate being used for a purpose other than the ones specified by its CA", ("verify purpose",)),
    (0x800B0107, "CERT_E_ISSUERCHAINING", "A parent of a given certificate in fact did not issue that child certificate", ("verify issuer-missing",)),
    (0x800B0108, "CERT_E_MALFORMED", "A certificate is missing or has an empty value for an important field, such as a subject or issuer name", ("verify strict",)),
    (0x800B0109, "CERT_E_UNTRUSTEDROOT", "A certificate chain processed, but terminated in a root certificate which is not trusted by the trust provider", ("verify issuer-unknown",)),
    (0x800B010A, "CERT_E_CHAINING", "A certificate chain could not be built to a trusted root authority", ("verify issuer-missing",)),
    (0x800B010B, "TRUST_E_FAIL", "Generic trust failure", ("verify failed",)),
    (0x800B010C, "CERT_E_REVOKED", "A certificate was explicitly revoked by its issuer", ("verify revoked",)),
    (0x800B010D, "CERT_E_UNTRUSTEDTESTROOT", "The certification path terminates with the test root which is not trusted with the current policy settings", ("verify issuer-unknown",)),
    (0x800B010E, "CERT_E_REVOCATION_FAILURE", "The revocation process could not continue - the certificate(s) could not be checked", ("verify revocation-unknown",)),
    (0x800B010F, "CERT_E_CN_NO_MATCH", "The certificate's CN name does not match the passed value", ("verify name",)),
    (0x800B0110, "CERT_E_WRONG_USAGE", "The certificate is not valid for the requested usage", ("verify purpose",)),
    (0x800B0111, "TRUST_E_EXPLICIT_DISTRUST", "The certificate was explicitly marked as untrusted by the user", ("verify distrusted",)),
    (0x800B0112, "CERT_E_UNTRUSTEDCA", "A certification chain processed correctly, but one of the CA certificates is not trusted by the policy provider", ("verify issuer-unknown",)),
    (0x800B0113, "CERT_E_INVALID_POLICY", "The certificate has invalid policy", ("verify strict",)),
    (0x800B0114, "CERT_E_INVALID_NAME", "The certificate has an invalid name. The name is not included in the permitted list or is explicitly excluded", ("verify name-constraints",)),
)  # fmt: skip

# What CertGetCertificateChain finds wrong, wincrypt.h.
FLAGS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("CERT_TRUST_IS_NOT_TIME_VALID", ("verify expired",)),
    ("CERT_TRUST_IS_NOT_TIME_NESTED", ("verify strict",)),
    ("CERT_TRUST_IS_REVOKED", ("verify revoked",)),
    ("CERT_TRUST_IS_NOT_SIGNATURE_VALID", ("verify signature",)),
    ("CERT_TRUST_IS_NOT_VALID_FOR_USAGE", ("verify purpose",)),
    ("CERT_TRUST_IS_UNTRUSTED_ROOT", ("verify issuer-unknown",)),
    ("CERT_TRUST_REVOCATION_STATUS_UNKNOWN", ("verify revocation-unknown",)),
    ("CERT_TRUST_IS_OFFLINE_REVOCATION", ("verify revocation-unknown",)),
    ("CERT_TRUST_IS_CYCLIC", ("verify issuer-missing",)),
    ("CERT_TRUST_INVALID_EXTENSION", ("verify strict",)),
    ("CERT_TRUST_INVALID_POLICY_CONSTRAINTS", ("verify strict",)),
    ("CERT_TRUST_INVALID_BASIC_CONSTRAINTS", ("verify purpose",)),
    ("CERT_TRUST_INVALID_NAME_CONSTRAINTS", ("verify name-constraints",)),
    ("CERT_TRUST_HAS_NOT_SUPPORTED_NAME_CONSTRAINT", ("verify name-constraints",)),
    ("CERT_TRUST_HAS_NOT_DEFINED_NAME_CONSTRAINT", ("verify name-constraints",)),
    ("CERT_TRUST_HAS_NOT_PERMITTED_NAME_CONSTRAINT", ("verify name-constraints",)),
    ("CERT_TRUST_HAS_EXCLUDED_NAME_CONSTRAINT", ("verify name-constraints",)),
    ("CERT_TRUST_HAS_NOT_SUPPORTED_CRITICAL_EXT", ("verify strict",)),
    ("CERT_TRUST_HAS_WEAK_SIGNATURE", ("verify weak",)),
    ("CERT_TRUST_HAS_WEAK_HYGIENE", ("verify weak",)),
    ("CERT_TRUST_IS_PARTIAL_CHAIN", ("verify issuer-missing",)),
    ("CERT_TRUST_IS_EXPLICIT_DISTRUST", ("verify distrusted",)),
    ("CERT_TRUST_NO_ISSUANCE_CHAIN_POLICY", ("verify strict",)),
)  # fmt: skip

_BY_VALUE = {value: keys for value, _, _, keys in ROWS}
_BY_NAME = {name: keys for _, name, _, keys in ROWS} | dict(FLAGS)


def decode(code: str) -> tuple[str, ...]:
    """The keys of `0x80090326`, `80090326`, `-2146893018`, `2148074278` or a name.

    WinHTTP's and WinINet's errors come as HRESULTs of facility 7 too: `0x80072F8F`.
    """
    plain = code.strip().upper()
    if plain in _BY_NAME:
        return _BY_NAME[plain]
    value = number(plain)
    if value is None:
        return ()
    if value >> 16 == 0x8007:
        from tlswhy.products.decoders.winhttp import decode as of_winhttp

        return of_winhttp(str(value & 0xFFFF))
    return _BY_VALUE.get(value, ())


def number(code: str) -> int | None:
    """The unsigned value of an HRESULT in any spelling."""
    plain = code.strip().rstrip("Ll").lower()
    try:
        if plain.startswith("0x"):
            return int(plain, 16)
        if len(plain) == 8 and not plain.startswith("-"):
            return int(plain, 16)
        return int(plain) & 0xFFFFFFFF
    except ValueError:
        return None
