"""The first byte of what should have been a TLS record, in decimal."""

from __future__ import annotations

_BYTES: dict[int, str] = {
    ord("G"): "plain-received http",
    ord("C"): "plain-received connect",
    ord("P"): "plain-received http",
    ord("E"): "plain-received smtp",
    ord("H"): "not-tls http",
    ord("<"): "not-tls http",
    ord("2"): "not-tls smtp",
    ord("*"): "not-tls imap",
    ord("+"): "not-tls pop3",
    ord("S"): "not-tls ssh",
}


def decode(code: str) -> tuple[str, ...]:
    """The keys of `72`; nothing for the types that records have (RFC 8446 appendix B.1)."""
    number = int(code) if code.isdecimal() else -1
    return () if 20 <= number <= 26 else (_BYTES.get(number, "not-tls"),)
