"""Alerts that the speaking program received: a number, or its name in any library's dialect.

Names are compared by their letters alone, so that `handshake_failure`, `HandshakeFailure`,
`SSLV3_ALERT_HANDSHAKE_FAILURE` and `Handshake Failure` are one.
"""

from __future__ import annotations

import re

from tlswhy.wire.registries.alerts import NAMES

# What libraries call an alert where it is not the RFC's name: OpenSSL (ssl/ssl_stat.c), GnuTLS
# (lib/alert.c), Go (crypto/tls/alert.go), rustls (rustls/src/enums.rs), NSS (lib/ssl/SSLerrs.h),
# mbedTLS (include/mbedtls/ssl.h), wolfSSL (src/ssl.c), Schannel.
_ALSO: dict[int, tuple[str, ...]] = {
    10: ("handshake unexpected message",),
    21: ("decryption failed reserved",),
    30: ("decompression failed",),
    40: ("handshake failed", "handshake failure alert", "ssl handshake failure"),
    41: ("no certificate ssl 3 0", "no cert", "no certificate reserved"),
    42: ("bad cert", "certificate is bad"),
    43: ("unsupported cert", "certificate is not supported"),
    44: ("revoked cert", "cert revoked", "revoked certificate", "certificate was revoked"),
    45: ("expired cert", "cert expired", "expired certificate", "certificate is expired"),
    46: ("cert unknown", "unknown certificate"),
    48: (
        "unknown certificate authority",
        "unknown certificate authority certificate",
        "ca is unknown",
    ),
    49: ("access was denied",),
    50: ("error decoding message",),
    51: ("error decrypting message",),
    60: ("export restriction reserved",),
    70: ("error in protocol version", "protocol version not supported", "protocol version alert"),
    71: ("insufficient security level",),
    90: ("user cancelled", "user canceled alert"),
    100: ("no renegotiation is allowed",),
    109: ("an extension was expected but was not seen",),
    110: ("an unsupported extension was sent", "unsupported ext"),
    111: ("could not retrieve the specified certificate",),
    112: ("the server name sent was not recognized", "unrecognised name"),
    113: ("bad certificate status", "bad cert status response", "invalid certificate status"),
    114: ("bad cert hash value",),
    115: ("the srp psk username is missing or not known", "unknown psk id"),
    116: ("certificate is required",),
    120: ("no supported application protocol could be negotiated", "no application proto"),
    121: ("encrypted client hello required",),
}
_DIALECT = re.compile(
    r"^(?:mbedtls_ssl_alert_msg_|ssl_error_|err_ssl_"
    r"|(?:ssl/tls|sslv3|tlsv1|tlsv13)[ _]+(?:alert[ _]+)?)"
)
_OTHER = re.compile(r"[^a-z0-9]")


def _letters(name: str) -> str:
    plain = _OTHER.sub("", _DIALECT.sub("", name.strip().lower()))
    return plain.removesuffix("alert") or plain


_NUMBERS = {_letters(name): number for number, name in NAMES.items()} | {
    _letters(name): number for number, names in _ALSO.items() for name in names
}


def number(name: str) -> int | None:
    """The alert's number, None when it is no alert. `name` may be the number itself."""
    plain = name.strip()
    if plain.lower().startswith("0x"):
        try:
            value = int(plain, 16)
        except ValueError:
            return None
        return value if value in NAMES else None
    if plain.isdecimal():
        return int(plain) if int(plain) in NAMES else None
    return _NUMBERS.get(_letters(plain))


def decode(code: str) -> tuple[str, ...]:
    """`alert-received N`; close_notify is an ordinary end and says `eof`."""
    found = number(code)
    if found is None:
        return ()
    return (f"alert-received {found}",) if found else ("eof",)
