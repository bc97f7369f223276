"""GREASE: values that mean nothing, sent so that peers keep ignoring what they do not know.

RFC 8701 section 2. A peer that fails because of one is intolerant of everything new.
"""

from __future__ import annotations

GREASE = tuple(0x0A0A + 0x1010 * step for step in range(16))
"""The 16-bit values: cipher suites, extensions, groups, schemes, versions, 2-byte ALPN names."""

GREASE_PSK_MODES = (0x0B, 0x2A, 0x49, 0x68, 0x87, 0xA6, 0xC5, 0xE4)
"""The 8-bit values of psk_key_exchange_modes."""


def is_grease(value: int) -> bool:
    """Whether a 16-bit value is reserved for GREASE."""
    return value in GREASE


def is_grease_psk_mode(mode: int) -> bool:
    """Whether a PskKeyExchangeMode is reserved for GREASE."""
    return mode in GREASE_PSK_MODES
