"""libcurl's result codes, which are curl's exit codes too (include/curl/curl.h, 7.10 to 8.15)."""

from __future__ import annotations

_KEYS: dict[int, tuple[str, ...]] = {
    5: ("proxy-unreachable", "dns-failed"),
    6: ("dns-failed",),
    35: ("handshake-failed",),
    51: ("verify failed",),  # a certificate of another name, most of the time; 60 since 7.62
    52: ("eof",),
    53: ("config-error",),
    54: ("config-error",),
    58: ("client-key",),
    59: ("no-cipher",),
    60: ("verify failed",),
    64: ("starttls-missing",),
    66: ("config-error",),
    77: ("ca-file",),
    80: ("eof",),
    82: ("ca-file",),
    83: ("verify issuer-unknown",),
    90: ("verify pin",),
    91: ("verify staple",),
    95: ("handshake-failed",),
    96: ("handshake-failed",),
    97: ("socks-reply",),
    98: ("client-cert-absent",),
}


def decode(code: str) -> tuple[str, ...]:
    """The keys of `60`; codes that say nothing of TLS (7, 28, 56) have none: their text tells."""
    return _KEYS.get(int(code), ()) if code.isdecimal() else ()
