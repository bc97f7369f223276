"""mbedTLS' negative error numbers, in hexadecimal or as Arduino prints them in decimal.

The upper bits are a high-level error, the lower seven may carry a low-level one. From
include/mbedtls/ssl.h, x509.h, pem.h, pk.h and net_sockets.h; where 2.x and 3.x use one number for
two things the newer one counts.
"""

from __future__ import annotations

_HIGH: dict[int, tuple[str, ...]] = {
    # x509.h, pem.h, pk.h
    0x2180: ("cert-file",),
    0x2480: ("verify signature",),
    0x2600: ("verify weak",),
    0x2680: ("verify signature",),
    0x2700: ("verify failed",),
    0x2780: ("cert-file",),
    0x2900: ("cert-file",),
    0x3000: ("verify failed",),  # X509_FATAL_ERROR: a verification callback, ESP-IDF's bundle
    0x1080: ("cert-file",),
    0x1100: ("cert-file",),
    0x1380: ("cert-file",),
    0x3D00: ("client-key",),
    0x3B80: ("client-key",),
    0x3C00: ("client-key",),
    # ssl.h
    0x7180: ("bad-record",),
    0x7200: ("not-tls",),
    0x7280: ("eof",),
    0x7300: ("bad-record",),
    0x7380: ("no-shared-cipher", "side server"),
    0x7480: ("client-cert-absent", "side server"),
    0x7580: ("no-alpn", "side server"),
    0x7600: ("client-key",),
    0x7680: ("no-trust-store",),
    0x7700: ("alert-sent 10",),
    0x7780: ("handshake-failed",),
    0x7800: ("sni-unknown", "side server"),
    0x7880: ("eof",),
    0x7900: ("client-version", "side server"),
    0x7980: ("no-parameters", "side client"),
    0x7A00: ("verify failed",),
    0x7B00: ("bad-signature", "side client"),
    0x7D80: ("bad-signature",),
    0x7E80: ("bad-record",),
    0x6980: ("no-shared-cipher", "side server"),
    0x6E80: ("no-parameters",),
    0x6E00: ("no-parameters",),
    0x6D00: ("no-parameters",),
    0x6C80: ("psk-unknown", "side server"),
    0x6800: ("handshake-timeout",),
    0x6600: ("alert-sent 47",),
}
_NET: dict[int, tuple[str, ...]] = {
    0x44: ("refused",),
    0x4C: ("reset",),
    0x4E: ("reset",),
    0x50: ("reset",),
    0x52: ("dns-failed",),
}


def decode(code: str) -> tuple[str, ...]:
    """The keys of `-0x2700`, `0x2700` or `-9984`."""
    plain = code.strip().lstrip("-").lower()
    try:
        value = int(plain, 16) if plain.startswith("0x") else int(plain)
    except ValueError:
        return ()
    return _HIGH.get(value & 0xFF80) or _NET.get(value, ())
