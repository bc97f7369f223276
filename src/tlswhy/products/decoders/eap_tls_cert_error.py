"""Reasons of wpa_supplicant's event CTRL-EVENT-EAP-TLS-CERT-ERROR.

Numbers of `enum tls_fail_reason`, src/crypto/tls.h, 2.10.
"""

from __future__ import annotations

_REASONS = {
    "0": "failed",
    "1": "issuer-unknown",
    "2": "revoked",
    "3": "not-yet-valid",
    "4": "expired",
    "5": "name",
    "6": "name",
    "7": "failed",
    "8": "pin",
    "9": "name",
    "10": "name",
    "11": "weak",
    "12": "name",
}


def decode(code: str) -> tuple[str, ...]:
    """`verify` and its reason; empty for a number that is none."""
    reason = _REASONS.get(code)
    return (f"verify {reason}",) if reason else ()
