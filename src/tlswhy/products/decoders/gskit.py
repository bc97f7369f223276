"""Return codes of IBM's GSKit, and of System SSL on z/OS and IBM i, which number them alike.

From gskssl.h of GSKit 8 and "SSL function return codes" of z/OS Cryptographic Services 2.5. Names
are without GSK_, GSK_ERR_ and GSK_ERROR_.
"""

from __future__ import annotations

# Number, name, keys.
_ROWS: tuple[tuple[int, str, tuple[str, ...]], ...] = (
    (8, "CERT_VALIDATION", ("verify failed",)),
    (101, "INVALID_STATE", ("handshake-failed",)),
    (106, "KEYFILE_CERT_EXPIRED", ("cert-file", "verify expired")),
    (107, "NO_KEYFILE_PASSWORD", ("cert-file",)),
    (201, "NO_KEYFILE", ("cert-file",)),
    (202, "KEYRING_OPEN_ERROR", ("cert-file",)),
    (401, "BAD_DATE", ("verify expired",)),
    (402, "NO_CIPHERS", ("no-shared-cipher",)),
    (403, "NO_CERTIFICATE", ("client-cert-absent", "no-certificate")),
    (404, "BAD_CERTIFICATE", ("verify failed",)),
    (405, "UNSUPPORTED_CERTIFICATE_TYPE", ("verify purpose",)),
    (406, "IO", ("reset", "eof")),
    (407, "BAD_KEYFILE_LABEL", ("cert-file",)),
    (408, "BAD_KEYFILE_PASSWORD", ("cert-file",)),
    (409, "BAD_KEY_LEN_FOR_EXPORT", ("algorithm-disabled",)),
    (410, "BAD_MESSAGE", ("not-tls", "bad-record")),
    (411, "BAD_MAC", ("bad-record",)),
    (412, "UNSUPPORTED", ("no-parameters",)),
    (413, "BAD_CERT_SIG", ("verify signature",)),
    (414, "BAD_CERT", ("verify issuer-unknown",)),
    (415, "BAD_PEER", ("handshake-failed",)),
    (416, "PERMISSION_DENIED", ("cert-file",)),
    (417, "SELF_SIGNED", ("verify self-signed",)),
    (420, "SOCKET_CLOSED", ("eof",)),
    (421, "BAD_V2_CIPHER", ("no-cipher",)),
    (422, "BAD_V3_CIPHER", ("no-cipher",)),
    (428, "NO_PRIVATE_KEY", ("cert-file",)),
    (431, "CERTIFICATE_REVOKED", ("verify revoked",)),
    (435, "UNKNOWN_CA", ("verify issuer-unknown",)),
    (440, "INCORRECT_KEY_USAGE", ("verify purpose",)),
)
_BY_NUMBER = {str(number): keys for number, _, keys in _ROWS}
_BY_NAME = {name: keys for _, name, keys in _ROWS}


def decode(code: str) -> tuple[str, ...]:
    """The keys of a number, or of a name with or without its prefix."""
    name = code.strip().upper()
    for prefix in ("GSK_ERROR_", "GSK_ERR_", "GSK_"):
        name = name.removeprefix(prefix)
    return _BY_NUMBER.get(name) or _BY_NAME.get(name, ())
