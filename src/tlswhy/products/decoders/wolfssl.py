"""wolfSSL's negative error numbers (wolfssl/error-ssl.h, wolfssl/wolfcrypt/error-crypt.h, 5.x)."""

from __future__ import annotations

# Number, text of wolfSSL_ERR_reason_error_string, keys.
ROWS: tuple[tuple[int, str, tuple[str, ...]], ...] = (
    (-140, "ASN parsing error, invalid input", ("cert-file",)),
    (-150, "ASN date error, current date before", ("verify not-yet-valid",)),
    (-150, "ASN date error, current date is before start of validity", ("verify not-yet-valid",)),
    (-151, "ASN date error, current date after", ("verify expired",)),
    (-151, "ASN date error, current date is after expiration", ("verify expired",)),
    (-155, "ASN sig error, confirm failure", ("verify signature",)),
    (-156, "ASN sig error, unsupported hash type", ("verify weak",)),
    (-157, "ASN sig error, unsupported key type", ("verify weak",)),
    (-160, "ASN unsupported critical extension", ("verify strict",)),
    (-162, "ASN no PEM Header Error", ("cert-file",)),
    (-188, "ASN no signer error to confirm failure", ("verify issuer-unknown",)),
    (-189, "ASN CRL sig error, confirm failure", ("verify revocation-unknown",)),
    (-190, "ASN CRL no signer error to confirm failure", ("verify crl-missing",)),
    (-191, "ASN OCSP sig error, confirm failure", ("verify staple",)),
    (-198, "Name Constraint error", ("verify name-constraints",)),
    (-275, "ASN self-signed certificate error", ("verify self-signed",)),
    (-304, "verify problem on finished", ("bad-record",)),
    (-305, "verify mac problem", ("bad-record",)),
    (-306, "parse error on header", ("not-tls",)),
    (-308, "error state on socket", ("eof",)),
    (-311, "unknown type in record hdr", ("not-tls",)),
    (-313, "revcd alert fatal error", ("handshake-failed",)),
    (-313, "received alert fatal error", ("handshake-failed",)),
    (-317, "need the private key", ("cert-file",)),
    (-319, "server missing DH params", ("no-shared-cipher",)),
    (-321, "client hello malformed", ("bad-record", "side server")),
    (-322, "peer subject name mismatch", ("verify name",)),
    (-325, "peer ip address mismatch", ("verify ip-name",)),
    (-326, "record layer version error", ("not-tls",)),
    (-328, "malformed buffer input error", ("bad-record",)),
    (-329, "verify problem on certificate", ("verify failed",)),
    (-330, "verify problem based on signature", ("bad-signature",)),
    (-331, "psk client identity error", ("psk-unknown",)),
    (-332, "psk server hint error", ("psk-unknown",)),
    (-333, "psk key callback error", ("psk-unknown",)),
    (-343, "peer sent close notify alert", ("eof",)),
    (-345, "peer didn't send cert", ("client-cert-absent",)),
    (-350, "Bad ECC Curve Type or unsupported", ("no-shared-group",)),
    (-351, "Bad ECC Curve or unsupported", ("no-shared-group",)),
    (-357, "Not a CA by basic constraint error", ("verify issuer-unknown",)),
    (-360, "OCSP Cert revoked", ("verify revoked",)),
    (-361, "CRL Cert revoked", ("verify revoked",)),
    (-362, "CRL missing, not loaded", ("verify crl-missing",)),
    (-366, "OCSP Cert unknown", ("verify revocation-unknown",)),
    (-367, "OCSP Responder lookup fail", ("verify revocation-unknown",)),
    (-368, "Maximum Chain Depth Exceeded", ("verify depth",)),
    (-372, "No PEM header found", ("cert-file",)),
    (-378, "Need peer certificate verify", ("bad-signature",)),
    (-381, "Unrecognized host name Error", ("sni-unknown",)),
    (-383, "Key Use digitalSignature not set Error", ("verify purpose",)),
    (-385, "Key Use keyEncipherment not set Error", ("verify purpose",)),
    (-386, "Ext Key Use server/client auth not set Error", ("verify purpose",)),
    (-388, "Invalid Renegotiation Error", ("legacy-renegotiation",)),
    (-397, "Peer closed underlying transport Error", ("eof",)),
    (-401, "DH key too small Error", ("dh-too-small",)),
    (-402, "No Server Name Indication extension Error", ("sni-absent", "side server")),
    (-405, "Unrecognized protocol name Error", ("no-alpn",)),
    (-406, "Bad Certificate Status Message Error", ("verify staple",)),
    (-407, "Invalid OCSP Status Error", ("verify staple",)),
    (-409, "RSA key too small", ("verify weak",)),
    (-410, "ECC key too small", ("verify weak",)),
    (-414, "Extended Master Secret must be enabled to resume EMS session", ("ems-required",)),
    (-423, "Binder value does not match value server calculated", ("psk-unknown",)),
    (-428, "Required TLS extension missing", ("alert-sent 109",)),
    (-500, "unsupported cipher suite", ("no-shared-cipher",)),
    (-501, "can't match cipher suite", ("no-shared-cipher",)),
    (-503, "Key share mismatch", ("no-shared-group",)),
)

_KEYS = {number: keys for number, _, keys in ROWS}


def decode(code: str) -> tuple[str, ...]:
    """The keys of `-188`."""
    try:
        return _KEYS.get(int(code), ())
    except ValueError:
        return ()
