"""Erlang's reasons: the atoms behind `bad_cert`, and the first byte of a record that is none.

public_key lib/public_key/src/pubkey_cert.erl, ssl lib/ssl/src/tls_record.erl, OTP 21 to 28.
"""

from __future__ import annotations

from tlswhy.products.decoders.first_byte import decode as first_byte

_CERT: dict[str, str] = {
    "cert_expired": "expired",
    "unknown_ca": "issuer-unknown",
    "selfsigned_peer": "self-signed",
    "root_cert_not_trusted": "self-signed-in-chain",
    "invalid_issuer": "issuer-unknown",
    "invalid_signature": "signature",
    "hostname_check_failed": "name",
    "name_not_permitted": "name-constraints",
    "missing_basic_constraint": "strict",
    "invalid_key_usage": "purpose",
    "key_usage_mismatch": "purpose",
    "invalid_ext_key_usage": "purpose",
    "max_path_length_reached": "depth",
    "revoked": "revoked",
    "revocation_status_undetermined": "revocation-unknown",
    "duplicate_cert_in_path": "failed",
    "unsupported_signature": "weak",
}


def decode(code: str) -> tuple[str, ...]:
    """The keys of `cert_expired`, or of `72`, the first byte of what should have been a record."""
    if code.isdecimal():
        return first_byte(code)
    refusal = _CERT.get(code.lower())
    return (f"verify {refusal}",) if refusal else ()
